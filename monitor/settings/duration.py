"""Durations as a person writes them: ``"90s"``, ``"30m"``, ``"24h"``, ``"7d"``, ``"2w"``, ``"1d 12h"``."""

import re
from datetime import timedelta

_UNITS = {"w": 604_800_000, "d": 86_400_000, "h": 3_600_000, "m": 60_000, "s": 1_000, "ms": 1}
_PART = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)\s*(ms|[wdhms])")
_WHOLE = re.compile(rf"\s*(?:{_PART.pattern}\s*)+")


def parse_duration(text: str) -> timedelta:
    """Read a duration.

    Raises:
        ValueError: ``text`` is no duration.
    """
    if _WHOLE.fullmatch(text) is None:
        raise ValueError(f"{text!r} is no duration")
    milliseconds = sum(float(number) * _UNITS[unit] for number, unit in _PART.findall(text))
    try:
        return timedelta(milliseconds=milliseconds)
    except OverflowError:
        raise ValueError(f"{text!r} is too long") from None


def format_duration(value: timedelta) -> str:
    """The shortest text that ``parse_duration`` reads as ``value`` (whole milliseconds, not negative)."""
    rest = value // timedelta(milliseconds=1)
    parts = []
    for unit, size in _UNITS.items():
        # "7d" reads better than "1w", and 36 h are better known as "1d 12h".
        if unit == "w":
            continue
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count}{unit}")
    return " ".join(parts) or "0s"
