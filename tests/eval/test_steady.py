"""The season of a plan that is repeated: seeded, whole, and changed twice."""

from itertools import pairwise

import pytest

from monitor.records import AlertKind
from tests.eval.steady import HANDS, season

MADE = season(3)


def test_the_same_draw_gives_the_same_season() -> None:
    assert season(3) == MADE
    assert season(4) != MADE


@pytest.mark.parametrize("hand", HANDS)
def test_articles_are_whole_and_in_order(hand: str) -> None:
    made = season(3, hand)
    assert {one.entry.lang for one in made} == {"ar", "en"}
    assert all(a.entry.published_at < b.entry.published_at for a, b in pairwise(made))
    assert len({one.entry.id for one in made}) == len(made)
    for one in made:
        assert "{" not in one.entry.title + one.entry.body
        assert one.entry.title
        assert len(one.entry.body) > 80


def test_the_plan_changes_twice_and_is_repeated_in_between() -> None:
    changes = [number for number, one in enumerate(MADE) if one.change]
    assert len(changes) == 2
    assert all(b - a > 40 for a, b in pairwise([0, *changes, len(MADE) - 1]))
    assert {one.change[0] for one in MADE if one.change} <= {AlertKind.LATER, AlertKind.EARLIER}
