"""Words for the force or for a part of it that are of somebody or something else (stage 6).

"NATO's training mission in Iraq" is no mission of the coalition, and "the rest of the compound" is a part of
that base and not of the plan.
"""

from collections.abc import Iterator, Sequence

from monitor.extract.milestone import Binding
from monitor.extract.reading import Reading
from monitor.lang import Hit

__all__ = ["of_others"]

_OWNER = 4
"""Tokens from a force back to whose it is: an adjective and what marks the owner."""
_OFFICES = ("office", "institution")
"""Labels of those who speak for a place."""
_MARKS = frozenset({",", ";", "-"})


def of_others(reading: Reading, binding: Binding, found: Sequence[Hit]) -> frozenset[tuple[int, str]]:
    """First tokens and slots of the rules' words that do not count as these.

    Args:
        reading: the field.
        binding: the compiled rules.
        found: hits of the rules' words.
    """
    return frozenset(
        [
            *_forces(reading, binding, found),
            *_rests(reading, binding, found),
            *_seats(reading, binding, found),
        ]
    )


def _seats(reading: Reading, binding: Binding, found: Sequence[Hit]) -> Iterator[tuple[int, str]]:
    """The place whose office speaks: "the Kurdistan Region's interior ministry"."""
    heads = {hit.first for hit in reading.cues if hit.label in _OFFICES}
    words = reading.tokens
    for hit in found:
        owns = [word.low for word in words[hit.last : hit.last + 2]] == ["'", "s"]
        if (
            owns
            and hit.last + 2 in heads
            and any(slot == "place" for _, slot in binding.labels[hit.label][0])
        ):
            yield hit.first, "place"


def _forces(reading: Reading, binding: Binding, found: Sequence[Hit]) -> Iterator[tuple[int, str]]:
    """Words for any force right behind somebody excluded: "NATO's training mission in Iraq"."""
    forces = [hit for hit in reading.cues if hit.label == "any-force"]
    if not forces:
        return
    links = _MARKS | reading.lexicon.words("something-else")
    ends = {hit.last for hit in found if any(slot == "exclude" for _, slot in binding.labels[hit.label][0])}
    for force in forces:
        for at in range(force.first, max(force.first - _OWNER, -1), -1):
            if at in ends:
                yield force.first, "actor"
            if not at or reading.tokens[at - 1].low in links:
                break


def _rests(reading: Reading, binding: Binding, found: Sequence[Hit]) -> Iterator[tuple[int, str]]:
    """What a base is left of: "the rest of the compound"."""
    words = reading.tokens
    bases = {hit.first for hit in reading.cues if hit.label == "the-base"}
    of = reading.lexicon.words("of")
    owned = {at for at in bases if at and words[at - 1].low in of}
    for hit in found:
        if hit.last + 1 in owned and any(slot == "scope" for _, slot in binding.labels[hit.label][0]):
            yield hit.first, "scope"
