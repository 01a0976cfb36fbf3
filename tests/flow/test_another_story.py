"""A second story from its own files alone: ``docs/another-story/``, replayed with the bundled encoder.

The table is what a sceptical analyst wants to be told of the archive, and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from monitor.archive import read
from monitor.check import check
from monitor.judge import Parts
from monitor.records import Alert, AlertKind, Entry
from monitor.replay import Replayed, replay
from monitor.settings import load
from monitor.wiring import build_parts

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
STORY = ROOT / "docs" / "another-story"
CONFIG = STORY / "config"

TOLD: tuple[tuple[str, str, str | None, date | None], ...] = (
    # The draft gives the first date; that the vote slips by three days moves no deadline.
    ("draft-en", "new", "mandate_end", date(2026, 8, 31)),
    ("vote-put-off-en", "coverage", None, None),
    # The vote: four months more than the draft, and two dates that nobody had named.
    ("council-vote-en", "later", "mandate_end", date(2026, 12, 31)),
    ("council-vote-en", "new", "withdrawal", date(2027, 12, 31)),
    ("council-vote-en", "new", "options", date(2026, 6, 1)),
    # A confirmation, a reduction, a guess, a recap and a single post: coverage, no shift.
    ("pm-welcomes-ar", "coverage", None, None),
    ("budget-cut-en", "coverage", None, None),
    ("analyst-ar", "coverage", None, None),
    ("recap-en", "coverage", None, None),
    ("single-post-ar", "coverage", None, None),
    ("west-plan-ar", "new", "west_sector", date(2026, 9, 30)),
    # Put off without a day, a new day, done.
    ("options-put-off-en", "postponed", "options", None),
    ("options-new-date-ar", "new", "options", date(2026, 7, 15)),
    ("options-presented-en", "completed", "options", None),
    # Unnamed diplomats against an official, and an official who says that nothing is delayed.
    ("rumour-longer-en", "coverage", None, None),
    ("no-extension-ar", "coverage", None, None),
    # Sources name a start, the force denies it, the commander agrees on another one, and it comes.
    ("start-sources-ar", "new", "start", date(2026, 10, 31)),
    ("start-denied-en", "denied", "start", None),
    ("west-later-en", "later", "west_sector", date(2026, 11, 15)),
    ("start-date-ar", "new", "start", date(2026, 12, 1)),
    ("earlier-en", "earlier", "withdrawal", date(2027, 6, 30)),
    ("west-done-ar", "completed", "west_sector", None),
    ("begun-en", "begun", "start", date(2026, 12, 1)),
    ("mandate-over-ar", "completed", "mandate_end", date(2026, 12, 31)),
)
"""Entry, kind, milestone, and the last day that holds from then on."""

REPEATS = {
    "council-vote-copy-en": "council-vote-en",
    "council-vote-ar": "council-vote-en",
    "west-plan-en": "west-plan-ar",
    "west-later-ar": "west-later-en",
    "earlier-ar": "earlier-en",
}
"""Copies, translations and second reports, and what they repeat: they add to its alert and raise none."""

ON_STORY = {entry for entry, *_ in TOLD} | set(REPEATS)


@pytest.fixture(scope="module")
def entries() -> Sequence[Entry]:
    return tuple(read(STORY / "archive.jsonl"))


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    return build_parts(replace(load(CONFIG, {}), state=tmp_path_factory.mktemp("state")))


@pytest.fixture(scope="module")
def replayed(entries: Sequence[Entry], parts: Parts) -> Replayed:
    return replay(entries, parts)


def told(replayed: Replayed) -> list[Alert]:
    return [alert for alert in replayed.alerts if alert.suppressed is None]


def row(alert: Alert) -> tuple[str | None, str, str | None, date | None]:
    due = alert.after.due if alert.after else None
    return alert.entry, alert.kind.value, alert.milestone, due.last_day if due else None


def verdicts(entries: Sequence[Entry], parts: Parts) -> Mapping[str, bool]:
    return {entry.id: score.relevant for entry, score in zip(entries, parts.score(entries), strict=True)}


def test_nothing_is_wrong_with_its_files() -> None:
    assert check(CONFIG, {}).problems == ()


def test_it_writes_where_git_does_not_look() -> None:
    state = load(CONFIG, {}).state.resolve()
    assert state == ROOT.resolve() / "state" / "another-story"
    assert "state/*" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_its_feeds_are_those_of_the_shipped_list() -> None:
    shipped = {(feed.name, feed.url) for feed in load(ROOT / "config", {}).feeds}
    own = {(feed.name, feed.url) for feed in load(CONFIG, {}).feeds if not feed.name.startswith("search-")}
    assert own
    assert own <= shipped


def test_exactly_what_an_analyst_wants_to_be_told(replayed: Replayed) -> None:
    found = [row(alert) for alert in told(replayed)]
    assert sorted(map(str, found)) == sorted(map(str, TOLD))


def test_repeats_add_to_the_alert_that_they_repeat(replayed: Replayed) -> None:
    also = {alert.entry: set(alert.also) for alert in told(replayed)}
    assert {copy for copy, first in REPEATS.items() if copy not in also[first]} == set()


def test_a_rumour_is_on_record_without_moving_anything(replayed: Replayed) -> None:
    kinds = {alert.kind for alert in replayed.alerts if alert.entry == "rumour-longer-en"}
    assert AlertKind.DIVERGENCE in kinds


def test_the_ledger_ends_where_the_story_does(replayed: Replayed) -> None:
    current = {name: ledger.current for name, ledger in replayed.ledgers.items()}
    assert {name: deadline and deadline.modality.value for name, deadline in current.items()} == {
        "mandate_end": "completed",
        "withdrawal": "announced",
        "start": "agreed",
        "west_sector": "completed",
        "options": "completed",
        "other": "completed",
    }


def test_every_other_matter_is_left_aside(entries: Sequence[Entry], replayed: Replayed) -> None:
    wrong = {e.id for e in entries if e.id not in ON_STORY and replayed.scores[e.id, e.version].relevant}
    assert wrong == set()


def test_nearly_all_of_the_story_is_recognised(entries: Sequence[Entry], replayed: Replayed) -> None:
    missed = {e.id for e in entries if e.id in ON_STORY and not replayed.scores[e.id, e.version].relevant}
    assert len(missed) <= 1, missed


def test_the_teaser_alone_nearly_always_suffices(entries: Sequence[Entry], parts: Parts) -> None:
    found = verdicts([replace(entry, body="") for entry in entries], parts)
    assert {id_ for id_, relevant in found.items() if relevant and id_ not in ON_STORY} == set()
    assert len({id_ for id_ in ON_STORY if not found[id_]}) <= 2


def test_headlines_by_themselves(parts: Parts) -> None:
    found = verdicts(tuple(read(STORY / "headlines.jsonl")), parts)
    of_story = {id_: relevant for id_, relevant in found.items() if "-story-" in id_}
    others = {id_: relevant for id_, relevant in found.items() if "-other-" in id_}
    assert len(of_story) + len(others) == len(found) == 72
    assert sum(of_story.values()) >= 29
    assert sum(others.values()) <= 2


def test_with_the_clock_every_open_deadline_is_reminded_of(entries: Sequence[Entry], parts: Parts) -> None:
    spoken = [a for a in told(replay(entries, parts, clock=True)) if a.entry is None]
    assert {a.kind for a in spoken} == {AlertKind.REMINDER}
    assert [a.published_at.date() for a in spoken if a.milestone == "mandate_end"] == [
        date(2026, 10, 2),
        date(2026, 12, 1),
        date(2026, 12, 24),
        date(2026, 12, 31),
    ]
