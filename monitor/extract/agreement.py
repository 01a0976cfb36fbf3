"""Whether an agreement that an article's opening tells of is news (stage 7)."""

import re
from collections.abc import Mapping, Sequence

from monitor.extract.reading import Reading
from monitor.lang import Hit

__all__ = ["is_ahead", "is_fresh"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_AGO = 6
"""Tokens after an agreement within which it may be said how long ago it was made."""


def is_fresh(reading: Reading, cues: Mapping[str, Sequence[Hit]], agreed: Hit) -> bool:
    """Whether an agreement is news: not "the 2024 accord", not "agreed a year ago", not a date agreed on."""
    first, last = max(0, agreed.first - 2), min(agreed.last + _AGO, reading.holding(agreed.first).last)
    later = (hit for hit in cues.get("agreed", ()) if hit.first >= agreed.first and is_ahead(cues, hit))
    if any("that-clause" not in reading.cued(agreed.last, hit.first) for hit in later):
        return False  # "a memorandum is to be signed in May"
    if any(_YEAR.fullmatch(token.text) for token in reading.tokens[first : agreed.last + 2]):
        return False
    dated = any(hit.label in ("ago", "earlier", "last") for hit in reading.timed(agreed.first, last))
    return not dated and not any(hit.first <= agreed.first < hit.last for hit in cues.get("agreed-on", ()))


def is_ahead(cues: Mapping[str, Sequence[Hit]], hit: Hit) -> bool:
    """Whether a word is what something comes to: "is to be signed", "will be followed by"."""
    return any(0 <= hit.first - ahead.last <= 1 for ahead in cues.get("future", ()))
