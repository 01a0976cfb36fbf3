"""Feed documents beside what they must be read as.

Every ``feeds/NAME`` has a ``feeds/NAME.json``: the content type and address it is served with, and the
records or the error that reading it gives. Absent fields of an entry are empty.
"""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.errors import ParseError
from monitor.parse import parse
from monitor.records import ParsedEntry, ParsedFeed

FEEDS = Path(__file__).parent / "feeds"
NOW = datetime(2024, 9, 10, tzinfo=UTC)
CASES = sorted(path.name.removesuffix(".json") for path in FEEDS.glob("*.*.json"))


def feed_from(written: dict[str, Any]) -> ParsedFeed:
    entries = []
    for values in written["entries"]:
        assert set(values) <= {field.name for field in fields(ParsedEntry)}
        empty = {"guid": None, "url": None, "title": "", "summary": ""}
        values = empty | values
        if "published_at" in values:
            values["published_at"] = datetime.fromisoformat(values["published_at"])
        entries.append(ParsedEntry(**values))
    return ParsedFeed(
        title=written["title"],
        entries=tuple(entries),
        lang=written["lang"],
        ttl=timedelta(seconds=written["ttl"]) if written["ttl"] is not None else None,
        problems=tuple(written["problems"]),
    )


def test_every_document_has_its_expectation_and_the_reverse() -> None:
    documents = {
        path.name for path in FEEDS.iterdir() if not path.name.endswith(".json") or path.name.count(".") == 1
    }
    assert documents == set(CASES)
    assert len(CASES) > 30


@pytest.mark.parametrize("name", CASES)
def test_document_reads_as_expected(name: str) -> None:
    body = (FEEDS / name).read_bytes()
    expected = json.loads((FEEDS / f"{name}.json").read_text("utf-8"))
    if "error" in expected:
        with pytest.raises(ParseError) as raised:
            parse(body, expected["content_type"], expected["url"], now=NOW)
        assert (raised.value.outage.value, str(raised.value)) == (
            expected["error"]["outage"],
            expected["error"]["detail"],
        )
    else:
        feed = parse(body, expected["content_type"], expected["url"], now=NOW)
        assert replace(feed, items=()) == feed_from(expected["feed"])


@pytest.mark.parametrize("name", [n for n in CASES if n.startswith(("cp1256_", "utf16_", "utf8_as_"))])
def test_a_wrong_declaration_changes_nothing(name: str) -> None:
    same = json.loads((FEEDS / "cp1256_declared.xml.json").read_text("utf-8"))["feed"]["entries"]
    assert json.loads((FEEDS / f"{name}.json").read_text("utf-8"))["feed"]["entries"] == same
