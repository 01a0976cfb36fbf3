"""Learning from the user's own feeds and labels: when, from what, shown, and taken back."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import experience, store
from monitor.adapt import adapt, adapt_now
from monitor.daemon import learning
from monitor.records import Adaptation, Experience, Learning, Score, ScoreReason
from monitor.relevance import Fit, RelevancePolicy
from monitor.relevance.adapting import adapted, due
from monitor.store import Store, adaptations, entries, labels, scores
from monitor.store.requests import UserRequest
from monitor.wishes import grant
from tests.core.relevance_topic import entry
from tests.flow.cli_home import NOW, Run
from tests.flow.stage import Clock

POLICY = RelevancePolicy(adapt_after=50, adapt_sample=50)
HOUR = timedelta(hours=1)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Store]:
    with closing(store.open(tmp_path / "state", NOW)) as opened:
        yield opened


def see(state: Store, count: int, *, value: float = 0.01, name: str = "e") -> None:
    """Entries that were judged, all with one score."""
    relevant = value >= 0.5
    found = Score(value, relevant, ScoreReason.ABOVE if relevant else ScoreReason.BELOW, None, None, (), "m")
    seen = [replace(entry(f"{name} {n}", name=f"{name}{n}"), feed="f") for n in range(count)]
    with state.write() as conn:
        entries.add(conn, seen)
        scores.save(conn, [(e.id, 1, found) for e in seen], NOW)


@pytest.mark.parametrize(
    ("seen", "last", "expected"),
    [
        pytest.param(49, None, False, id="too-few"),
        pytest.param(50, None, True, id="enough-for-the-first"),
        pytest.param(119, 60, False, id="not-doubled-yet"),
        pytest.param(120, 60, True, id="doubled"),
    ],
)
def test_when_it_is_due(seen: int, last: int | None, expected: bool) -> None:
    made = None if last is None else Adaptation(NOW, last, ())
    assert due(seen, made, POLICY) is expected
    assert due(seen, made, replace(POLICY, adapt=False)) is False


def test_one_taken_back_is_the_last_by_itself() -> None:
    assert due(10_000, Adaptation(NOW, 50, (), undone_at=NOW), POLICY) is False


def test_the_same_entries_are_taken_whatever_their_order() -> None:
    candidates = [(f"e{n}", 1) for n in range(200)]
    made = adapted(candidates, 200, POLICY, NOW)
    assert len(made.ordinary) == POLICY.adapt_sample
    assert adapted(candidates[::-1], 200, POLICY, NOW) == made


def test_ordinary_entries_are_those_far_below_and_without_a_label(state: Store) -> None:
    see(state, 60)
    see(state, 5, value=0.9, name="told")
    see(state, 5, value=0.3, name="near")
    with state.write() as conn:
        labels.say(conn, "e3", True, NOW)
        labels.say(conn, "e4", False, NOW)
    made = adapt(state, replace(POLICY, adapt_sample=500), NOW)
    assert made is not None
    assert made.seen == 70
    assert {id_ for id_, _ in made.ordinary} == {f"e{n}" for n in range(60)} - {"e3", "e4"}


def test_adapting_again_waits_until_entries_have_doubled(state: Store) -> None:
    see(state, 49)
    assert adapt(state, POLICY, NOW) is None
    see(state, 60, name="more")
    assert adapt(state, POLICY, NOW) is not None
    assert adapt(state, POLICY, NOW + HOUR) is None
    see(state, 110, name="again")
    second = adapt(state, POLICY, NOW + HOUR)
    assert second is not None
    with state.read() as conn:
        assert adaptations.holding(conn) == second


def test_nothing_ordinary_seen_changes_nothing(state: Store) -> None:
    see(state, 60, value=0.9)
    assert adapt(state, POLICY, NOW) is None


def test_what_is_learnt_from_and_taken_back(state: Store) -> None:
    see(state, 60)
    with state.write() as conn:
        first = adapt_now(conn, POLICY, NOW)
        second = adapt_now(conn, POLICY, NOW + HOUR)
        assert first is not None
        assert second is not None
        told, doubted = (id_ for id_, _ in second.ordinary[:2])
        labels.say(conn, told, True, NOW)
        labels.say(conn, doubted, False, NOW)
        learnt = experience.load(conn)
        assert {e.id: said for e, said in learnt.labelled} == {told: True, doubted: False}
        assert {e.id for e in learnt.ordinary} == {id_ for id_, _ in second.ordinary} - {told, doubted}
        assert adaptations.undo(conn, NOW) == second
        assert adaptations.holding(conn) == first
        assert adaptations.undo(conn, NOW) == first
        assert adaptations.undo(conn, NOW) is None
        assert experience.load(conn).ordinary == ()
        labels.say(conn, told, None, NOW)
        labels.say(conn, doubted, None, NOW)
        assert experience.load(conn) == Experience()
        assert [a.undone_at for a in adaptations.all(conn)] == [NOW, NOW]


class _Learner:
    """A scorer that has learnt something."""

    identity, failure, degraded = "bundled@1+abc", "", ""
    learning = Fit(90, 40, 900, 0.21, seeds=5, relevant=2, irrelevant=1, ordinary=60)

    def load(self) -> None:
        """Loaded already."""


def test_each_time_the_topic_is_learnt_is_recorded_once(state: Store) -> None:
    from threading import Event, Lock

    clock = Clock(NOW)
    for _ in range(2):
        learning.learn(_Learner(), state, Lock(), Event(), clock)  # type: ignore[arg-type]
        clock.go_on(HOUR)
    with state.read() as conn:
        assert adaptations.latest(conn, 9) == (Learning(NOW, "bundled@1+abc", 5, 2, 1, 60, 0.21),)


@pytest.mark.parametrize(
    ("kind", "payload", "learns"),
    [
        pytest.param("adapt", {}, True, id="adapt"),
        pytest.param("unadapt", {}, False, id="nothing-to-take-back"),
        pytest.param("label", {"entry": "e1", "relevant": False}, True, id="label"),
        pytest.param("label", {"entry": "e1", "relevant": None}, True, id="label-taken-back"),
        pytest.param("label", {"entry": "e1", "relevant": "no"}, False, id="no-verdict"),
        pytest.param("label", {"entry": "none", "relevant": True}, False, id="no-such-entry"),
        pytest.param("pin", {"alert": "none"}, False, id="no-such-alert"),
    ],
)
def test_what_a_command_asks_of_the_running_daemon(
    state: Store, kind: str, payload: dict[str, object], learns: bool
) -> None:
    see(state, 3)
    with state.write() as conn:
        assert grant(conn, UserRequest(kind, payload), POLICY, NOW) is learns
        if kind == "adapt":
            assert grant(conn, UserRequest("unadapt", {}), POLICY, NOW) is True
            assert adaptations.holding(conn) is None


def test_the_command_shows_makes_and_takes_back(run: Run, recorded: Path) -> None:
    assert run("adapt").out.startswith("not adapted to your feeds yet")
    assert run("adapt", "--undo").err == "monitor: there is no adaptation to take back\n"
    assert run("adapt", "--now").out == "adapted; the next start learns with it\n"
    [made] = run("adapt", "--json").rows()
    assert (made["seen"], made["ordinary"], made["undone_at"]) == (2, 1, None)
    assert run("adapt", "--undo").out == "taken back; the next start learns without it\n"
    assert "taken back" in run("adapt").out


def test_status_says_what_the_topic_was_learnt_from(run: Run, recorded: Path) -> None:
    with closing(store.open(recorded / "state", NOW)) as state, state.write() as conn:
        adapt_now(conn, POLICY, NOW)
        adaptations.learnt(conn, Learning(NOW, "bundled@1+abc", 5, 2, 1, 1, 0.21))
    told = run("status").out
    assert "from 5 seeds, 3 labels (2 relevant), 1 ordinary entries of your feeds (adapted 2026-03-02" in told


def test_a_label_is_taken_back(run: Run, recorded: Path) -> None:
    run("label", "abc123", "irrelevant")
    assert run("entries", "show", "abc123", "--json").rows()[0]["label"] == "irrelevant"
    assert run("label", "abc123", "undo").out.startswith("label taken back: ")
    assert run("entries", "show", "abc123", "--json").rows()[0]["label"] is None
