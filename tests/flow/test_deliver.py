"""Delivery: real state, real receivers; order, retries, giving up, one broken destination beside others."""

import itertools
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import store
from monitor.cadence import RetryPolicy
from monitor.deliver import deliver, messages
from monitor.errors import SendError
from monitor.handover import Delivered, next_attempt_at
from monitor.policies import DeliverPolicy, Destination
from monitor.records import (
    Alert,
    AlertKind,
    Message,
    MessageState,
    Outcome,
    Receipt,
    Severity,
    Suppression,
)
from monitor.send import Sender, open_destination
from monitor.store import Store, alerts, outbox
from tests.servers import Answer, Server

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
POLICY = DeliverPolicy()


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, by: timedelta) -> None:
        self.now += by


class Receiver:
    """Takes messages, or raises what the script says, one item per attempt."""

    def __init__(self, *script: Exception | None) -> None:
        self.taken: list[str] = []
        self.tried: list[str] = []
        self._script = iter(script)

    def __call__(self, message: Message, *beside: object) -> None:
        self.tried.append(message.key)
        trouble = next(self._script, None)
        if trouble is not None:
            raise trouble
        self.taken.append(message.key)


def down() -> SendError:
    return SendError("connection refused", retryable=True)


def always_down() -> Iterator[SendError]:
    return (down() for _ in itertools.count())


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Store]:
    with closing(store.open(tmp_path / "state", START)) as opened:
        yield opened


def alert(n: int, severity: Severity = Severity.SHIFT, **changes: object) -> Alert:
    made = Alert(
        key=f"shift:{n}",
        severity=severity,
        kind=AlertKind.LATER,
        milestone="phase2",
        entry=None,
        title=f"news {n}",
        outlet="Example Wire",
        lang="en",
        url=None,
        published_at=START,
        decided_at=START,
        before=None,
        after=None,
        days_moved=None,
        quote=None,
        quote_before=None,
        speaker="",
        reason="",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def queue(state: Store, count: int, *names: str, at: datetime = START, first: int = 0) -> None:
    """Alerts decided and their messages written, as reviewing does it."""
    decided = [alert(first + n) for n in range(count)]
    destinations = [Destination(name) for name in names]
    with state.write() as conn:
        for one in alerts.add(conn, decided):
            outbox.put(conn, messages([one], destinations, at, names={}))


def run(
    state: Store, clock: Callable[[], datetime], policy: DeliverPolicy = POLICY, **senders: Sender
) -> Delivered:
    return deliver(state, senders, policy, clock=clock, jitter=lambda: 1.0)


def state_of(state: Store, n: int, name: str = "desk") -> Message:
    with state.read() as conn:
        return next(m for m in outbox.of_alert(conn, f"shift:{n}") if m.destination == name)


def receipts(state: Store, n: int) -> list[Receipt]:
    with state.read() as conn:
        return outbox.receipts_of(conn, f"shift:{n}")


def test_everything_due_is_sent_in_order_and_once(state: Store, clock: Clock) -> None:
    queue(state, 25, "desk", "boss")
    desk, boss = Receiver(), Receiver()
    assert run(state, clock, desk=desk, boss=boss) == Delivered(sent=50)
    assert desk.taken == [f"shift:{n}@desk" for n in range(25)]
    assert boss.taken == [f"shift:{n}@boss" for n in range(25)]
    assert run(state, clock, desk=desk, boss=boss) == Delivered()
    assert [r.outcome for r in receipts(state, 3)] == [Outcome.SENT, Outcome.SENT]


def test_nothing_is_sent_before_its_time(state: Store, clock: Clock) -> None:
    queue(state, 1, "desk", at=START + timedelta(hours=1))
    desk = Receiver()
    assert run(state, clock, desk=desk) == Delivered()
    clock.move(timedelta(hours=1))
    assert run(state, clock, desk=desk).sent == 1


def test_a_failure_holds_back_the_rest_and_keeps_the_order(state: Store, clock: Clock) -> None:
    queue(state, 4, "desk")
    desk = Receiver(None, down())
    assert run(state, clock, desk=desk) == Delivered(sent=1, retried=1, released=2, failing=("desk",))
    assert desk.tried == ["shift:0@desk", "shift:1@desk"]
    assert run(state, clock, desk=desk) == Delivered()  # waits, and so do those behind it
    clock.move(timedelta(seconds=10))
    assert run(state, clock, desk=desk) == Delivered(sent=3)
    assert desk.taken == [f"shift:{n}@desk" for n in range(4)]
    assert [(r.outcome, r.detail) for r in receipts(state, 1)] == [
        (Outcome.RETRY, "connection refused"),
        (Outcome.SENT, ""),
    ]
    assert state_of(state, 2).attempts == 1  # behind a failure is not an attempt


def test_a_destination_down_for_a_day_loses_nothing(state: Store, clock: Clock) -> None:
    queue(state, 12, "desk")
    outage = Receiver(*itertools.islice(always_down(), 500))
    while clock() < START + timedelta(hours=24):
        run(state, clock, desk=outage)
        clock.move(timedelta(minutes=30))
    back = Receiver()
    clock.move(timedelta(hours=1))
    assert run(state, clock, desk=back).sent == 12
    assert back.taken == [f"shift:{n}@desk" for n in range(12)]


def test_one_message_that_cannot_be_taken_does_not_hold_up_the_others(state: Store, clock: Clock) -> None:
    queue(state, 4, "desk")
    taken: list[str] = []

    def desk(message: Message, *beside: object) -> None:
        if message.alert == "shift:1":
            raise SendError("500 for this one", retryable=True)
        taken.append(message.alert)

    for _ in range(3):
        run(state, clock, desk=desk)
        clock.move(timedelta(minutes=1))
    assert taken == ["shift:0", "shift:2", "shift:3"]
    assert state_of(state, 1).state is MessageState.PENDING
    assert state_of(state, 1).attempts == 3


def test_a_destination_that_stays_down_is_asked_for_two_messages_at_most(state: Store, clock: Clock) -> None:
    queue(state, 5, "desk")
    desk = Receiver(*itertools.islice(always_down(), 100))
    for _ in range(6):
        run(state, clock, desk=desk)
        clock.move(timedelta(hours=1))
    assert set(desk.tried) == {"shift:0@desk", "shift:1@desk"}


def test_a_refusal_is_final_and_holds_nobody_back(state: Store, clock: Clock) -> None:
    queue(state, 2, "desk")
    desk = Receiver(SendError("410 gone", retryable=False))
    assert run(state, clock, desk=desk) == Delivered(sent=1, dead=1, failing=("desk",))
    assert state_of(state, 0).state is MessageState.DEAD
    with state.write() as conn:
        assert outbox.resend(conn, "shift:0", clock()) == 1
    assert run(state, clock, desk=desk) == Delivered(sent=1)


def test_a_destination_taken_out_of_the_configuration_is_given_up(state: Store, clock: Clock) -> None:
    queue(state, 1, "gone")
    assert run(state, clock, desk=Receiver()).dead == 1
    assert receipts(state, 0)[0].detail == "no destination 'gone' in the configuration any more"


def test_a_fault_in_a_sender_is_a_failure_of_that_destination_only(
    state: Store, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    queue(state, 1, "desk", "boss")
    boss = Receiver()
    assert run(state, clock, desk=Receiver(KeyError("oops")), boss=boss).failing == ("desk",)
    assert boss.taken == ["shift:0@boss"]
    assert "failed unexpectedly" in caplog.text
    # Who can tell what it did before it failed.
    assert "oops" in next(r.detail for r in receipts(state, 0) if r.outcome is Outcome.UNHEARD)


def test_a_hanging_destination_does_not_delay_another(state: Store, clock: Clock) -> None:
    queue(state, 1, "stuck", "desk")
    let_go, arrived = threading.Event(), threading.Event()
    taken: list[str] = []

    def stuck(message: Message, *beside: object) -> None:
        assert let_go.wait(30)

    def desk(message: Message, *beside: object) -> None:
        taken.append(message.key)
        arrived.set()

    turn = threading.Thread(target=run, args=(state, clock), kwargs={"stuck": stuck, "desk": desk})
    turn.start()
    try:
        assert arrived.wait(10)
        # News decided while the other still hangs goes out in the same turn.
        arrived.clear()
        queue(state, 1, "desk", first=7)
        assert arrived.wait(10)
        assert taken == ["shift:0@desk", "shift:7@desk"]
        assert turn.is_alive()
    finally:
        let_go.set()
        turn.join(30)


def test_a_stop_finishes_the_message_under_way_and_gives_back_the_rest(state: Store, clock: Clock) -> None:
    queue(state, 5, "desk")
    stop = threading.Event()
    taken: list[str] = []

    def desk(message: Message, *beside: object) -> None:
        taken.append(message.key)
        stop.set()

    done = deliver(state, {"desk": desk}, POLICY, clock=clock, jitter=lambda: 1.0, stop=stop)
    assert done == Delivered(sent=1, released=4)
    left = [state_of(state, n) for n in range(1, 5)]
    assert {(m.state, m.attempts) for m in left} == {(MessageState.PENDING, 0)}


def test_a_claim_that_runs_out_is_given_back_rather_than_sent_twice(state: Store, clock: Clock) -> None:
    queue(state, 2, "desk")
    taken: list[str] = []

    def slow(message: Message, *beside: object) -> None:
        taken.append(message.key)
        if len(taken) == 1:
            clock.move(POLICY.lease * 0.9)

    assert run(state, clock, desk=slow) == Delivered(sent=2, released=1)
    assert taken == ["shift:0@desk", "shift:1@desk"]


def test_through_real_receivers(state: Store, clock: Clock, server: Server, tmp_path: Path) -> None:
    queue(state, 3, "hook", "file")
    server.add("/hook", Answer(503), Answer(429, b'{"retry_after": 60}'), Answer(200))
    senders = {
        "hook": open_destination(f"json://{server.host}:{server.port}/hook"),
        "file": open_destination(f"jsonl:{tmp_path}/alerts.jsonl"),
    }
    assert run(state, clock, **senders) == Delivered(sent=3, retried=1, released=2, failing=("hook",))
    clock.move(timedelta(seconds=10))
    assert run(state, clock, **senders).retried == 1
    clock.move(timedelta(seconds=59))
    assert run(state, clock, **senders) == Delivered()  # it asked for a minute
    clock.move(timedelta(seconds=1))
    assert run(state, clock, **senders).sent == 3
    keys = [asked.headers["idempotency-key"].decode() for asked in server.asked]
    assert keys == ["shift:0@hook", "shift:0@hook", "shift:0@hook", "shift:1@hook", "shift:2@hook"]
    lines = (tmp_path / "alerts.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["key"] for line in lines] == ["shift:0", "shift:1", "shift:2"]


def test_messages_are_made_for_those_who_want_them() -> None:
    decided = [
        alert(0),
        alert(1, Severity.COVERAGE),
        alert(2, suppressed=Suppression.SAME_NEWS),
    ]
    wanted = [Destination("all"), Destination("loud", severities=(Severity.SHIFT,))]
    made = messages(decided, wanted, START, names={"en": {"phase2": "the rest"}})
    assert [m.key for m in made] == ["shift:0@all", "shift:0@loud", "shift:1@all"]
    assert made[0].title.startswith("LATER: the rest")
    assert json.loads(made[0].payload)["key"] == "shift:0"
    assert made == messages(decided, wanted, START, names={"en": {"phase2": "the rest"}})


def attempt(n: int, age: timedelta, asked: float | None = None) -> datetime | None:
    """When a message ``age`` old is tried again after its ``n``-th attempt, with the longest waits."""
    message = replace(messages([alert(0)], [Destination("d")], START, names={})[0], attempts=n)
    receipt = Receipt(message.key, START + age, Outcome.RETRY, "down", asked)
    return next_attempt_at(message, receipt, POLICY, 1.0)


@pytest.mark.parametrize(
    ("n", "age_h", "asked", "wait_s"),
    [
        pytest.param(1, 0, None, 10, id="first"),
        pytest.param(2, 0, None, 20, id="doubled"),
        pytest.param(9, 1, None, 2560, id="ninth"),
        pytest.param(10, 2, None, 3600, id="at-the-ceiling"),
        pytest.param(70, 71, None, 3600, id="still-young-enough"),
        pytest.param(200, 72, None, None, id="given-up"),
        pytest.param(1, 1000, None, 10, id="old-but-sent-again-by-hand"),
        pytest.param(1, 0, 90.0, 90, id="destination-asks-for-patience"),
        pytest.param(1, 0, 10_000_000.0, 86_400, id="destination-asks-for-too-much"),
    ],
)
def test_waits_between_attempts(n: int, age_h: int, asked: float | None, wait_s: int | None) -> None:
    age = timedelta(hours=age_h)
    again = attempt(n, age, asked)
    assert again == (None if wait_s is None else START + age + timedelta(seconds=wait_s))


def test_full_jitter_spreads_waits() -> None:
    policy = DeliverPolicy(retry=RetryPolicy(start=timedelta(seconds=100)))
    message = replace(messages([alert(0)], [Destination("d")], START, names={})[0], attempts=1)
    receipt = Receipt(message.key, START, Outcome.RETRY, "down")
    waits = [next_attempt_at(message, receipt, policy, jitter) for jitter in (0.1, 0.5, 0.9)]
    assert waits == [START + timedelta(seconds=s) for s in (10, 50, 90)]
