"""The shipped milestones and a maker of entries, for the tests of extraction."""

import tomllib
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from monitor.evaluation.corpus import an_entry
from monitor.extract import MilestoneRule
from monitor.records import Entry

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
