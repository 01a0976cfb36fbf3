"""Stories: are two articles of one week put into one story when they tell one news?"""

from datetime import timedelta
from itertools import combinations
from pathlib import Path

from monitor.evaluation.corpus import Item, items
from monitor.novelty import StoryPolicy, Told, assign, tell
from monitor.settings import Settings

WINDOW = timedelta(days=7)


def told(read: list[Item], policy: StoryPolicy) -> dict[str, str]:
    """Entry -> story, assigned in order of publication as judging does."""
    recent: list[Told] = []
    found: dict[str, str] = {}
    for item in read:
        found[item.entry.id] = assign(item.entry, recent, policy).story
        recent.append(tell(item.entry, found[item.entry.id]))
    return found


def figures(folder: Path, settings: Settings) -> dict[str, float]:
    """Pairs of on-topic articles at most seven days apart; the same for pairs of one language."""
    read = [item for item in items(folder) if item.on_topic]
    stories = told(read, settings.story)
    near = [
        (a, b) for a, b in combinations(read, 2) if abs(a.entry.published_at - b.entry.published_at) <= WINDOW
    ]
    same_language = [(a, b) for a, b in near if a.entry.lang == b.entry.lang]
    return {
        **_figures("pairs", near, stories),
        **_figures("pairs_one_language", same_language, stories),
    }


def _figures(name: str, pairs: list[tuple[Item, Item]], stories: dict[str, str]) -> dict[str, float]:
    gold = [a.story == b.story for a, b in pairs]
    ours = [stories[a.entry.id] == stories[b.entry.id] for a, b in pairs]
    hits = sum(g and o for g, o in zip(gold, ours, strict=True))
    precision = hits / sum(ours) if any(ours) else 1.0
    recall = hits / sum(gold) if any(gold) else 1.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {f"{name}.precision": precision, f"{name}.recall": recall, f"{name}.f1": f1}
