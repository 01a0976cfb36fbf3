"""A label of a statement takes back what rested on it, from those who have it, and puts it back."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor import store
from monitor.errors import SendError
from monitor.policies import Destination
from monitor.records import (
    Alert,
    AlertKind,
    Change,
    Message,
    MessageKind,
    MessageState,
    Picture,
    Stated,
    StatementVerdict,
    Suppression,
)
from monitor.routing import Calm
from monitor.store import Store
from tests.core.ledger_rows import row
from tests.core.test_ledger_laws import histories, rows
from tests.flow.labelled_state import (
    all_messages,
    decisions,
    ledger,
    publish,
    say,
    tell,
    undo,
)
from tests.flow.labelled_state import given as label
from tests.flow.test_gather import Clock, Desk, run

NOW = datetime(2024, 10, 1, 21, tzinfo=UTC)
TO = [Destination("desk"), Destination("phone", calm=Calm("UTC", ("20:00-06:00",), through=()))]
FIRST = row("2024-09-29", "2025-09", entry="a")
MOVED = row("2024-10-01", "2026-09", entry="b", change=Change.LATER)
AGAIN = row("2024-10-01T05:00", "2026-09", entry="c", outlet="other")
WRONG = StatementVerdict.WRONG_DATE
WRONG_IN_SOME_WAY = [one for one in StatementVerdict if one is not StatementVerdict.RIGHT]


@pytest.fixture
def clock() -> Clock:
    made = Clock()
    made.now = NOW
    return made


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    store.open(folder, NOW).close()
    return folder


@pytest.fixture
def state(tmp_path: Path, empty: Path) -> Iterator[Store]:
    with closing(store.open(Path(shutil.copytree(empty, tmp_path / "state")), NOW)) as opened:
        yield opened


def shift_key(state: Store) -> str:
    (key,) = [k for k in decisions(state) if ":later:" in k]
    return key


def shift_of(state: Store, entry: str) -> Alert:
    (alert,) = [a for a in decisions(state).values() if a.kind is AlertKind.LATER and a.entry == entry]
    return alert


def retractions(desk: Desk) -> list[Message]:
    return [m for m in desk.took if m.kind is MessageKind.RETRACTION]


def test_a_shift_is_taken_back_once_from_those_who_have_it(state: Store, clock: Clock) -> None:
    desk, phone = Desk(), Desk()
    to = TO[:1]
    publish(state, [FIRST, MOVED])
    tell(state, to, NOW)
    run(state, clock, desk=desk, phone=phone)
    key = shift_key(state)
    assert key in desk.news
    for _ in range(2):
        say(state, label(MOVED, WRONG, NOW, note="he spoke of the budget"), TO, NOW)
        tell(state, TO, NOW)
        run(state, clock, desk=desk, phone=phone)
    (one,) = retractions(desk)
    assert (one.key, one.answers) == (f"retract:{key}:1@desk", f"{key}@desk")
    assert one.title.startswith("RETRACTED: LATER")
    assert "Stands at: by September 2025" in one.body
    assert phone.took == []  # it never had the alert
    assert decisions(state)[key].suppressed is Suppression.RETRACTED
    # What holds now is no news.
    assert [m.kind for m in desk.took].count(MessageKind.ALERT) == 2


def test_what_waits_is_withdrawn_unsent_and_a_shift_wakes_people(state: Store, clock: Clock) -> None:
    desk, phone = Desk(), Desk()
    publish(state, [FIRST, MOVED])
    tell(state, TO, NOW)
    run(state, clock, desk=desk, phone=phone)
    assert phone.took == []  # quiet hours
    say(state, label(MOVED, WRONG, NOW), TO, NOW)
    clock.now += timedelta(hours=12)
    run(state, clock, desk=desk, phone=phone)
    key = shift_key(state)
    assert len(retractions(desk)) == 1
    assert key not in phone.news
    assert retractions(phone) == []
    states = {m.key: m.state for m in all_messages(state)}
    assert states[f"{key}@phone"] is MessageState.WITHDRAWN
    # Told in the morning after all.
    undo(state, MOVED, TO, clock())
    run(state, clock, desk=desk, phone=phone)
    assert phone.news[-1] == key
    (back,) = [m for m in desk.took if m.kind is MessageKind.UPDATE]
    assert back.title.startswith("HOLDS AFTER ALL")
    assert back.answers == f"retract:{key}:1@desk"
    assert [m for m in phone.took if m.kind is MessageKind.UPDATE] == []


def test_a_retraction_of_a_shift_goes_out_in_quiet_hours(state: Store, clock: Clock) -> None:
    phone = Desk()
    publish(state, [FIRST, MOVED])
    tell(state, [Destination("phone")], NOW)
    run(state, clock, phone=phone)
    say(state, label(MOVED, WRONG, NOW), TO, NOW)
    run(state, clock, phone=phone)
    assert len(retractions(phone)) == 1


def test_news_in_a_digest_is_taken_back_as_an_answer_to_the_digest(state: Store, clock: Clock) -> None:
    phone = Desk()
    publish(state, [FIRST, MOVED])
    tell(state, TO[1:], NOW)
    clock.now += timedelta(hours=10)
    run(state, clock, phone=phone)
    (digest,) = phone.took
    assert digest.kind is MessageKind.DIGEST
    say(state, label(MOVED, WRONG, NOW), TO, clock())
    run(state, clock, phone=phone)
    (one,) = retractions(phone)
    assert one.answers == digest.key


def test_news_that_another_article_carries_still_holds(state: Store, clock: Clock) -> None:
    desk = Desk()
    publish(state, [FIRST, MOVED, AGAIN])
    tell(state, TO[:1], NOW)
    run(state, clock, desk=desk)
    say(state, label(MOVED, StatementVerdict.NOT_A_DEADLINE, NOW), TO, NOW)
    run(state, clock, desk=desk)
    assert retractions(desk) == []
    current = ledger(state).current
    assert current is not None
    assert current.set_by.entry == "c"


def test_a_retraction_that_still_waits_is_withdrawn_by_undo(state: Store, clock: Clock) -> None:
    desk = Desk()
    publish(state, [FIRST, MOVED])
    tell(state, TO[:1], NOW)
    run(state, clock, desk=desk)
    told = len(desk.took)
    say(state, label(MOVED, WRONG, NOW), TO, NOW)
    undo(state, MOVED, TO, NOW)
    run(state, clock, desk=desk)
    assert len(desk.took) == told
    assert decisions(state)[shift_key(state)].suppressed is None
    say(state, label(MOVED, WRONG, NOW), TO, NOW)  # changed their mind again
    run(state, clock, desk=desk)
    assert len(retractions(desk)) == 1


def test_the_same_date_told_truly_after_a_retraction_is_news(state: Store, clock: Clock) -> None:
    desk = Desk()
    publish(state, [FIRST, MOVED])
    tell(state, TO[:1], NOW)
    say(state, label(MOVED, WRONG, NOW), TO[:1], NOW)
    clock.now += timedelta(days=20)
    publish(state, [replace(AGAIN, said_at=clock(), seen_at=clock())])
    (news,) = tell(state, TO[:1], clock())
    assert (news.kind, news.entry, news.suppressed) == (AlertKind.LATER, "c", None)
    assert tell(state, TO[:1], clock()) == ()
    # It carries on the first one, when that holds after all.
    undo(state, MOVED, TO[:1], clock())
    assert tell(state, TO[:1], clock()) == ()
    run(state, clock, desk=desk)
    assert [key for key in desk.news if ":later:" in key] == [shift_of(state, "b").key, news.key]


def test_the_deadline_that_stands_again_is_watched_by_the_clock(state: Store) -> None:
    late = NOW + timedelta(days=365)
    publish(state, [FIRST, MOVED])
    tell(state, TO[:1], NOW)
    say(state, label(MOVED, WRONG, NOW), TO[:1], late)
    assert AlertKind.LAPSED in [a.kind for a in tell(state, TO[:1], late, swept=True) if a.suppressed is None]


class Unsure(Desk):
    """Takes nothing at first: it says so, or the line breaks before it can say what it did."""

    def __init__(self, *, unheard: bool) -> None:
        super().__init__()
        self.unheard, self.down = unheard, True

    def __call__(self, message: Message, pictures: Sequence[Picture] = (), answered: str = "") -> str:
        if self.down:
            raise SendError("no answer in time", retryable=True, unheard=self.unheard)
        return super().__call__(message, pictures, answered)


@pytest.mark.parametrize("unheard", [False, True])
def test_what_may_have_arrived_is_taken_back_and_what_did_not_is_not(
    state: Store, clock: Clock, unheard: bool
) -> None:
    desk = Unsure(unheard=unheard)
    publish(state, [FIRST, MOVED])
    tell(state, TO[:1], NOW)
    for _ in range(3):  # one after the other is tried
        run(state, clock, desk=desk)
        clock.now += timedelta(hours=1)
    key = shift_key(state)
    assert next(m for m in all_messages(state) if m.key == f"{key}@desk").attempts > 0
    say(state, label(MOVED, WRONG, NOW), TO[:1], clock())
    desk.down = False
    for _ in range(2):
        run(state, clock, desk=desk)
        clock.now += timedelta(hours=2)
    assert f"{key}@desk" not in [m.key for m in desk.took]
    assert len(retractions(desk)) == (1 if unheard else 0)
    undo(state, MOVED, TO[:1], clock())
    run(state, clock, desk=desk)
    # Told in full, or to those who heard of the retraction that it holds after all; never both.
    last = [m.kind for m in desk.took if m.alert == key and m.kind is not MessageKind.RETRACTION]
    assert last == [MessageKind.UPDATE if unheard else MessageKind.ALERT]


def test_what_fails_while_it_is_taken_back_is_not_tried_again(state: Store, clock: Clock) -> None:
    publish(state, [FIRST, MOVED])
    tell(state, TO[:1], NOW)
    key = shift_key(state)

    class Slow(Desk):
        """Somebody labels while a message is on its way, and it fails."""

        def __call__(self, message: Message, pictures: Sequence[Picture] = (), answered: str = "") -> str:
            if message.key == f"{key}@desk":
                say(state, label(MOVED, WRONG, NOW), TO[:1], NOW)
                raise SendError("no answer in time", retryable=True, unheard=True)
            return super().__call__(message, pictures, answered)

    desk = Slow()
    for _ in range(3):
        run(state, clock, desk=desk)
        clock.now += timedelta(hours=1)
    assert [m.state for m in all_messages(state) if m.key == f"{key}@desk"] == [MessageState.WITHDRAWN]
    assert len(retractions(desk)) == 1


def test_a_crash_in_a_label_leaves_nothing(state: Store, clock: Clock) -> None:
    publish(state, [FIRST, MOVED])
    tell(state, TO, NOW)
    run(state, clock, desk=Desk())
    before = (decisions(state), all_messages(state), ledger(state))

    broken = replace(TO[0], language="xx")  # rendering fails after half of the work
    with pytest.raises(ValueError, match="xx"):
        say(state, label(MOVED, WRONG, NOW), [broken], NOW)
    assert (decisions(state), all_messages(state), ledger(state)) == before


class Flaky(Desk):
    """Takes every other message."""

    def __call__(self, message: Message, pictures: Sequence[Picture] = (), answered: str = "") -> str:
        self.down = not self.down
        return super().__call__(message, pictures, answered)


@given(histories, st.booleans(), st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_label_then_undo_is_as_before(history: list[Stated], swept: bool, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(store.open(Path(folder), NOW)) as state:
        publish(state, history)
        clock = Clock()
        clock.now = max((r.said_at for r in history), default=NOW)
        tell(state, TO, clock(), swept=swept)
        run(state, clock, desk=Flaky(), phone=Desk())
        before = (decisions(state), ledger(state), [(m.key, m.state) for m in all_messages(state)])
        if not history:
            return
        one = data.draw(st.sampled_from(history))
        verdict = data.draw(st.sampled_from(list(StatementVerdict)))
        unmoved = ledger(state)
        done = say(state, label(one, verdict, clock()), TO, clock())
        if ledger(state) == unmoved:
            # Nothing rested on it.
            assert (done.retracted, done.restored) == ((), ())
            assert decisions(state) == before[0]
        undo(state, one, TO, clock())
        left = [(m.key, m.state) for m in all_messages(state) if m.kind is MessageKind.ALERT]
        assert (decisions(state), ledger(state), left) == before


@given(histories, rows(), st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_news_after_a_label_is_never_taken_for_old_news(
    history: list[Stated], fresh: Stated, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(store.open(Path(folder), NOW)) as state:
        publish(state, history)
        now = max((r.said_at for r in history), default=NOW)
        tell(state, TO[:1], now)
        for _ in range(data.draw(st.integers(1, 2)) if history else 0):
            one, verdict = data.draw(st.sampled_from(history)), data.draw(st.sampled_from(WRONG_IN_SOME_WAY))
            say(state, label(one, verdict, now), TO[:1], now)
        tell(state, TO[:1], now)
        fresh = replace(fresh, entry="fresh", key="fresh", said_at=now + timedelta(hours=1))
        publish(state, [fresh])
        tell(state, TO[:1], fresh.said_at)
        caused = [s for s in ledger(state).shifts if {row.entry for row in s.carriers} == {"fresh"}]
        decided = [a for a in decisions(state).values() if a.entry == "fresh"]
        assert sorted((s.kind.value, s.after) for s in caused) == sorted(
            (a.kind.value, a.after) for a in decided
        )
        assert Suppression.LABELLED not in {a.suppressed for a in decided}
        told = len(decisions(state))
        assert tell(state, TO[:1], fresh.said_at) == ()
        assert len(decisions(state)) == told
