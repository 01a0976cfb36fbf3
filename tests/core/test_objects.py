"""Objects of the API against their schemas: every key, no other, whatever is known."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from monitor.formats import feed_object
from monitor.ledger import LedgerPolicy, fold
from monitor.objects import listed_object, milestone_object, shift_object, story_object
from monitor.records import Feed, FeedState, Health, MilestoneLedger, Modality, Outage
from monitor.render import load_phrases
from monitor.report import FeedHealth, Report, status_object
from monitor.schemas import Form, schema
from tests.core.ledger_rows import END, row
from tests.core.test_formats import ENTRY, SCORE

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
NAMES = {"en": "End of the mission", "ar": "نهاية المهمة"}
ROWS = (
    row("2025-03-01", "2026-09", Modality.AGREED, speaker="Minister"),
    row("2025-05-01", "2026-12", Modality.PLANNED, speaker="Spokesman"),
)
FEED = Feed("wire", "https://wire.example/", "سلك", "Wire", "ar", timedelta(minutes=30))
STATE = FeedState(
    "wire",
    "https://new.example/",
    AT,
    Health.FAILING,
    polled_at=AT,
    failures=2,
    outage=Outage.DNS,
    error="No.",
)


EMPTY = Report(AT, None, {}, Path(), FeedHealth({}, 0, 0, (), False), None)


def kept(form: Form, written: dict[str, Any]) -> dict[str, Any]:
    told = json.loads(json.dumps(written))
    Draft202012Validator(schema(form)).validate(told)
    assert set(told) == set(schema(form)["properties"])
    return told


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("feed", feed_object(FEED, STATE)),
        ("feed", feed_object(replace(FEED, paused=True, interval=None, lang=None), None)),
        ("listed", listed_object(ENTRY, SCORE, True, "s1")),
        ("listed", listed_object(ENTRY, None, None, None)),
        ("story", story_object("s1", [ENTRY, replace(ENTRY, id="e2", outlet="Other")], 7)),
        (
            "status",
            status_object(EMPTY, {}, "en"),
        ),
    ],
    ids=["feed", "new feed", "entry", "unscored entry", "story", "before the first run"],
)
def test_what_is_told_keeps_to_its_schema(form: Form, written: dict[str, Any]) -> None:
    kept(form, written)


@pytest.mark.parametrize(("language", "name"), [("en", "End of the mission"), ("ar", "نهاية المهمة")])
def test_a_milestone_tells_how_it_stands(language: str, name: str) -> None:
    ledger = fold(END, ROWS, LedgerPolicy())
    told = kept("milestone", milestone_object(END, ledger, NAMES, load_phrases(language)))
    assert (told["name"], told["statements"], told["shifts"]) == (name, 2, len(ledger.shifts))
    assert told["deadline"]["last_day"] == "2026-12-31"
    assert told["said_at"].startswith("2025-05-01")
    empty = kept(
        "milestone", milestone_object(END, MilestoneLedger(END.id, None), {}, load_phrases(language))
    )
    assert (empty["deadline"], empty["said_at"], empty["name"]) == (None, None, END.name)


def test_a_shift_tells_who_moved_it() -> None:
    first, moved = fold(END, ROWS, LedgerPolicy()).shifts
    told = kept("shift", shift_object(moved))
    assert (told["kind"], told["days_moved"], told["speaker"]) == ("later", 92, "Spokesman")
    assert (told["before"]["last_day"], told["after"]["last_day"]) == ("2026-09-30", "2026-12-31")
    assert kept("shift", shift_object(first))["before"] is None
    by_clock = kept("shift", shift_object(replace(moved, stated=None, also=())))
    assert (by_clock["quote"], by_clock["origins"]) == (None, [])
