"""Laws of the fold: the same rows in any order, any number of times, give the same ledger."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.ledger import Folding, LedgerPolicy, fold, sweep
from monitor.ledger.policy import Authority, Standing
from monitor.records import Change, Field, Modality, Rank, ShiftKind, Stated
from tests.core.ledger_rows import END, row

POLICY = LedgerPolicy(
    authority=(Authority(Standing.SOURCES, ("envoy",)), Authority(Standing.COMMENTARY, outlets=("gazette",)))
)


@st.composite
def rows(draw: st.DrawFn) -> Stated:
    """Any statement of a busy year, several of them in one article or one story now and then."""
    hours = draw(st.integers(0, 24 * 400))
    said = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    article = draw(st.integers(0, 12))
    return row(
        said.isoformat(),
        draw(st.sampled_from([None, "2024-09", "2025-09", "2025", "2026-09-30", "2026-end", "2023-08"])),
        draw(st.sampled_from(list(Modality))),
        draw(st.sampled_from(list(Rank))),
        entry=f"{article}-{hours // 48}",
        version=draw(st.sampled_from([1, 1, 1, 2])),
        change=draw(st.sampled_from([None, None, None, *Change])),
        background=draw(st.booleans()) and draw(st.booleans()),
        commentary=draw(st.integers(0, 9)) == 0,
        speaker=draw(st.sampled_from(["Minister", "Spokesman", "Envoy"])),
        outlet=draw(st.sampled_from(["agency", "paper", "channel", "gazette"])),
        story=draw(st.sampled_from(["", "a", "b"])),
        at=draw(st.integers(0, 9)),
        field=draw(st.sampled_from(list(Field))),
    )


def unique(some: list[Stated]) -> list[Stated]:
    """One row per key, as the store keeps them."""
    return list({s.key: s for s in some}.values())


histories = st.lists(rows(), max_size=25).map(unique)


@given(histories, st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(history: list[Stated], random: object) -> None:
    shuffled = list(history)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold(END, shuffled, POLICY) == fold(END, history, POLICY)


@given(st.lists(st.lists(rows(), max_size=6), max_size=6))
def test_folding_bit_by_bit_is_folding_at_once(pieces: list[list[Stated]]) -> None:
    known: set[str] = set()
    folding, whole = Folding(END, POLICY), []
    for piece in pieces:
        fresh = unique([s for s in piece if s.key not in known])
        known |= {s.key for s in fresh}
        whole += fresh
        folding.add(fresh)
        assert folding.ledger() == fold(END, whole, POLICY)


@given(histories)
def test_repeats_are_harmless(history: list[Stated]) -> None:
    assert fold(END, [*history, *history[::-1]], POLICY) == fold(END, history, POLICY)


@given(histories)
def test_folding_what_was_folded_changes_nothing(history: list[Stated]) -> None:
    ledger = fold(END, history, POLICY)
    assert fold(END, ledger.stated, POLICY) == ledger


@given(histories)
def test_keys_are_unique(history: list[Stated]) -> None:
    keys = [s.key for s in fold(END, history, POLICY).shifts]
    assert len(keys) == len(set(keys))


@given(histories)
def test_every_row_stays_in_the_ledger(history: list[Stated]) -> None:
    assert {s.key for s in fold(END, history, POLICY).stated} == {s.key for s in history}


@given(histories)
def test_background_and_commentary_cause_no_shift(history: list[Stated]) -> None:
    for shift in fold(END, history, POLICY).shifts:
        assert shift.stated is not None
        assert not shift.stated.statement.background
        assert not shift.stated.statement.commentary


@given(histories)
def test_the_current_deadline_ends_the_history(history: list[Stated]) -> None:
    ledger = fold(END, history, POLICY)
    assert (ledger.history[-1] if ledger.history else None) == ledger.current


@given(histories)
def test_no_entry_carries_its_own_news_twice(history: list[Stated]) -> None:
    for shift in fold(END, history, POLICY).shifts:
        assert shift.stated is not None
        carriers = [shift.stated.entry, *(s.entry for s in shift.also)]
        assert len(carriers) == len(set(carriers))


@given(histories)
def test_disagreements_open_and_close_by_turns(history: list[Stated]) -> None:
    ledger = fold(END, history, POLICY)
    turns = [s.kind for s in ledger.shifts if s.kind in (ShiftKind.DISAGREEMENT, ShiftKind.SETTLED)]
    assert set(turns[::2]) <= {ShiftKind.DISAGREEMENT}
    assert set(turns[1::2]) <= {ShiftKind.SETTLED}
    assert len(ledger.disagreements) == turns.count(ShiftKind.DISAGREEMENT)
    assert (ledger.disagreement is not None) is (turns[-1:] == [ShiftKind.DISAGREEMENT])
    for one in ledger.disagreements:
        assert len({p.side for p in one.positions}) == len(one.positions) > 1


@given(histories)
def test_confirmed_news_stays_confirmed(history: list[Stated]) -> None:
    whole = fold(END, history, POLICY)
    for shift in whole.shifts:
        assert not (shift.unconfirmed and len(shift.origins) > 1)
    rows = sorted(history, key=lambda s: (s.said_at, s.entry, s.version))
    known: set[str] = set()
    for end in range(len(rows) + 1):
        shifts = fold(END, rows[:end], POLICY).shifts
        assert known <= {s.key for s in shifts if s.confirmed_by is not None}
        known = {s.key for s in shifts if s.confirmed_by is not None}


@given(histories, rows())
def test_the_latest_word_never_rewrites_what_went_before(history: list[Stated], last: Stated) -> None:
    if any(s.said_at >= last.said_at for s in history):
        return
    before, after = fold(END, history, POLICY), fold(END, [*history, last], POLICY)
    known = [s.key for s in before.shifts]
    assert [s.key for s in after.shifts][: len(known)] == known


@settings(max_examples=50)
@given(histories, st.integers(0, 800))
def test_sweeping_twice_is_sweeping_once(history: list[Stated], days: int) -> None:
    now = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=days)
    ledger = fold(END, history, POLICY)
    assert sweep(ledger, END, POLICY, now) == sweep(ledger, END, POLICY, now)
    assert all(s.at <= now for s in sweep(ledger, END, POLICY, now))
