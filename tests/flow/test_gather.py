"""What waits leaves as one, whatever happens between: real state, simulated time, destinations that fail."""

import itertools
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from monitor import memory, store
from monitor.deliver import Delivered, deliver, messages
from monitor.errors import SendError
from monitor.judge import Judgement
from monitor.policies import DeliverPolicy, Destination
from monitor.records import Alert, AlertKind, Message, MessageKind, MessageState, Picture, Severity
from monitor.routing import Calm, Rhythm, Route
from monitor.send import open_destination
from monitor.store import Store, outbox, waiting

START = datetime(2026, 3, 2, 20, tzinfo=UTC)
NIGHTS = Calm("Asia/Baghdad", ("22:00-07:00",))
MORNING = datetime(2026, 3, 3, 4, tzinfo=UTC)
"""07:00 in Baghdad."""


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


class Desk:
    """Takes messages unless it is down."""

    def __init__(self) -> None:
        self.down = False
        self.took: list[Message] = []

    def __call__(self, message: Message, pictures: Sequence[Picture] = (), answered: str = "") -> str:
        if self.down:
            raise SendError("connection refused", retryable=True)
        self.took.append(message)
        return ""

    @property
    def news(self) -> list[str]:
        """Keys of the alerts told, in the order of telling."""
        return [one["key"] for m in self.took for one in _told(m)]


def _told(message: Message) -> list[dict[str, str]]:
    payload = json.loads(message.payload)
    found: list[dict[str, str]] = payload["alerts"] if message.kind is MessageKind.DIGEST else [payload]
    return found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    store.open(folder, START).close()
    return folder


@pytest.fixture
def state(tmp_path: Path, empty: Path) -> Iterator[Store]:
    with closing(store.open(Path(shutil.copytree(empty, tmp_path / "state")), START)) as opened:
        yield opened


def alert(n: int, kind: AlertKind = AlertKind.CONFIRMED, **changes: object) -> Alert:
    severity = Severity.SHIFT if kind is AlertKind.LATER else Severity.EVENT
    made = Alert(
        f"shift:{n}",
        severity,
        kind,
        "mission_end",
        None,
        f"news {n}",
        "Wire",
        "en",
        None,
        START,
        START,
        None,
        None,
        None,
        None,
        None,
        "",
        "",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def decide(
    state: Store, now: datetime, *decided: Alert, to: Sequence[Destination], routes: tuple[Route, ...] = ()
) -> None:
    """Record decisions and their messages as judging does."""

    def render(new: Sequence[Alert], lately: memory.Lately) -> Sequence[Message]:
        return messages(new, to, now, names={}, routes=routes, lately=lately)

    judged = Judgement(
        **{f: () if f not in ("scores", "extractions", "failures") else {} for f in Judgement.__match_args__}
    )
    with state.write() as conn:
        memory.record(conn, replace(judged, alerts=decided), {}, render, now)


def run(state: Store, clock: Callable[[], datetime], **senders: Desk) -> Delivered:
    return deliver(state, senders, DeliverPolicy(), clock=clock, jitter=lambda: 1.0)


def test_the_night_is_told_in_the_morning_as_one(state: Store, clock: Clock) -> None:
    desk, to = Desk(), [Destination("desk", calm=NIGHTS)]
    for n in range(3):
        decide(state, clock(), alert(n), to=to)
        assert run(state, clock, desk=desk) == Delivered()
        clock.now += timedelta(hours=1)
    decide(state, clock(), alert(9, AlertKind.LATER), to=to)
    assert run(state, clock, desk=desk).sent == 1
    assert desk.news == ["shift:9"]  # a shift wakes people
    clock.now = MORNING - timedelta(seconds=1)
    assert run(state, clock, desk=desk) == Delivered()
    clock.now = MORNING
    assert run(state, clock, desk=desk).sent == 1
    assert desk.news == ["shift:9", "shift:0", "shift:1", "shift:2"]
    digest = desk.took[1]
    assert (digest.kind, digest.alert, digest.severity) == (MessageKind.DIGEST, None, Severity.EVENT)
    assert digest.title.startswith("DIGEST: 3 alerts")
    assert digest.key.startswith(f"digest:desk:{MORNING.isoformat()}")
    with state.read() as conn:
        (member,) = outbox.of_alert(conn, "shift:1")
        assert (member.state, member.within) == (MessageState.MERGED, digest.key)
        assert outbox.states(conn, [member]) == {"desk": MessageState.SENT}
        assert [r.message for r in outbox.receipts_of(conn, "shift:1")] == [digest.key]
        assert outbox.backlog(conn, MORNING) == []


def test_a_file_holds_the_alerts_of_a_digest_one_a_line(state: Store, clock: Clock, tmp_path: Path) -> None:
    decide(state, clock(), alert(0), alert(1), to=[Destination("desk", calm=NIGHTS)])
    clock.now = MORNING
    sender = open_destination(f"jsonl:{tmp_path}/alerts.jsonl")
    assert deliver(state, {"desk": sender}, DeliverPolicy(), clock=clock, jitter=lambda: 1.0).sent == 1
    lines = (tmp_path / "alerts.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["key"] for line in lines] == ["shift:0", "shift:1"]


def test_what_waited_leaves_before_what_was_decided_later(state: Store, clock: Clock) -> None:
    desk, to = Desk(), [Destination("desk", calm=NIGHTS)]
    decide(state, clock(), alert(0), alert(1), to=to)
    clock.now = MORNING
    decide(state, clock(), alert(2), alert(3), to=to)
    run(state, clock, desk=desk)
    assert [len(_told(m)) for m in desk.took] == [2, 1, 1]
    assert desk.news == [f"shift:{n}" for n in range(4)]


def test_one_that_waited_alone_goes_as_it_is(state: Store, clock: Clock) -> None:
    desk = Desk()
    decide(state, clock(), alert(0), to=[Destination("desk", calm=NIGHTS)])
    clock.now = MORNING
    run(state, clock, desk=desk)
    assert [(m.key, m.kind) for m in desk.took] == [("shift:0@desk", MessageKind.ALERT)]


def test_each_destination_has_its_own_calm(state: Store, clock: Clock) -> None:
    names = {
        "desk": Calm(),
        "boss": Calm("Asia/Baghdad", digest=Rhythm.DAILY, digest_at="08:00"),
        "phone": Calm(digest=Rhythm.HOURLY),
    }
    to = [Destination(name, calm=calm) for name, calm in names.items()]
    people = {name: Desk() for name in names}
    for n in range(4):
        decide(state, clock(), alert(n), to=to)
        run(state, clock, **people)
        clock.now += timedelta(minutes=30)
    clock.now = datetime(2026, 3, 3, 5, tzinfo=UTC)
    run(state, clock, **people)
    assert [len(person.took) for person in people.values()] == [4, 1, 2]
    assert all(person.news == [f"shift:{n}" for n in range(4)] for person in people.values())


def test_more_than_an_hour_holds_are_told_as_more(state: Store, clock: Clock) -> None:
    desk, to = Desk(), [Destination("desk", calm=Calm(max_per_hour=3))]
    decide(state, clock(), *(alert(n) for n in range(15)), to=to)
    assert run(state, clock, desk=desk).sent == 3
    clock.now += timedelta(minutes=59)
    assert run(state, clock, desk=desk) == Delivered()
    clock.now += timedelta(minutes=1)
    assert run(state, clock, desk=desk).sent == 1
    assert desk.took[-1].title.startswith("DIGEST: 12 more alerts")
    assert desk.news == [f"shift:{n}" for n in range(15)]


def test_the_hour_is_counted_over_decisions_and_turns(state: Store, clock: Clock) -> None:
    desk, to = Desk(), [Destination("desk", calm=Calm(max_per_hour=2))]
    for n in range(12):
        decide(state, clock(), alert(n), to=to)
        run(state, clock, desk=desk)
        clock.now += timedelta(minutes=10)
    clock.now += timedelta(hours=1)
    run(state, clock, desk=desk)
    assert desk.news == [f"shift:{n}" for n in range(12)]
    assert [len(_told(m)) for m in desk.took] == [1, 1, 5, 1, 4]


def test_groups_wait_for_company(state: Store, clock: Clock) -> None:
    calm = Calm(wait=timedelta(minutes=1), interval=timedelta(minutes=30))
    desk, to = Desk(), [Destination("desk", calm=calm)]
    arrivals = {0: (0,), 20: (1,), 70: (2,), 200: (3,), 2500: (4,)}
    for second in range(0, 6000, 10):
        clock.now = START + timedelta(seconds=second)
        for n in arrivals.get(second, ()):
            decide(state, clock(), alert(n), to=to)
        if any(second >= s for s in (60, 1860)):
            run(state, clock, desk=desk)
    assert [[one["key"] for one in _told(m)] for m in desk.took] == [
        ["shift:0", "shift:1"],
        ["shift:2", "shift:3"],
        ["shift:4"],
    ]


def test_a_destination_down_for_a_day_is_told_in_one_and_the_others_on_time(
    state: Store, clock: Clock
) -> None:
    to = [Destination("desk"), Destination("boss")]
    desk, boss = Desk(), Desk()
    desk.down = True
    late: list[timedelta] = []
    for minute in range(0, 24 * 60, 10):
        if minute % 30 == 0:
            decide(state, clock(), alert(minute // 30), to=to)
        before = len(boss.took)
        run(state, clock, desk=desk, boss=boss)
        late += [clock() - m.created_at for m in boss.took[before:]]
        clock.now += timedelta(minutes=10)
    desk.down = False
    clock.now += timedelta(hours=1)
    run(state, clock, desk=desk, boss=boss)
    everything = [f"shift:{n}" for n in range(48)]
    assert boss.news == everything
    assert late == [timedelta()] * 48
    assert {m.kind for m in boss.took} == {MessageKind.ALERT}
    assert desk.news == everything
    digests = [m for m in desk.took if m.kind is MessageKind.DIGEST]
    assert len(digests) == 1
    assert len(desk.took) <= 2 + 1 + 20  # what was tried, the digest, and what came after it


def test_twenty_behind_a_failure_go_one_by_one_and_twenty_one_as_one(state: Store, clock: Clock) -> None:
    to = [Destination("desk"), Destination("boss")]
    for name, count in (("desk", 21), ("boss", 22)):
        person = Desk()
        person.down = True
        first = 100 if name == "boss" else 0
        decide(
            state, clock(), *(alert(first + n) for n in range(count)), to=[d for d in to if d.name == name]
        )
        run(state, clock, **{name: person})
        clock.now += timedelta(seconds=5)
        run(state, clock, **{name: person})  # the failure is known, and what waits is looked at
        person.down = False
        clock.now += timedelta(minutes=1)
        run(state, clock, **{name: person})
        assert person.news == [f"shift:{first + n}" for n in range(count)]
        assert [len(_told(m)) for m in person.took] == ([1] * 21 if name == "desk" else [1, 21])


def test_a_burst_that_nobody_refuses_is_told_one_by_one(state: Store, clock: Clock) -> None:
    desk = Desk()
    decide(state, clock(), *(alert(n) for n in range(60)), to=[Destination("desk")])
    run(state, clock, desk=desk)
    assert [m.key for m in desk.took] == [f"shift:{n}@desk" for n in range(60)]


def test_an_alert_sent_again_by_hand_goes_alone(state: Store, clock: Clock) -> None:
    desk, to = Desk(), [Destination("desk", calm=NIGHTS)]
    decide(state, clock(), alert(0), alert(1), to=to)
    clock.now = MORNING
    run(state, clock, desk=desk)
    with state.write() as conn:
        outbox.resend(conn, "shift:1", clock())
    run(state, clock, desk=desk)
    assert [m.key for m in desk.took][1:] == ["shift:1@desk"]


def test_routes_decide_who_is_told(state: Store, clock: Clock) -> None:
    desk, boss = Desk(), Desk()
    routes = (Route(("boss",), severity=(Severity.SHIFT,)),)
    to = [Destination("desk"), Destination("boss")]
    decide(state, clock(), alert(0, AlertKind.LATER), alert(1), to=to, routes=routes)
    run(state, clock, desk=desk, boss=boss)
    assert (desk.news, boss.news) == (["shift:1"], ["shift:0", "shift:1"])


class CrashError(Exception):
    """The process ends here."""


STEPS = st.one_of(
    st.tuples(st.just("decide"), st.integers(1, 3)),
    st.tuples(st.just("shift"), st.just(1)),
    st.tuples(st.just("burst"), st.integers(21, 25)),
    st.tuples(st.just("wait"), st.sampled_from([1, 20, 70, 700])),
    st.tuples(st.just("turn"), st.just(0)),
    st.tuples(st.just("crash gathering"), st.just(0)),
    st.tuples(st.just("crash sending"), st.just(0)),
    st.tuples(st.just("down"), st.just(0)),
    st.tuples(st.just("up"), st.just(0)),
)
CALMS = st.sampled_from(
    [
        Calm(),
        NIGHTS,
        Calm(digest=Rhythm.HOURLY),
        Calm(max_per_hour=2),
        Calm(wait=timedelta(minutes=5), interval=timedelta(minutes=30)),
        replace(NIGHTS, max_per_hour=2, interval=timedelta(minutes=30)),
    ]
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(CALMS, st.lists(STEPS, max_size=14))
@example(Calm(max_per_hour=2), [("burst", 21), ("wait", 70), ("decide", 2)])
def test_no_alert_is_lost_or_told_twice_by_gathering(
    empty: Path, calm: Calm, steps: list[tuple[str, int]]
) -> None:
    clock, desk, numbers = Clock(), Desk(), itertools.count()
    to = [Destination("desk", calm=calm)]
    decided: list[Alert] = []
    with tempfile.TemporaryDirectory() as folder:
        with closing(store.open(Path(shutil.copytree(empty, f"{folder}/s")), START)) as state:
            for step, n in [*steps, ("up", 0), *[("wait", 700), ("turn", 0)] * 4]:
                match step:
                    case "decide" | "burst" | "shift":
                        kind = AlertKind.LATER if step == "shift" else AlertKind.CONFIRMED
                        new = [alert(next(numbers), kind) for _ in range(n)]
                        decided += new
                        decide(state, clock(), *new, to=to)
                    case "wait":
                        clock.now += timedelta(minutes=n)
                    case "down" | "up":
                        desk.down = step == "down"
                    case "turn":
                        run(state, clock, desk=desk)
                    case "crash gathering":
                        crash_gathering(state, clock)
                    case "crash sending":
                        crash_sending(state, clock, desk)
        taken = {m.key: m for m in desk.took}  # a repeat has the same key, by which a receiver knows it
        told = Counter(one["key"] for m in taken.values() for one in _told(m))
        assert told == Counter(a.key for a in decided)
        for message in taken.values():
            keys = [one["key"] for one in _told(message)]
            assert keys == [a.key for a in decided if a.key in set(keys)]
        # Only what breaks through overtakes.
        if calm == Calm() or all(a.kind is not AlertKind.LATER for a in decided):
            assert list(dict.fromkeys(desk.news)) == [a.key for a in decided]


def crash_gathering(state: Store, clock: Clock) -> None:
    """The process ends after digests were made and before the commit."""

    def broken(*_: object, **__: object) -> list[Message]:
        raise CrashError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("monitor.deliver.outbox.lease", broken)
        with pytest.raises(CrashError):
            run(state, clock, desk=Desk())


def crash_sending(state: Store, clock: Clock, desk: Desk) -> None:
    """The process ends after messages left and before that was noted; their leases run out."""

    def broken(*_: object, **__: object) -> MessageState:
        raise CrashError

    with pytest.MonkeyPatch.context() as patch, suppress(CrashError):
        patch.setattr("monitor.deliver.outbox.settle", broken)
        run(state, clock, desk=desk)
    clock.now += timedelta(minutes=3)


def test_what_left_lately_is_told_by_destination(state: Store, clock: Clock) -> None:
    to = [Destination("desk", calm=NIGHTS), Destination("boss")]
    decide(state, clock(), alert(0), to=to)
    run(state, clock, desk=Desk(), boss=Desk())
    with state.read() as conn:
        found = waiting.sent(conn, START - timedelta(hours=1))
    assert {name: [(s.gather, s.at, s.waits, s.inside) for s in rows] for name, rows in found.items()} == {
        "desk": [("quiet", MORNING, True, False)],
        "boss": [("", START, False, False)],
    }
