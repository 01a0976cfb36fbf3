"""Instants from the dates of feeds: feedparser's reading first, then what it does not take."""

import calendar
import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

from monitor.lang import lexicon
from monitor.text import normalise

_MARKS = re.compile("[\u200e\u200f\u061c]")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ZONE = re.compile(r"\b(?:GMT|UTC)\s?([+-])(\d{1,2})(?::?(\d{2}))?$")
_NAMED = re.compile(r"\b(\d{1,2}) ([^\W\d_]+(?: [^\W\d_]+)?),? (\d{4})\b")
_TIME = re.compile(r"\b(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([صم])\b)?")
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})$")


def instant(parsed: Any) -> datetime | None:
    """feedparser's time tuple, in UTC, as an instant."""
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def reread(written: str) -> datetime | None:
    """A date that feedparser does not take: no zone, ``GMT+3``, Arabic-Indic digits, Arabic month names.

    Without a zone it counts as UTC.
    """
    from feedparser.datetimes import _parse_date

    spelt = _MARKS.sub("", written).translate(_DIGITS)
    spelt = _ZONE.sub(lambda m: f"{m[1]}{int(m[2]):02}{m[3] or '00'}", spelt)
    if spelt != written and (parsed := _parse_date(spelt)):
        return instant(parsed)
    try:
        when = parsedate_to_datetime(spelt)
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None if spelt.isascii() else _arabic(spelt)


def _arabic(written: str) -> datetime | None:
    """Day, Arabic name of the month, year; perhaps a time of day and an offset."""
    text = normalise(written).text.lower()
    named = _NAMED.search(text)
    if named is None:
        return None
    words = named[2].split()
    month = _month(" ".join(words)) or _month(words[0])
    if month is None:
        return None
    time, offset = _TIME.search(text), _OFFSET.search(text)
    hour, minute, second = (int(part or 0) for part in time.groups()[:3]) if time else (0, 0, 0)
    if time and time[4]:
        hour = hour % 12 + (12 if time[4] == "م" else 0)
    zone = timedelta(hours=int(offset[2]), minutes=int(offset[3])) if offset else timedelta()
    if offset and offset[1] == "-":
        zone = -zone
    try:
        when = datetime(int(named[3]), month, int(named[1]), hour, minute, second, tzinfo=timezone(zone))
        return when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _month(name: str) -> int | None:
    for label, spellings in lexicon("ar").time.items():
        kind, _, number = label.partition(":")
        if kind in ("month", "maybe-month") and name in spellings:
            return int(number)
    return None
