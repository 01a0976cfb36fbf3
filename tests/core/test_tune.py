"""The threshold report: what each cut does, which one the labels speak for, and what it would change."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.novelty import StoryPolicy
from monitor.records import Entry, Score, ScoreReason
from monitor.tune import Scored, held_out, tune
from tests.core.relevance_topic import NOW, entry

DAY = timedelta(days=1)


def scored(value: float, relevant: bool | None = None, day: int = 0) -> Scored:
    name = f"{value}-{relevant}-{day}"
    made = replace(entry(f"قصة {name}", name=name), published_at=NOW + day * DAY)
    return Scored(made, value, relevant)


ORDINARY = [scored(0.01, None, day) for day in range(100)]
LOW = [scored(0.3 + n / 100, True, n) for n in range(6)]
WRONG = [scored(0.1 + n / 100, False, n) for n in range(6)]


def test_labels_below_the_threshold_speak_for_a_lower_one() -> None:
    found = tune([*ORDINARY, *LOW, *WRONG], 0.5, 0.2, StoryPolicy())
    assert found.current.recall == 0.0
    assert found.suggested is not None
    assert (found.suggested.threshold, found.suggested.cost, found.suggested.recall) == (0.3, 0.0, 1.0)
    assert {s.entry.id for s in found.gained} == {s.entry.id for s in LOW}
    assert found.lost == ()


def test_labels_above_it_speak_for_a_higher_one() -> None:
    right = [scored(0.9 + n / 100, True, n) for n in range(6)]
    wrong = [scored(0.6 + n / 100, False, n) for n in range(6)]
    found = tune([*ORDINARY, *right, *wrong], 0.5, 0.2, StoryPolicy())
    assert found.suggested is not None
    assert found.suggested.threshold == 0.7
    assert {s.entry.id for s in found.lost} == {s.entry.id for s in wrong}
    assert found.gained == ()


@pytest.mark.parametrize(
    ("some", "words"),
    [
        pytest.param([*LOW, *WRONG[:4]], "6 labels relevant and 4 irrelevant are too few", id="too-few"),
        pytest.param([], "0 labels relevant and 0 irrelevant are too few", id="none"),
        pytest.param(
            [*(replace(s, value=s.value + 0.4) for s in LOW), *WRONG],
            "No other threshold costs less than 0.00",
            id="right-already",
        ),
    ],
)
def test_no_suggestion_says_why(some: list[Scored], words: str) -> None:
    found = tune([*ORDINARY, *some], 0.5, 0.2, StoryPolicy())
    assert found.suggested is None
    assert found.reason.startswith(words)


def test_stories_a_week_are_counted_once_each() -> None:
    copies = [
        Scored(replace(s.entry, id=f"c{n}", title="انسحاب قوات التحالف من قاعدة عين الأسد غدا"), 0.9, None)
        for n, s in enumerate(ORDINARY[-3:])
    ]
    found = tune([*ORDINARY, *copies], 0.5, 0.2, StoryPolicy())
    assert found.current.told == 3
    assert found.current.stories_per_week == pytest.approx(1 / found.weeks)


def test_nearest_entries_are_those_a_label_teaches_most_on() -> None:
    found = tune([*ORDINARY, scored(0.45), scored(0.9), scored(0.52)], 0.5, 0.2, StoryPolicy())
    assert [s.value for s in found.near[:3]] == [0.52, 0.45, 0.9]


def test_the_histogram_holds_every_entry() -> None:
    found = tune([*ORDINARY, *LOW, scored(1.0), scored(0.0)], 0.5, 0.2, StoryPolicy())
    assert {name: sum(bins) for name, bins in found.histogram.items()} == {
        "relevant": 6,
        "irrelevant": 0,
        "unlabelled": 102,
    }


def test_an_empty_state() -> None:
    found = tune([], 0.5, 0.2, StoryPolicy())
    assert (found.entries, found.weeks, found.near) == (0, 0.0, ())


def test_no_label_judges_itself() -> None:
    made = [entry(f"t{n}", name=f"t{n}") for n in range(30)]
    said = {f"t{n}": n % 2 == 0 for n in range(12)}
    seen: list[tuple[str, frozenset[str]]] = []

    def without(held: Collection[str]) -> Callable[[Sequence[Entry]], Sequence[Score]]:
        def score(batch: Sequence[Entry]) -> Sequence[Score]:
            seen.extend((e.id, frozenset(held)) for e in batch)
            return [Score(0.5, True, ScoreReason.ABOVE, None, None, (), "m") for _ in batch]

        return score

    found = held_out(made, said, without)
    assert sorted(s.entry.id for s in found) == sorted(e.id for e in made)
    assert {s.entry.id: s.relevant for s in found if s.relevant is not None} == said
    for id_, held in seen:
        assert (id_ in held) == (id_ in said)
