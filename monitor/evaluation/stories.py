"""Stories: are two articles of one week put into one story when they tell one news, and only then?"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path

from monitor.evaluation.corpus import Item, items
from monitor.novelty import Shelf, StoryPolicy, Told, assign, tell
from monitor.records import Entry
from monitor.settings import Settings
from monitor.wiring import build_extract, build_score

WINDOW = timedelta(days=7)
CHANGED = 3
"""Numbers of an article that are changed, one at a time, to make near copies."""

_NUMBER = re.compile(r"\d+")


Read = Callable[[Sequence[Entry]], list[Told]]
"""What is kept of articles, in the order given, each still in a story of its own."""


def reader(settings: Settings) -> Read:
    """Reads articles as the settings say."""
    extract, score = build_extract(settings), build_score(settings)

    def read(entries: Sequence[Entry]) -> list[Told]:
        return [
            tell(e, statements=extract(e).statements, vector=s.vector)
            for e, s in zip(entries, score(entries), strict=True)
        ]

    return read


def assigned(entries: Sequence[Entry], told: Sequence[Told], policy: StoryPolicy) -> list[Told]:
    """The articles with their stories, assigned in the order given, that of publication, as judging does."""
    recent = Shelf()
    begun: dict[str, datetime] = {}
    for entry, one in zip(entries, told, strict=True):
        story = assign(entry, recent, policy, one).story
        recent.add(replace(one, story=story, begun_at=begun.setdefault(story, one.published_at)))
    return list(recent)


def figures(folder: Path, settings: Settings) -> dict[str, float]:
    """Pairs of on-topic articles at most seven days apart; the same within one language and between two.

    ``near_copies.wrongly_merged`` counts copies with one number changed, published three hours later, that
    join the story of the article they were made from.
    """
    on_topic = [item for item in items(folder) if item.on_topic]
    entries = [item.entry for item in on_topic]
    read = reader(settings)
    recent = assigned(entries, read(entries), settings.story)
    stories = {t.entry: t.story for t in recent}
    near = [
        (a, b)
        for a, b in combinations(on_topic, 2)
        if abs(a.entry.published_at - b.entry.published_at) <= WINDOW
    ]
    one_language = [(a, b) for a, b in near if a.entry.lang == b.entry.lang]
    two_languages = [(a, b) for a, b in near if a.entry.lang != b.entry.lang]
    return {
        **_figures("pairs", near, stories),
        **_figures("pairs_one_language", one_language, stories),
        **_figures("pairs_two_languages", two_languages, stories),
        **_near_copies(entries, recent, read, settings.story),
    }


def _figures(name: str, pairs: list[tuple[Item, Item]], stories: dict[str, str]) -> dict[str, float]:
    gold = [a.story == b.story for a, b in pairs]
    ours = [stories[a.entry.id] == stories[b.entry.id] for a, b in pairs]
    hits = sum(g and o for g, o in zip(gold, ours, strict=True))
    precision = hits / sum(ours) if any(ours) else 1.0
    recall = hits / sum(gold) if any(gold) else 1.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {f"{name}.precision": precision, f"{name}.recall": recall, f"{name}.f1": f1}


def _near_copies(
    entries: Sequence[Entry], recent: Sequence[Told], read: Read, policy: StoryPolicy
) -> dict[str, float]:
    made = [(entry.id, copy) for entry in entries for copy in _changed(entry)]
    story = {t.entry: t.story for t in recent}
    told = read([copy for _, copy in made])
    merged = [
        assign(copy, recent, policy, one).story == story[first]
        for (first, copy), one in zip(made, told, strict=True)
    ]
    return {"near_copies.made": float(len(merged)), "near_copies.wrongly_merged": float(sum(merged))}


def _changed(entry: Entry) -> Iterator[Entry]:
    """Copies of an article in which one number is the next one; its title and teaser say nothing else."""
    for n, match in enumerate([*_NUMBER.finditer(entry.body)][:CHANGED]):
        number = match.group()
        body = f"{entry.body[: match.start()]}{int(number) + 1}{entry.body[match.end() :]}"
        yield replace(
            entry,
            id=f"{entry.id}-{n}",
            body=body,
            url=None,
            published_at=entry.published_at + timedelta(hours=3),
        )
