"""An annotated set as records of the project."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from monitor.records import (
    Bound,
    DueRange,
    Edge,
    Entry,
    Extraction,
    Field,
    Milestone,
    Modality,
    Precision,
    Quote,
    Rank,
    Score,
    ScoreReason,
    Statement,
)

FILES = ("on_topic.jsonl", "off_topic.jsonl")

_EDGES = {"start": Edge.EARLY, "early": Edge.EARLY, "mid": Edge.MID, "end": Edge.END}
_JOINT = ("joint", "agreement", "memorandum", " and ")
_UNNAMED = ("source", "official", "officials", "leaked", "background", "recap")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the set."""

    entry: Entry
    on_topic: bool
    central: bool
    story: str
    gold: Extraction
    raw: dict[str, Any]


def items(folder: Path) -> list[Item]:
    """On-topic and off-topic items, in order of publication."""
    read = [item for name in FILES for item in _items(folder / name)]
    return sorted(read, key=lambda item: (item.entry.published_at, item.entry.id))


def shift_list(folder: Path) -> dict[str, Any]:
    """What a replay must, may and must not tell."""
    loaded: dict[str, Any] = json.loads((folder / "shifts.json").read_text("utf-8"))
    return loaded


@cache
def milestones(folder: Path) -> tuple[Milestone, ...]:
    """The set's milestones; ``other`` is recorded, but not tracked."""
    tracked = tuple(Milestone(name, name) for name in shift_list(folder)["tracked"])
    return (*tracked, Milestone("other", "other", tracked=False))


def teaser(entry: Entry) -> Entry:
    """The entry as a feed without full texts carries it."""
    return replace(entry, body="")


def oracle(on_topic: bool) -> Score:
    """The score that a perfect scorer would give."""
    reason = ScoreReason.ABOVE if on_topic else ScoreReason.BELOW
    return Score(float(on_topic), on_topic, reason, None, None, (), "oracle")


def _items(path: Path) -> Iterator[Item]:
    for line in path.read_text("utf-8").splitlines():
        raw = json.loads(line)
        entry = as_entry(raw)
        yield Item(
            entry=entry,
            on_topic=raw["on_topic"],
            central=raw.get("centrality") == "central",
            story=raw.get("story", raw["id"]),
            gold=Extraction(statements=tuple(_statement(entry, s) for s in raw.get("statements", ()))),
            raw=raw,
        )


def as_entry(raw: dict[str, Any]) -> Entry:
    """A line of the set as the program knows entries."""
    return an_entry(
        raw["id"],
        raw["outlet"],
        raw["lang"],
        datetime.fromisoformat(raw["published"]).astimezone(UTC),
        raw["title"],
        raw["summary"],
        raw["body"],
    )


def an_entry(id_: str, outlet: str, lang: str, at: datetime, title: str, summary: str, body: str) -> Entry:
    """An entry as its outlet's own feed carries it, seen when it is published."""
    return Entry(
        id=id_,
        version=1,
        feed=outlet,
        outlet=outlet,
        origin=outlet,
        lang=lang,
        published_at=at,
        seen_at=at,
        title=title,
        summary=summary,
        body=body,
        url=None,
        digest=id_,
    )


def _statement(entry: Entry, raw: dict[str, Any]) -> Statement:
    quote = _quote(entry, raw["date_text"])
    return Statement(
        milestone=raw["milestone"],
        action=raw["action"],
        actor=raw["actor"],
        scope=raw.get("scope") or "",
        place=raw.get("place") or "",
        due=_due(raw),
        modality=Modality(raw["modality"]),
        speaker="sources" if _rank(raw["said_by"]) is Rank.SOURCES else raw["said_by"],
        rank=_rank(raw["said_by"]),
        background=bool(raw.get("background")),
        commentary=bool(raw.get("commentary")),
        quote=quote,
        date=quote if raw["date_text"] else None,
        rule=f"gold-{raw['modality']}",
    )


def _quote(entry: Entry, words: str) -> Quote:
    for field in (Field.TITLE, Field.BODY, Field.SUMMARY):
        start = entry.text(field).find(words)
        if start >= 0:
            text = words or entry.text(field)
            return Quote(field, start, start + len(text), text)
    raise ValueError(f"{entry.id}: {words!r} stands nowhere in the text")


def _due(raw: dict[str, Any]) -> DueRange | None:
    if raw["start"] is None:
        return None
    return DueRange(
        first_day=date.fromisoformat(raw["start"]),
        last_day=date.fromisoformat(raw["end"]),
        precision=Precision(raw["granularity"]),
        bound=Bound(raw["bound"]),
        edge=_EDGES.get(raw.get("edge") or ""),
        fuzzy=bool(raw.get("fuzzy")),
    )


def _rank(said_by: str) -> Rank:
    name = said_by.casefold()
    if any(word in name for word in _JOINT):
        return Rank.JOINT
    return Rank.SOURCES if any(word in name.split() for word in _plurals(_UNNAMED)) else Rank.OFFICIAL


def _plurals(words: tuple[str, ...]) -> tuple[str, ...]:
    return (*words, *(f"{word}s" for word in words))
