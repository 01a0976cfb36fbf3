"""Which changes of a configuration leave recorded scores as they are."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.relevance import TopicRules
from monitor.settings import Settings, load
from monitor.settings.alike import score_alike

ROOT = Path(__file__).parents[2]
SHIPPED = load(ROOT / "config", env={})
Changed = Callable[[Settings], Settings]


def relevance(**changes: object) -> Changed:
    return lambda s: replace(s, relevance=replace(s.relevance, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "scores"),
    [
        pytest.param(lambda s: s, True, id="nothing"),
        pytest.param(relevance(threshold=0.7, digest_threshold=0.3, adapt=False), True, id="thresholds"),
        pytest.param(relevance(passage_words=30), False, id="passages"),
        pytest.param(lambda s: replace(s, topic=TopicRules()), False, id="topic"),
        pytest.param(lambda s: replace(s, encoder=replace(s.encoder, model="m")), False, id="encoder"),
        pytest.param(lambda s: replace(s, encoder=replace(s.encoder, batch_size=8)), True, id="batches"),
        pytest.param(lambda s: replace(s, seeds=ROOT / "docs/another-story/seeds"), False, id="seeds"),
        pytest.param(lambda s: replace(s, milestones=s.milestones[1:]), True, id="milestones"),
    ],
)
def test_alike(changed: Changed, scores: bool) -> None:
    other = changed(SHIPPED)
    assert score_alike(SHIPPED, other) is score_alike(other, SHIPPED) is scores


def test_a_copy_of_the_seeds_scores_alike(tmp_path: Path) -> None:
    for path in SHIPPED.seeds.glob("*.txt"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert score_alike(SHIPPED, replace(SHIPPED, seeds=tmp_path))
