"""Destinations that take nothing for good, and those that keep failing: parked, left alone, slowed down."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import store
from monitor.cadence import BreakerPolicy, Bucket, Circuit, Rate, failed, take
from monitor.deliver import deliver, notices
from monitor.errors import SendError
from monitor.handover import Delivered
from monitor.policies import DeliverPolicy, Destination
from monitor.records import Message, MessageKind, MessageState, Outcome, Parked
from monitor.send import Sender, open_destination
from monitor.store import Store, outbox, parking
from monitor.traffic import Traffic
from tests.flow.test_deliver import START, Clock, Receiver, down, queue, receipts, state_of
from tests.servers import Answer, Server

NAMES = ("desk", "boss", "file")


def forbidden() -> SendError:
    return SendError("HTTP 403: no", retryable=False, parks=True)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Store]:
    with closing(store.open(tmp_path / "state", START)) as opened:
        yield opened


def run(
    state: Store, clock: Clock, traffic: Traffic | None = None, addresses: str = "1", **senders: Sender
) -> Delivered:
    def tell(one: Parked) -> tuple[Message, ...]:
        return notices(one, [Destination(name, language="ar" if name == "boss" else "") for name in NAMES])

    return deliver(
        state,
        senders,
        DeliverPolicy(),
        clock=clock,
        jitter=lambda: 1.0,
        traffic=traffic,
        fingerprint=lambda name: f"{name}{addresses}",
        tell=tell,
    )


def parked(state: Store) -> list[str]:
    with state.read() as conn:
        return [one.destination for one in parking.all(conn)]


class Reader:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[Message] = []

    def __call__(self, message: Message, *beside: object) -> str:
        self.told.append(message)
        return ""


def test_a_parked_destination_keeps_its_messages_and_the_others_are_told(state: Store, clock: Clock) -> None:
    queue(state, 3, "desk", "boss")
    desk, boss, file = Receiver(None, forbidden()), Reader(), Reader()
    done = run(state, clock, desk=desk, boss=boss, file=file)
    assert (done.sent, done.retried, done.dead, done.released) == (6, 1, 0, 1)
    assert parked(state) == ["desk"]
    assert {state_of(state, n).state for n in (1, 2)} == {MessageState.PENDING}
    assert [r.outcome for r in receipts(state, 1) if r.message == "shift:1@desk"] == [Outcome.REFUSED]
    [told] = file.told
    assert (told.kind, told.title) == (
        MessageKind.HEALTH,
        "DESTINATION PARKED: desk takes no messages",
    )
    assert "Cause: HTTP 403: no" in told.body
    assert "monitor alerts unpark desk" in told.body
    [arabic] = [message for message in boss.told if message.kind is MessageKind.HEALTH]
    assert arabic.title.startswith("وجهة موقوفة")

    # Nothing is due, nothing is tried, nothing is told again, however long it lasts.
    clock.move(timedelta(days=30))
    queue(state, 1, "desk", first=7)
    with state.read() as conn:
        assert outbox.next_due_at(conn) is None
    assert run(state, clock, desk=desk, boss=boss, file=file) == Delivered()
    with state.write() as conn:
        assert parking.unpark(conn, "desk")
    assert run(state, clock, desk=desk, boss=boss, file=file).sent == 3
    assert desk.taken == [f"shift:{n}@desk" for n in (0, 1, 2, 7)]


def test_another_address_is_another_chance(state: Store, clock: Clock) -> None:
    queue(state, 1, "desk")
    run(state, clock, desk=Receiver(forbidden()))
    with state.write() as conn:
        assert parking.readmit(conn, ["desk"], "{}1".format) == []
        assert parking.readmit(conn, [], "{}2".format) == []
        assert parking.readmit(conn, ["desk"], "{}2".format) == ["desk"]
    assert run(state, clock, desk=Receiver()).sent == 1


def test_two_parked_destinations_tell_nothing_to_each_other(
    state: Store, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    queue(state, 1, "desk")
    refusing = {name: Receiver(*(forbidden() for _ in range(9))) for name in NAMES}
    run(state, clock, **refusing)
    assert sorted(parked(state)) == sorted(NAMES)
    assert "there is no other destination to tell it through" in caplog.text
    with state.read() as conn:
        waiting = {one.destination: one.waiting for one in outbox.backlog(conn, clock())}
    assert waiting["desk"] == 1
    assert all(len(receiver.tried) == 1 for receiver in refusing.values())


def test_a_message_that_is_refused_parks_nobody_and_is_listed(state: Store, clock: Clock) -> None:
    queue(state, 2, "desk")
    desk = Receiver(SendError("HTTP 413: too much", retryable=False))
    assert run(state, clock, desk=desk).dead == 1
    with state.read() as conn:
        [(message, receipt)] = outbox.dead(conn)
    assert (message.key, receipt.detail) == ("shift:0@desk", "HTTP 413: too much")
    with state.write() as conn:
        assert outbox.resend_dead(conn, "boss", clock()) == 0
        assert outbox.resend_dead(conn, None, clock()) == 1
        assert outbox.dead(conn) == []
    assert run(state, clock, desk=desk).sent == 1
    assert desk.taken == ["shift:1@desk", "shift:0@desk"]


def test_a_real_refusal_parks(state: Store, clock: Clock, server: Server) -> None:
    server.add("/hook", Answer(410, b"gone"))
    queue(state, 3, "desk")
    file = Reader()
    hook = open_destination(f"json://{server.host}:{server.port}/hook")
    run(state, clock, desk=hook, file=file)
    assert len(server.asked) == 1
    assert "HTTP 410: gone" in file.told[0].body


def test_one_that_keeps_failing_is_left_alone_and_then_tried_once(state: Store, clock: Clock) -> None:
    traffic = Traffic(BreakerPolicy(failures=3, pause=timedelta(minutes=10), longest=timedelta(hours=1)))
    queue(state, 9, "desk", "boss")
    desk, boss = Receiver(*(down() for _ in range(4))), Receiver()
    tries = []
    for _ in range(40):
        run(state, clock, traffic, desk=desk, boss=boss)
        tries.append(len(desk.tried))
        clock.move(timedelta(minutes=1))
    # Three failures, ten minutes alone, one try that fails, twenty minutes alone, and all is well.
    assert tries[2] == 3
    assert tries[11] == 3
    assert tries[12] == 4
    assert tries[31] == 4
    assert tries[33] == 4 + 9
    assert boss.taken == [f"shift:{n}@boss" for n in range(9)]
    assert desk.taken == [f"shift:{n}@desk" for n in range(9)]


def test_one_that_asks_for_patience_is_asked_for_nothing(state: Store, clock: Clock) -> None:
    traffic = Traffic()
    queue(state, 3, "desk")
    desk = Receiver(SendError("429", retryable=True, retry_after_s=300))
    run(state, clock, traffic, desk=desk)
    queue(state, 1, "desk", first=7)
    clock.move(timedelta(seconds=299))
    assert run(state, clock, traffic, desk=desk) == Delivered()
    clock.move(timedelta(seconds=1))
    assert run(state, clock, traffic, desk=desk).sent == 4


@pytest.mark.parametrize(
    ("failures", "asked_s", "pause_s"),
    [
        (0, None, None),
        (3, None, None),
        (4, None, 60),
        (5, None, 120),
        (9, None, 900),
        (0, 30, 30),
        (4, 5, 60),
    ],
)
def test_how_long_a_destination_is_left_alone(
    failures: int, asked_s: int | None, pause_s: int | None
) -> None:
    asked = None if asked_s is None else timedelta(seconds=asked_s)
    after = failed(Circuit(failures), BreakerPolicy(), START, asked)
    assert after.failures == failures + 1
    assert after.until == (None if pause_s is None else START + timedelta(seconds=pause_s))


def test_a_bucket_lets_a_burst_through_and_then_one_at_a_time() -> None:
    bucket: Bucket | None = None
    waits = []
    for at in (0.0, 0.0, 0.0, 0.0, 3.0, 100.0):
        bucket, wait = take(bucket, Rate(2.0, burst=2), at)
        waits.append(wait)
    assert waits == [0.0, 0.0, 2.0, 4.0, 3.0, 0.0]


def test_a_slow_destination_keeps_its_pace_and_delays_no_other(state: Store, clock: Clock) -> None:
    queue(state, 4, "desk", "boss")
    traffic = Traffic(rates={"desk": Rate(1.0, burst=3)})
    order: list[str] = []

    def note(message: Message, *beside: object) -> str:
        order.append(message.destination)
        return ""

    assert run(state, clock, traffic, desk=note, boss=note).sent == 8
    assert order[-1] == "desk"
