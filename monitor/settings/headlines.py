"""``headlines.jsonl``: made items of the story and near misses of it, one JSON object a line."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from monitor.errors import Problem
from monitor.relevance.rules import Headline

FILE = "headlines.jsonl"
_SLOT = re.compile(r"\{[^}]*\}?")
_SLOTS = ("{who}", "{where}")
_SHAPE = {"lang": str, "relevant": bool, "title": str, "teaser": str}
_EXAMPLE = '{"lang": "en", "relevant": true, "title": "{who} to leave {where}", "teaser": ""}'


def read_headlines(path: Path) -> tuple[tuple[Headline, ...], list[Problem]]:
    """The headlines of a file, none when it is missing; and every problem with its line."""
    if not path.exists():
        return (), []
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return (), [Problem(str(path), "", "is not UTF-8 text.", "Save it as UTF-8.")]
    except OSError as error:
        return (), [Problem(str(path), "", f"cannot be read: {error.strerror}.", "Check its rights.")]
    found: list[Headline] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        headline = _headline(line)
        if isinstance(headline, Headline):
            found.append(headline)
            problems += [Problem(str(path), *wrong, number) for wrong in _slots(headline)]
        else:
            problems.append(Problem(str(path), "", headline, f"A line looks like {_EXAMPLE}", number))
    return tuple(found), problems


def _headline(line: str) -> Headline | str:
    """The headline of a line, or what is wrong with it."""
    try:
        values = json.loads(line)
    except ValueError as error:
        return f"is no JSON object: {error}."
    if not isinstance(values, dict):
        return "is no JSON object."
    for key, value in values.items():
        if key not in _SHAPE:
            return f'has an unknown key "{key}".'
        if not isinstance(value, _SHAPE[key]):
            return f'"{key}" is not what it should be.'
    missing = [key for key in _SHAPE if key not in values and key != "teaser"]
    if missing:
        return f'lacks "{missing[0]}".'
    return Headline(**values) if values["title"].strip() else "has an empty title."


def _slots(headline: Headline) -> Iterator[tuple[str, str, str]]:
    for key in ("title", "teaser"):
        for slot in _SLOT.findall(getattr(headline, key)):
            if slot not in _SLOTS:
                yield key, f"{slot} is no slot.", "Slots are {who} and {where}."
