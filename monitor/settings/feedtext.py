"""The text of ``feeds.toml`` with a feed more, a feed less, or one paused; all else stays as written."""

import json
import re
import tomllib
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from monitor.errors import ConfigError, Problem
from monitor.records import Feed
from monitor.settings.lines import key_lines, last_line

FILE = "feeds.toml"

Rows = list[dict[str, Any]]


def as_toml(feeds: Iterable[Feed]) -> str:
    """The feeds as tables to append to ``feeds.toml``."""
    return "\n".join(_table(feed) for feed in feeds)


def with_feeds(text: str, new: Iterable[Feed]) -> str:
    """The text with these feeds at its end.

    Raises:
        ConfigError: the file is written in a way that this cannot change safely.
    """
    tables = as_toml(new)
    if not tables:
        return text
    gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    more = tomllib.loads(tables)["feed"]
    return _checked(text, text + gap + tables, lambda rows: rows + more, "Add it by hand.")


def without_feed(text: str, name: str) -> str:
    """The text without one feed. Comments around its table stay: they may be about others.

    Raises:
        ConfigError: there is no such feed, or the file cannot be changed safely.
    """
    start, end = _table_lines(text, name)
    lines = _lines(text)
    before, after = lines[: start - 1], lines[end:]
    if after and not after[0].strip() and (not before or not before[-1].strip()):
        after = after[1:]
    elif not after:
        while before and not before[-1].strip():
            before.pop()
    return _checked(
        text,
        "".join(chain(before, after)),
        lambda rows: [row for row in rows if row.get("name") != name],
        "Take its table out by hand.",
    )


def with_paused(text: str, name: str, paused: bool) -> str:
    """The text with one feed paused, or no longer so.

    Raises:
        ConfigError: there is no such feed, or the file cannot be changed safely.
    """
    start, end = _table_lines(text, name)
    lines = _lines(text)
    said = re.compile(r"(\s*paused\s*=\s*)(true|false)([^\S\n]*)(#.*)?\s*")
    places = [i for i in range(start, end) if said.fullmatch(lines[i])]
    if not places:
        if paused:
            if not lines[end - 1].endswith("\n"):
                lines[end - 1] += "\n"
            lines.insert(end, "paused = true\n")
    else:
        found = said.fullmatch(lines[places[0]])
        assert found is not None
        if paused or found[4]:
            word = "true" if paused else "false"
            lines[places[0]] = said.sub(rf"\g<1>{word}\g<3>", lines[places[0]], count=1)
            lines[places[0]] += f"{found[4] or ''}\n"
        else:
            del lines[places[0]]

    def expected(rows: Rows) -> Rows:
        return [{**row, "paused": paused} if row.get("name") == name else row for row in rows]

    return _checked(text, "".join(lines), expected, f"Write `paused = {str(paused).lower()}` by hand.")


def _lines(text: str) -> list[str]:
    """Lines with their ends; only a line feed ends one, as in TOML."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _table_lines(text: str, name: str) -> tuple[int, int]:
    """First and last line, from 1, of the table of a feed, without what follows its last key."""
    rows: Rows = _rows(text)
    index = next((i for i, row in enumerate(rows) if row.get("name") == name), None)
    if index is None:
        raise _refused(f'lists no feed "{name}".', "It may have been taken out meanwhile.")
    places = key_lines(text)
    start = places.get(("feed", index))
    if start is None:
        raise _refused("is not written as [[feed]] tables.", "Change it by hand.")
    return start, last_line(text, max(line for path, line in places.items() if path[:2] == ("feed", index)))


def _checked(before: str, after: str, change: Callable[[Rows], Rows], fix: str) -> str:
    """``after``, if it says what ``before`` says with its feeds changed so, and nothing else."""
    said = tomllib.loads(before)
    try:
        now = tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        now = {}
    want = change(said.get("feed", []))
    if _plain(now.get("feed", [])) != _plain(want) or _rest(now) != _rest(said):
        raise _refused("cannot be changed by the program.", fix)
    return after


def _plain(rows: Rows) -> Rows:
    """Rows without what stands for nothing."""
    return [{k: v for k, v in row.items() if (k, v) != ("paused", False)} for row in rows]


def _rest(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key != "feed"}


def _rows(text: str) -> Rows:
    try:
        rows: Rows = tomllib.loads(text).get("feed", [])
    except tomllib.TOMLDecodeError as error:
        raise _refused(f"is no TOML: {error}.", "Put it right by hand.") from None
    return rows


def _table(feed: Feed) -> str:
    lines = [
        "[[feed]]",
        f"name = {_text(feed.name)}",
        f"url = {_text(feed.url)}",
        f"outlet = {_text(feed.outlet)}",
    ]
    if feed.origin != feed.outlet:
        lines.append(f"origin = {_text(feed.origin)}")
    if feed.lang is not None:
        lines.append(f"lang = {_text(feed.lang)}")
    if feed.interval is not None:
        lines.append(f'interval = "{feed.interval.total_seconds():g}s"')
    if not feed.fulltext:
        lines.append("fulltext = false")
    if feed.paused:
        lines.append("paused = true")
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    # A JSON string is a TOML string, but for the delete character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _refused(message: str, fix: str) -> ConfigError:
    return ConfigError(Problem(FILE, "feed", message, fix))
