"""Whom a speaker only stands beside: "said at a news conference with his Turkish counterpart that"."""

from monitor.extract.reading import Reading

__all__ = ["counterparts"]

_LABELS = ("counterpart", "office")
_TOLD = 10
"""Tokens after a counterpart within which what is said must begin."""
_BEFORE = 20
"""Tokens before a counterpart within which the verb of saying must stand."""


def counterparts(reading: Reading) -> frozenset[int]:
    """Tokens that tell where a counterpart is from: of those nothing is said.

    Only between a verb of saying and "that": "Turkish" there excludes no rule from what follows.
    """
    found: set[int] = set()
    words = reading.tokens
    met, that = reading.lexicon.words("meets"), reading.lexicon.words("that")
    follows = reading.lexicon.adjective_last
    said = -_BEFORE
    for label, first, last, _ in reading.cues:
        if label == "said":
            said = last
        if label not in _LABELS or first - said > _BEFORE:
            continue
        at = last if follows else first - 1
        before = first - 1 if follows else first - 2
        if at < 0 or at >= len(words) or before < 0:
            continue
        if label == "office" and words[before].low not in met:
            continue
        if not that.isdisjoint(word.low for word in words[last : last + _TOLD]):
            found.add(at)
    return frozenset(found)
