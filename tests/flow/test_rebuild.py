"""Reading the stored entries again: the new ledger, what it tells otherwise, kills, and the way back."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from monitor import deliver, rebuild, store
from monitor.cadence import CadencePolicy
from monitor.errors import StateError
from monitor.judge import Parts
from monitor.memory import Lately
from monitor.policies import Destination, ReviewPolicy
from monitor.records import (
    Alert,
    Change,
    Entry,
    Extraction,
    Feed,
    FullText,
    FullTextStatus,
    Message,
    Milestone,
    Rank,
    Score,
    ScoreReason,
    Suppression,
)
from monitor.review import Reviewer
from monitor.store import DiskError, Store, alerts, drafts, entries, labels, ledgers, meta, scores, statements
from monitor.store.drafts import Draft, Plan
from monitor.store.tables import messages
from monitor.sweep import sweep
from tests.children import ended, in_child
from tests.core.ledger_rows import END, row
from tests.core.relevance_topic import entry as any_entry

NOW = datetime(2024, 9, 9, 12, tzinfo=UTC)
OTHER = Milestone("handover", "handover of the base")
MILESTONES = (END, OTHER)

NEWS = {
    # id: (days ago, title). A date is read by every rule, "autumn" and "الخريف" only by better ones.
    "a": (400, "Coalition leaves by 2025-09"),
    "b": (300, "Coalition base handed over by 2026-03"),
    "c": (200, "Coalition stays until autumn"),
    "d": (100, "التحالف باق حتى الخريف"),
    "e": (3, "Coalition to leave by 2026-12 after all"),
    "f": (2, "Cup final ends in a draw by 2026-01"),
}


def news(name: str, days: float, title: str) -> Entry:
    at = NOW - timedelta(days=days)
    return replace(
        any_entry(title, name=name), feed="wire", published_at=at, seen_at=at, outlet=name, origin=name
    )


def reading(entry: Entry, *, autumn: bool) -> Extraction:
    """Days as they stand in the title; with better rules also the season."""
    change = Change.LATER if "after all" in entry.title else None
    found = [w for w in entry.title.split() if w[:4].isdigit()]
    if autumn and ("autumn" in entry.title or "الخريف" in entry.title):
        found, change = ["2026-10"], Change.LATER
    milestone = OTHER.id if "handed over" in entry.title else END.id
    said = entry.published_at.isoformat()
    rank = Rank.OFFICIAL
    return Extraction(
        statements=tuple(
            row(said, day, rank=rank, milestone=milestone, change=change).statement for day in found
        )
    )


def by_first_rules(entry: Entry) -> Extraction:
    return reading(entry, autumn=False)


def by_better_rules(entry: Entry) -> Extraction:
    return reading(entry, autumn=True)


def failing_on_season(entry: Entry) -> Extraction:
    if "autumn" in entry.title or "after all" in entry.title:
        raise ValueError("no season known")
    return reading(entry, autumn=True)


def on_topic(batch: Sequence[Entry]) -> Sequence[Score]:
    relevant = ["oalition" in e.title or "التحالف" in e.title for e in batch]
    return [
        Score(float(r), r, ScoreReason.ABOVE if r else ScoreReason.BELOW, None, None, (), "t")
        for r in relevant
    ]


FIRST = Parts(on_topic, by_first_rules, MILESTONES, rules="first")
BETTER = Parts(on_topic, by_better_rules, MILESTONES, rules="better")


def render(new: Sequence[Alert], lately: Lately) -> Sequence[Message]:
    return deliver.messages(new, [Destination("desk")], NOW, names={}, lately=lately)


def no_page(body: bytes, kind: str | None, url: str) -> FullText:
    return FullText(FullTextStatus.FAILED)


def judged(state: Store, some: Sequence[Entry], parts: Parts, now: datetime = NOW) -> None:
    """Record entries, and judge all that wait, as the daemon does."""
    with state.write() as conn:
        entries.add(conn, some)
    reviewer = Reviewer(
        {"wire": Feed("wire", "https://wire.example/rss", "Wire", "wire")},
        fetch=lambda request: pytest.fail("no page is wanted"),
        allowed=lambda url: False,
        read=no_page,
        store=state,
        parts=parts,
        render=render,
        near=0.5,
        policy=ReviewPolicy(pages=False),
        clock=lambda: now,
    )
    reviewer.review()
    reviewer.stop()


def rebuilt(state: Store, parts: Parts = BETTER, now: datetime = NOW) -> rebuild.Rebuilt:
    """The whole way of the command, in one go."""
    draft = drafts.open(state.path.parent, Plan(parts.rules))
    rebuild.read(state, draft, parts)
    looked = rebuild.compare(state, draft, parts)
    done = rebuild.install(state, draft, parts, now)
    draft.discard()
    assert done == looked
    return done


def rows(state: Store) -> list[object]:
    with state.read() as conn:
        return list(statements.by_milestone(conn))


def said(state: Store) -> set[str]:
    with state.read() as conn:
        return {s.entry for s in statements.by_milestone(conn)}


def outbox(state: Store) -> list[object]:
    with state.read() as conn:
        return list(conn.execute(select(messages.c.key, messages.c.state).order_by(messages.c.id)))


def decisions(state: Store) -> dict[str, Suppression | None]:
    with state.read() as conn:
        return {a.key: a.suppressed for a in alerts.latest(conn, 100, suppressed=True)}


def rules(state: Store) -> str | None:
    with state.read() as conn:
        return meta.get(conn, meta.RULES)


def names(shifts: Sequence[object]) -> list[str]:
    return [f"{s.kind.value} {s.stated.entry}" for s in shifts]  # type: ignore[attr-defined]


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Store]:
    with closing(store.open(tmp_path / "state", NOW)) as opened:
        judged(opened, [news(name, *told) for name, told in NEWS.items()], FIRST)
        yield opened


def test_the_same_rules_read_the_same_rows(state: Store) -> None:
    before, sent, decided = rows(state), outbox(state), decisions(state)
    assert said(state) == {"a", "b", "e"}
    done = rebuilt(state, FIRST)
    assert (bool(done.difference), done.same, done.failures) == (False, True, {})
    assert (rows(state), outbox(state), decisions(state)) == (before, sent, decided)
    with state.read() as conn:
        assert not ledgers.has_former(conn)


def test_better_rules_tell_which_shifts_are_different_and_send_nothing(state: Store) -> None:
    sent, decided = outbox(state), decisions(state)
    done = rebuilt(state)
    assert names(done.difference.gained) == ["later c", "confirmed d"]
    assert names(done.difference.lost) == []
    assert [(c.before.days_moved, c.after.days_moved) for c in done.difference.changed] == [(457, 61)]
    assert (done.entries, done.statements_before, done.statements) == (5, 3, 5)
    assert not done.same
    assert said(state) == {"a", "b", "c", "d", "e"}
    assert outbox(state) == sent
    now = decisions(state)
    assert {now[s.key] for s in done.difference.gained} == {Suppression.REBUILT}
    assert {key: why for key, why in now.items() if key in decided} == decided
    assert rules(state) == "better"


def test_nothing_old_is_told_after_a_rebuild_and_new_news_is(state: Store) -> None:
    rebuilt(state)
    sent = outbox(state)
    sweep(state, BETTER, render, CadencePolicy(), NOW)
    judged(state, [], BETTER)
    assert outbox(state) == sent
    judged(state, [news("g", 0, "Coalition to leave by 2027-06 after all")], BETTER)
    assert len(outbox(state)) == len(sent) + 1


def test_what_the_clock_says_of_a_deadline_that_only_the_rebuild_knows_is_not_told(state: Store) -> None:
    sharper = replace(BETTER, extract=by_past_rules, rules="past")
    done = rebuilt(state, sharper)
    assert "new b" in names(done.difference.gained)
    sent = outbox(state)
    swept = sweep(state, sharper, render, CadencePolicy(), NOW)
    assert [a.kind.value for a in swept.alerts if a.suppressed is not Suppression.KIND_OFF] == []
    assert outbox(state) == sent
    lapsed = {key: why for key, why in decisions(state).items() if ":lapsed:" in key}
    assert lapsed == {"handover:lapsed:2024-03-31": Suppression.REBUILT}


def by_past_rules(entry: Entry) -> Extraction:
    """Reads the year of the handover otherwise: a deadline that passed half a year ago."""
    return by_better_rules(replace(entry, title=entry.title.replace("2026-03", "2024-03")))


def test_undo_brings_back_the_ledger_with_the_news_of_the_meantime(state: Store) -> None:
    before, sent, decided = rows(state), outbox(state), decisions(state)
    done = rebuilt(state)
    judged(state, [news("g", 0, "Coalition to leave by 2027-06 after all")], BETTER)
    (told,) = [message for message in outbox(state) if message not in sent]
    back = rebuild.undo(state, BETTER, NOW)
    assert names(back.difference.lost) == names(done.difference.gained)
    assert {s.key for s in before} < {s.key for s in rows(state)}
    assert said(state) == {"a", "b", "e", "g"}
    assert [m for m in outbox(state) if m != told] == sent
    # Decisions that only the rebuilt ledger gave rise to are open again.
    assert not set(decisions(state)) & {s.key for s in done.difference.gained}
    assert {key: why for key, why in decisions(state).items() if key in decided} == decided
    assert rules(state) == meta.MIXED
    with pytest.raises(StateError, match="no former ledger"):
        rebuild.undo(state, BETTER, NOW)


def test_undo_at_once_leaves_no_trace(state: Store) -> None:
    before, decided = rows(state), decisions(state)
    rebuilt(state)
    rebuild.undo(state, BETTER, NOW)
    assert (rows(state), decisions(state), rules(state)) == (before, decided, "first")


def test_a_second_rebuild_keeps_the_ledger_before_it_and_no_other(state: Store) -> None:
    first = rows(state)
    rebuilt(state)
    second = rows(state)
    rebuilt(state, replace(BETTER, extract=by_past_rules, rules="past"))
    rebuild.undo(state, BETTER, NOW)
    assert rows(state) == second != first
    assert rules(state) == "better"


def test_a_rebuild_that_finds_the_same_rows_does_not_cost_the_way_back(state: Store) -> None:
    first = rows(state)
    rebuilt(state)
    assert rebuilt(state, replace(BETTER, rules="same words, other comments")).same
    assert rules(state) == "same words, other comments"
    rebuild.undo(state, BETTER, NOW)
    assert rows(state) == first


def test_an_entry_that_cannot_be_read_keeps_its_statements_and_is_named(state: Store) -> None:
    done = rebuilt(state, replace(BETTER, extract=failing_on_season, rules="failing"))
    assert done.failures == {(name, 1): "ValueError: no season known" for name in ("c", "e")}
    assert said(state) == {"a", "b", "d", "e"}


@pytest.mark.parametrize(
    ("labelled", "gained"),
    [
        pytest.param({"c": False}, ["later d"], id="irrelevant"),
        pytest.param({"c": False, "d": False}, [], id="all-irrelevant"),
        pytest.param({"c": True}, ["later c", "confirmed d"], id="relevant"),
    ],
)
def test_entries_labelled_irrelevant_make_no_difference(
    state: Store, labelled: dict[str, bool], gained: list[str]
) -> None:
    with state.write() as conn:
        for name, relevant in labelled.items():
            labels.say(conn, name, relevant, NOW)
    assert names(rebuilt(state).difference.gained) == gained
    # Their rows are kept all the same: a label may be taken back.
    assert said(state) == {"a", "b", "c", "d", "e"}


def test_an_entry_of_the_ledger_that_scores_low_by_now_is_read_all_the_same(state: Store) -> None:
    low = replace(on_topic([news("f", *NEWS["f"])])[0])
    with state.write() as conn:
        scores.save(conn, [("a", 1, low), ("c", 1, low)], NOW)
    rebuilt(state)
    assert said(state) == {"a", "b", "d", "e"}


def test_scored_anew_the_new_scores_decide(state: Store) -> None:
    def only_cups(batch: Sequence[Entry]) -> Sequence[Score]:
        return on_topic([replace(e, title="coalition" if "Cup" in e.title else "") for e in batch])

    parts = replace(BETTER, score=only_cups)
    draft = drafts.open(state.path.parent, Plan("better", scorer="t2"))
    seen: list[tuple[int, int]] = []
    rebuild.score(state, draft, parts, lambda done, total: seen.append((done, total)))
    rebuild.score(state, draft, replace(parts, score=lambda batch: pytest.fail("scored twice")))
    rebuild.read(state, draft, parts)
    sent = outbox(state)
    done = rebuild.install(state, draft, parts, NOW)
    draft.discard()
    assert seen == [(6, 6)]
    assert (done.entries, said(state), outbox(state)) == (1, {"f"}, sent)
    with state.read() as conn:
        assert [scores.get(conn, name).relevant for name in ("a", "f")] == [False, True]  # type: ignore[union-attr]


def test_what_could_not_be_scored_is_read(state: Store) -> None:
    def broken(batch: Sequence[Entry]) -> Sequence[Score]:
        raise RuntimeError("no scorer")

    judged(state, [news("g", 1, "They leave by 2028-01")], replace(FIRST, score=broken))
    rebuilt(state)
    assert "g" in said(state)


def test_entries_judged_while_it_runs_are_in_the_new_ledger(state: Store) -> None:
    draft = drafts.open(state.path.parent, Plan("better"))
    rebuild.read(state, draft, BETTER)
    judged(state, [news("g", 1, "Coalition base handed over in autumn")], FIRST)
    with state.write() as conn:
        changed = FullText(FullTextStatus.PAGE, "A page that came late.")
        assert entries.read_page(conn, "e", 1, changed)
    read: list[str] = []

    def watching(entry: Entry) -> Extraction:
        read.append(entry.id)
        return by_better_rules(entry)

    rebuild.install(state, draft, replace(BETTER, extract=watching), NOW)
    draft.discard()
    assert sorted(read) == ["e", "g"]
    assert said(state) == {"a", "b", "c", "d", "e", "g"}


def test_a_draft_read_by_other_rules_is_refused(state: Store) -> None:
    before = rows(state)
    with closing(drafts.open(state.path.parent, Plan("better"))) as draft:
        rebuild.read(state, draft, BETTER)
        with pytest.raises(StateError, match="kill -HUP"):
            rebuild.install(state, draft, FIRST, NOW)
    assert rows(state) == before


def test_a_milestone_configured_no_more_is_told_as_lost(state: Store) -> None:
    done = rebuilt(state, replace(FIRST, milestones=(END,), rules="one milestone"))
    assert names(done.difference.lost) == ["new b"]
    assert said(state) == {"a", "e"}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        pytest.param([], None, id="nothing-read"),
        pytest.param(["first"], "first", id="one"),
        pytest.param(["first", "first"], "first", id="the-same-again"),
        pytest.param(["first", "better"], meta.MIXED, id="two"),
        pytest.param(["first", "better", "first"], meta.MIXED, id="and-back"),
    ],
)
def test_by_which_rules_a_ledger_was_read(tmp_path: Path, by: list[str], expected: str | None) -> None:
    with closing(store.open(tmp_path / "other", NOW)) as state:
        for number, name in enumerate(by):
            judged(state, [news(f"{number}", 1, "Coalition leaves")], replace(FIRST, rules=name))
        assert rules(state) == expected
        with state.read() as conn:
            assert ledgers.outdated(conn, "first") is (expected == meta.MIXED)


class TestKilled:
    """The file of the draft is all that is left; the next process goes on with it."""

    @pytest.fixture(autouse=True)
    def _small_batches(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rebuild, "BATCH", 1)

    def test_it_goes_on_where_it_stopped(self, state: Store) -> None:
        folder = state.path.parent
        with closing(drafts.open(folder, Plan("better"))) as draft, pytest.raises(KeyboardInterrupt):
            rebuild.read(state, draft, replace(BETTER, extract=interrupted(3)))
        with closing(drafts.open(folder, Plan("better"))) as draft:
            assert sorted(draft.done()) == [("a", 1), ("b", 1)]
            seen: list[tuple[int, int]] = []
            rebuild.read(state, draft, BETTER, on_progress=lambda done, total: seen.append((done, total)))
            assert seen == [(2, 5), (3, 5), (4, 5), (5, 5), (5, 5)]

    def test_a_draft_of_other_rules_is_begun_anew(self, state: Store) -> None:
        folder = state.path.parent
        with closing(drafts.open(folder, Plan("better"))) as draft:
            rebuild.read(state, draft, BETTER)
        with closing(drafts.open(folder, Plan("best"))) as draft:
            assert draft.done() == {}

    def test_a_damaged_draft_is_begun_anew(self, state: Store) -> None:
        folder = state.path.parent
        (folder / drafts.FILE).write_bytes(b"no database, but long enough to look like one" * 40)
        with closing(drafts.open(folder, Plan("better"))) as draft:
            assert draft.done() == {}

    def test_two_at_a_time_are_refused(self, state: Store) -> None:
        folder = state.path.parent
        with (
            closing(drafts.open(folder, Plan("better"))),
            pytest.raises(StateError, match="another `monitor rebuild`"),
        ):
            drafts.open(folder, Plan("better"))

    def test_a_full_disk_costs_nothing_that_was_read(self, state: Store) -> None:
        folder, before = state.path.parent, rows(state)
        with closing(drafts.open(folder, Plan("better"))) as draft:
            with pytest.raises(DiskError, match="no space left"):
                rebuild.read(state, draft, replace(BETTER, extract=filling(draft, 3)))
            assert sorted(draft.done()) == [("a", 1), ("b", 1)]
        assert rows(state) == before
        assert rebuilt(state).statements == 5

    @pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
    @pytest.mark.slow
    def test_killed_anywhere_the_next_start_ends_where_it_should(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def made(folder: Path) -> None:
            with closing(store.open(folder, NOW)) as state:
                judged(state, [news(name, *told) for name, told in NEWS.items()], FIRST)

        def run(folder: Path) -> None:
            with closing(store.open(folder, NOW)) as state:
                if rules(state) != "better":
                    rebuilt(state)

        def outcome(folder: Path) -> tuple[object, ...]:
            with closing(store.open(folder, NOW)) as state:
                with state.read() as conn:
                    former = ledgers.former(conn)
                return rows(state), former, decisions(state), outbox(state), rules(state)

        made(tmp_path / "whole")
        kept = outcome(tmp_path / "whole")[0]
        run(tmp_path / "whole")
        expected = outcome(tmp_path / "whole")
        assert expected[1] == tuple(kept)
        kills = 0
        while True:
            folder = tmp_path / f"killed{kills}"
            made(folder)

            def dying(folder: Path = folder, point: int = kills + 1) -> None:
                mortal(point, monkeypatch)
                run(folder)

            code = ended(in_child(dying))
            if code == 0:
                break
            assert code == -signal.SIGKILL
            # Until it is complete, the old ledger is in force.
            after = outcome(folder)
            assert after == expected or after[0] == kept
            kills += 1
            run(folder)
            assert outcome(folder) == expected
        assert kills >= 10


def interrupted(at: int) -> Callable[[Entry], Extraction]:
    """Reads by the better rules until Ctrl-C is pressed at the ``at``-th entry."""
    left = at

    def read(entry: Entry) -> Extraction:
        nonlocal left
        left -= 1
        if left == 0:
            raise KeyboardInterrupt
        return by_better_rules(entry)

    return read


def filling(draft: Draft, at: int) -> Callable[[Entry], Extraction]:
    """Reads by the better rules; from the ``at``-th entry on, the file of the draft cannot grow."""
    left = at

    def read(entry: Entry) -> Extraction:
        nonlocal left
        left -= 1
        if left:
            return by_better_rules(entry)
        with draft._writer.connect() as conn:
            conn.exec_driver_sql("PRAGMA max_page_count = 1")
        found = by_better_rules(entry).statements
        return Extraction(statements=tuple(replace(s, speaker="x" * 100_000) for s in found))

    return read


def mortal(point: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kill this process when it has come to its ``point``-th transaction, before or after the commit."""
    left = point

    def reached() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    add, write = Draft.add, Store.write

    def adding(self: Draft, *some: object, **more: object) -> None:
        reached()
        add(self, *some, **more)  # type: ignore[arg-type]
        reached()

    @contextmanager
    def writing(self: Store) -> Iterator[Connection]:
        with write(self) as conn:
            yield conn
            reached()
        reached()

    monkeypatch.setattr(Draft, "add", adding)
    monkeypatch.setattr(Store, "write", writing)
