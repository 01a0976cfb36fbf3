"""What passes between the daemon and its parsing child: frames of JSON and bytes, never pickles.

A frame is two big-endian 32-bit lengths, a JSON head of the first length and a payload of the second.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import Any

from monitor.parse.limits import ParseLimits
from monitor.records import ParsedEntry, ParsedFeed

PREFIX = struct.Struct(">II")
DIGEST_SIZE = 8


def frame(head: Mapping[str, Any], payload: bytes = b"") -> bytes:
    """One message."""
    encoded = json.dumps(head).encode("ascii")
    return PREFIX.pack(len(encoded), len(payload)) + encoded + payload


def pack_limits(limits: ParseLimits) -> dict[str, Any]:
    """Limits as JSON values."""
    return asdict(limits)


def unpack_limits(packed: Mapping[str, Any]) -> ParseLimits:
    """The inverse of ``pack_limits``."""
    return ParseLimits(**packed)


_ENTRY_FIELDS = tuple(field.name for field in fields(ParsedEntry))


def split_digests(joined: str) -> tuple[bytes, ...]:
    """Digests of eight bytes each from their joined hexadecimal form."""
    whole = bytes.fromhex(joined)
    return tuple(whole[at : at + DIGEST_SIZE] for at in range(0, len(whole), DIGEST_SIZE))


def pack_feed(feed: ParsedFeed) -> dict[str, Any]:
    """A parsed feed as JSON values."""
    return {
        "title": feed.title,
        "lang": feed.lang,
        "ttl": feed.ttl.total_seconds() if feed.ttl is not None else None,
        "problems": feed.problems,
        "items": b"".join(feed.items).hex(),
        "skipped": feed.skipped,
        "entries": [
            [
                value.isoformat() if isinstance(value := getattr(entry, name), datetime) else value
                for name in _ENTRY_FIELDS
            ]
            for entry in feed.entries
        ],
    }


def unpack_feed(packed: Mapping[str, Any]) -> ParsedFeed:
    """The inverse of ``pack_feed``."""
    entries = []
    for values in packed["entries"]:
        named = dict(zip(_ENTRY_FIELDS, values, strict=True))
        if named["published_at"] is not None:
            named["published_at"] = datetime.fromisoformat(named["published_at"])
        entries.append(ParsedEntry(**named))
    ttl = packed["ttl"]
    return ParsedFeed(
        title=packed["title"],
        entries=tuple(entries),
        lang=packed["lang"],
        ttl=timedelta(seconds=ttl) if ttl is not None else None,
        problems=tuple(packed["problems"]),
        items=split_digests(packed["items"]),
        skipped=packed["skipped"],
    )
