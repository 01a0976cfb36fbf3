"""Whether a sentence recaps what was known: by how it opens, or by words of what was planned (stage 7)."""

from monitor.extract.agreement import is_ahead
from monitor.extract.reading import Reading, Sentence
from monitor.lang import Hit

__all__ = ["fails", "is_background"]

_LEAD = 6
"""Tokens from "previously due" to a date of its own."""
_CHANGES = ("change:later", "change:earlier", "change:changed")
"""Labels of claims that a date has moved."""
_TOLD = 6
"""Tokens after the beginning of a date within which a word says that it had been planned."""


def is_background(
    reading: Reading,
    sentence: Sentence,
    at: int,
    *,
    dated: bool = True,
    clause: int = 0,
    apart: frozenset[int] = frozenset(),
) -> bool:
    """Whether a sentence recaps: by how it opens, or by a cue before ``at``.

    ``clause``: where the clause of the date begins; what is told of an older date before it is no word of
    this one where something new follows ("due to end in May, will now run until August") or leads.
    ``apart``: first tokens of words that are of another date.
    """
    if reading.name.value == "title":
        return False
    head = reading.cued(sentence.first, min(sentence.first + 2, sentence.last))
    offices = {hit.first for hit in head.get("office", ())}
    if any(hit.first not in offices | apart for hit in head.get("background-start", ())):
        return True
    cues = reading.cued(sentence.first, sentence.last)
    denial = min((hit.first for hit in cues.get("denied", ())), default=sentence.last)
    moves = _moves(cues, dated=dated)
    # "previously due in May" recaps nothing that comes later
    sets = {hit.first for hit in cues.get("set-for", ()) if hit.last + _LEAD < at}
    # "will be followed by", "..., followed by"
    ahead = (hit.first for hit in cues.get("background", ()) if is_ahead(cues, hit))
    sets.update(at + 1 for at in ahead)
    sets.update(hit.first + 1 for hit in cues.get("clause", ()) if hit.last - hit.first > 1)
    recaps = [
        hit
        for hit in cues.get("background", ())
        if (hit.last - hit.first > 1 or hit.last not in sets)
        and hit.first not in apart
        and not _passed_on(reading, cues, hit)
    ]
    was = [hit for hit in cues.get("background-was", ()) if hit.first not in apart]
    if clause > sentence.first:
        recaps, was = (
            [hit for hit in hits if not _renewed(reading, cues, hit, clause, at)] for hits in (recaps, was)
        )
    if any(hit.first < min(at, denial) and hit.last not in moves for hit in recaps):
        return True
    said = min((hit.first for hit in cues.get("said", ())), default=sentence.last)
    return fails(cues, at) or any(hit.first < min(at, denial, said) for hit in was)


def _passed_on(reading: Reading, cues: dict[str, list[Hit]], was: Hit) -> bool:
    """Whether somebody tells what they were told: "the deputy said the government had told the committee"."""
    told = was.last - was.first == 2 and reading.tokens[was.last - 1].low in reading.lexicon.words("heard")
    return told and any(verb.last <= was.first for verb in cues.get("said", ()))


def _renewed(reading: Reading, cues: dict[str, list[Hit]], was: Hit, clause: int, at: int) -> bool:
    """Whether a word of what was planned is one of an older date, and a new one follows or leads it."""
    planned = {hit.first for hit in cues.get("was-planned", ())}
    if was.first >= clause or was.first not in planned:
        return False
    led = any(hit.first < was.first for label in ("future", "lasts") for hit in cues.get(label, ()))
    return led or not reading.cued(clause, at).keys().isdisjoint(("new-day", "now-due"))


def fails(cues: dict[str, list[Hit]], at: int) -> bool:
    """Whether the date at a token is one that a plan fails to keep: "not before May, as had been planned"."""
    planned = any(at < hit.first <= at + _TOLD for hit in cues.get("as-planned", ()))
    return planned and any(hit.first < at for hit in cues.get("negation", ()))


def _moves(cues: dict[str, list[Hit]], *, dated: bool) -> set[int]:
    """Where claims begin that somebody makes: "X said it had been put back", "that they had agreed"."""
    if not cues.get("said"):
        return set()
    told = {hit.last for hit in cues.get("agreed", ()) if not dated and hit.first > cues["said"][0].first}
    return told | {hit.first for label in _CHANGES for hit in cues.get(label, ())}
