"""Ordinary news, made from templates with a seeded draw: what a feed carries besides the story."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from monitor.evaluation.corpus import an_entry, items, shift_list
from monitor.evaluation.shifts import compare
from monitor.records import AlertKind, Entry
from monitor.replay import replay
from monitor.settings import Settings
from monitor.wiring import build_parts

COUNT = 5_000
_TEMPLATES = Path(__file__).parent / "noise.toml"
_SENTENCES = 4
_OUTLETS = 40


def ordinary(count: int, begin: datetime, end: datetime, seed: int = 5) -> list[Entry]:
    """Neutral entries; the same arguments give the same ones.

    Args:
        count: how many, half of them Arabic and half English.
        begin: they are published between this and ``end``, at any moment.
    """
    draw = Random(seed)
    templates = tomllib.loads(_TEMPLATES.read_text("utf-8"))
    span = (end - begin).total_seconds()
    times = sorted(begin + timedelta(seconds=draw.random() * span) for _ in range(count))
    return [_entry(number, at, templates, draw) for number, at in enumerate(times)]


def figures(folder: Path, settings: Settings) -> dict[str, float]:
    """What the shifts of a set come to as shipped when ordinary news is mixed in."""
    read = [item.entry for item in items(folder)]
    made = ordinary(COUNT, read[0].published_at, read[-1].published_at)
    off_topic = {e.id for e in made} | {item.entry.id for item in items(folder) if not item.on_topic}
    alerts = replay([*read, *made], build_parts(settings)).alerts
    told = [a for a in alerts if a.suppressed is None and a.kind is not AlertKind.COVERAGE]
    return {
        **compare(alerts, shift_list(folder)).figures("shifts.noise"),
        "shifts.noise.shifts_off_topic": float(sum(a.entry in off_topic for a in told)),
    }


def _entry(number: int, at: datetime, templates: dict[str, Any], draw: Random) -> Entry:
    lang = ("ar", "en")[number % 2]
    words = templates[lang]
    theme = draw.choice(words["theme"])
    sentences = draw.sample(theme["text"], k=min(_SENTENCES, len(theme["text"])))
    summary, *body = (_filled(sentence, words, at, draw) for sentence in sentences)
    outlet = f"outlet {draw.randrange(_OUTLETS)}"
    title = _filled(draw.choice(theme["title"]), words, at, draw)
    whole = " ".join((summary, *body))
    return an_entry(f"ordinary-{number:04}", outlet, lang, at, title, summary, whole)


def _filled(template: str, words: dict[str, Any], at: datetime, draw: Random) -> str:
    """A template with all its slots filled, those inside the fillings too."""
    while "{" in template:
        template = template.format(
            **{name: draw.choice(words[name]) for name in ("month", "due", "past", "city", "who", "verb")},
            n=draw.choice((120, 350, 900, 1_500, 2_500, 7_800, 46_000)),
            k=draw.randrange(3, 10),
            d=draw.randrange(1, 29),
            year=at.year + draw.choice((0, 1, 1, 2, 3)),
        )
    return template
