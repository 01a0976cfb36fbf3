"""Which changes of a configuration leave recorded scores and statements as they are."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.lang import Changes, Lexicons
from monitor.relevance import TopicRules
from monitor.settings import Settings, load
from monitor.settings.alike import read_alike, score_alike

ROOT = Path(__file__).parents[2]
SHIPPED = load(ROOT / "config", env={})
Changed = Callable[[Settings], Settings]


def relevance(**changes: object) -> Changed:
    return lambda s: replace(s, relevance=replace(s.relevance, **changes))  # type: ignore[arg-type]


def milestone(**changes: object) -> Changed:
    return lambda s: replace(s, milestones=(replace(s.milestones[0], **changes), *s.milestones[1:]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "scores", "reads"),
    [
        pytest.param(lambda s: s, True, True, id="nothing"),
        pytest.param(
            relevance(threshold=0.7, digest_threshold=0.3, adapt=False), True, True, id="thresholds"
        ),
        pytest.param(relevance(passage_words=30), False, True, id="passages"),
        pytest.param(lambda s: replace(s, topic=TopicRules()), False, True, id="topic"),
        pytest.param(lambda s: replace(s, encoder=replace(s.encoder, model="m")), False, True, id="encoder"),
        pytest.param(
            lambda s: replace(s, encoder=replace(s.encoder, batch_size=8)), True, True, id="batches"
        ),
        pytest.param(lambda s: replace(s, seeds=ROOT / "docs/another-story/seeds"), False, True, id="seeds"),
        pytest.param(milestone(name="The end", tracked=False), True, True, id="name and tracking"),
        pytest.param(milestone(inherits=False), True, False, id="what binds"),
        pytest.param(lambda s: replace(s, milestones=s.milestones[1:]), True, False, id="a milestone less"),
        pytest.param(
            lambda s: replace(s, lexicons=Lexicons((Changes("ar", cues=(("denied", ("كذّب",)),)),))),
            True,
            False,
            id="words",
        ),
    ],
)
def test_alike(changed: Changed, scores: bool, reads: bool) -> None:
    other = changed(SHIPPED)
    assert score_alike(SHIPPED, other) is score_alike(other, SHIPPED) is scores
    assert read_alike(SHIPPED, other) is read_alike(other, SHIPPED) is reads


def test_a_copy_of_the_seeds_scores_alike(tmp_path: Path) -> None:
    for path in SHIPPED.seeds.glob("*.txt"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert score_alike(SHIPPED, replace(SHIPPED, seeds=tmp_path))
