"""The shipped milestones and a maker of entries, for the tests of extraction."""

import tomllib
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from monitor.evaluation.corpus import an_entry
from monitor.extract import MilestoneRule, extract
from monitor.records import Entry, Statement

MILESTONES = Path(__file__).parents[2] / "config" / "milestones.toml"


@lru_cache(maxsize=1)
def shipped() -> tuple[MilestoneRule, ...]:
    """The rules of ``config/milestones.toml``."""
    tables = tomllib.loads(MILESTONES.read_text(encoding="utf-8"))
    return TypeAdapter(tuple[MilestoneRule, ...]).validate_python(tables["milestone"])


def entry(
    body: str, *, on: str = "2024-09-06", title: str = "", summary: str = "", lang: str = "und"
) -> Entry:
    """An entry published at noon UTC of the given day."""
    at = datetime.fromisoformat(on).replace(hour=12, tzinfo=UTC)
    return an_entry("probe", "probe", lang, at, title, summary, body)


TITLES = {
    "ar": "القوات الأميركية في العراق",
    "en": "US troops in Iraq",
    "fr": "Les troupes américaines en Irak",
    "de": "Die US-Truppen im Irak",
    "tr": "Irak'taki ABD askerleri",
    "fa": "نیروهای آمریکایی در عراق",
    "ckb": "هێزەکانی ئەمریکا لە عێراق",
}
"""Titles that are on the matter and say nothing more."""


def news(text: str, lang: str, *, on: str) -> list[Statement]:
    """The foreground statements of a text under such a title."""
    read = extract(entry(text, on=on, title=TITLES[lang], lang=lang), shipped())
    return [one for one in read.statements if not one.background]


def planned(text: str, lang: str, *, on: str) -> list[str]:
    """The milestone and the last day, else how it is put, of all that such news tells of the plan."""
    return [
        f"{one.milestone} {one.due.last_day if one.due else one.modality.value}"
        for one in news(text, lang, on=on)
        if one.milestone != "other"
    ]


def headed(title: str, lang: str, *, on: str) -> list[Statement]:
    """The foreground statements of a title over a text that says nothing more."""
    body = {"en": "Nobody else spoke.", "ar": "لم يتحدث أحد غيره."}[lang]
    read = extract(entry(body, on=on, title=title, lang=lang), shipped())
    return [one for one in read.statements if not one.background]


def dated(text: str, lang: str) -> list[str]:
    """The milestone and the last day of each date that such news of 1 March 2025 gives the plan."""
    return [
        f"{one.milestone} {one.due.last_day}"
        for one in news(text, lang, on="2025-03-01")
        if one.due is not None and one.milestone != "other"
    ]
