"""What response headers say about asking again (RFC 9110, RFC 9111, RFC 6585)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_LONGEST = timedelta(days=3650)
"""Larger numbers are nonsense and are read as this."""


@dataclass(frozen=True, slots=True)
class Advice:
    """Validators to replay and how long the server calls its answer fresh."""

    etag: bytes | None = None
    last_modified: bytes | None = None
    fresh_for: timedelta | None = None
    """``max-age`` minus ``Age``, or ``Expires`` minus ``Date``; None when the server says nothing."""


def advice(headers: Mapping[str, bytes], received_at: datetime) -> Advice:
    """Read validators and freshness.

    Args:
        headers: lower-case names, raw values.
        received_at: when the response arrived; stands in for a missing or unreadable ``Date``.
    """
    return Advice(
        headers.get("etag") or None,
        headers.get("last-modified") or None,
        _fresh_for(headers, received_at),
    )


def retry_after(headers: Mapping[str, bytes], received_at: datetime) -> timedelta | None:
    """How long the server asks to wait: seconds, or a date counted from the server's own ``Date``.

    Returns None when it does not say, or says it in a way nobody can read. Never negative.
    """
    value = headers.get("retry-after", b"").strip()
    if not value:
        return None
    seconds = _seconds(value)
    if seconds is not None:
        return seconds
    until = _instant(value)
    if until is None:
        return None
    return max(timedelta(0), until - (_instant(headers.get("date", b"")) or received_at))


def _fresh_for(headers: Mapping[str, bytes], received_at: datetime) -> timedelta | None:
    directives = _directives(headers.get("cache-control", b""))
    if "no-cache" in directives or "no-store" in directives:
        return None
    max_age = _seconds(directives.get("max-age", b""))
    if max_age is not None:
        age = _seconds(headers.get("age", b"").strip()) or timedelta(0)
        return max(timedelta(0), max_age - age)
    expires = _instant(headers.get("expires", b""))
    if expires is None:
        return None
    return max(timedelta(0), expires - (_instant(headers.get("date", b"")) or received_at))


def _directives(value: bytes) -> dict[str, bytes]:
    """``Cache-Control`` as lower-case name -> unquoted argument; the first of a repeated name counts."""
    found: dict[str, bytes] = {}
    for part in value.split(b","):
        name, _, argument = part.partition(b"=")
        key = name.strip().lower().decode("latin-1")
        found.setdefault(key, argument.strip().strip(b'"'))
    return found


def _seconds(value: bytes) -> timedelta | None:
    """A count of seconds, or None. Only ASCII digits count."""
    if not value.isdigit():
        return None
    return _LONGEST if len(value) > 9 else min(_LONGEST, timedelta(seconds=int(value)))


def _instant(value: bytes) -> datetime | None:
    """An HTTP date as an aware instant, or None."""
    if not value:
        return None
    try:
        parsed = parsedate_to_datetime(value.decode("latin-1"))
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
