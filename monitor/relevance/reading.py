"""A stretch of text read with the topic's words: what stands where, and how far apart."""

from dataclasses import dataclass
from typing import NamedTuple

from monitor.relevance.lexicon import Concept, Lexicon, Word, words
from monitor.text import Normal, normalise, sentences

_GAP = 2
"""Characters between title and text: so wide that no name runs from one into the other."""
_BORDER = 5
"""Words that a sentence border counts for: a split headline and teaser still connect."""
_PARTNER = 5
"""How far an "end" word may stand from the "presence" or "force" that it ends."""
_AIMED = 2
"""How far behind "to", "towards" a place is still a destination."""


class Hit(NamedTuple):
    """One run of words that means something."""

    concept: Concept
    at: int
    """Position in words, sentence borders counted."""
    first: int
    last: int
    """Index of the first and one past the last word."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The title or the text."""

    normal: Normal
    offset: int
    """Where it begins in the spans of the words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the relation features need to know about a passage."""

    words: tuple[Word, ...]
    """Words of the normal form, with spans that run on from the title into the text."""
    events: tuple[Hit, ...]
    """Where something leaves or ends."""
    stays: tuple[Hit, ...]
    hits: dict[Concept, tuple[Hit, ...]]
    title_words: int
    """How many of the words are the title's."""
    pieces: tuple[Piece, ...]
    """Title and text."""

    def of(self, concept: Concept) -> tuple[Hit, ...]:
        """Hits of one concept, in order."""
        return self.hits.get(concept, ())

    def published(self, hit: Hit) -> str:
        """The words of a hit as they were published."""
        piece = self.pieces[0 if hit.first < self.title_words else 1]
        first, last = self.words[hit.first], self.words[hit.last - 1]
        start, end = piece.normal.source(first.start - piece.offset, last.end - piece.offset)
        return piece.normal.original[start:end]


def read(title: str, text: str, lexicon: Lexicon) -> Reading:
    """Read a passage together with the title of its article (either may be empty)."""
    parts: list[Word] = []
    positions: list[int] = []
    pieces: list[Piece] = []
    offset = border = 0
    title_words = 0
    for turn, piece in enumerate((title, text)):
        normal = normalise(piece)
        pieces.append(Piece(normal, offset))
        for start, end in sentences(normal.text):
            found = words(normal.text, start, end, offset)
            positions += range(border + len(parts), border + len(parts) + len(found))
            parts += found
            border += _BORDER
        offset += len(normal.text) + _GAP
        if turn == 0:
            title_words = len(parts)
    hits: dict[Concept, list[Hit]] = {}
    for first, last, concept in lexicon.match(parts):
        hits.setdefault(concept, []).append(Hit(concept, positions[first], first, last))
    # "To leave Iraq" names no destination: something is left before the place comes.
    leaving = {hit.first for concept in (Concept.LEAVE, Concept.END) for hit in hits.get(concept, ())}
    aims = [aim.last for aim in hits.get(Concept.TOWARD, ()) if aim.last not in leaving]
    for concept in (Concept.PLACE, Concept.ELSEWHERE):
        if concept in hits and aims:
            hits[concept] = [
                hit for hit in hits[concept] if not any(0 <= hit.first - aim < _AIMED for aim in aims)
            ]
    partners = [*hits.get(Concept.PRESENCE, ()), *hits.get(Concept.FORCE, ())]
    ends = [
        hit
        for hit in hits.get(Concept.END, ())
        if any(abs(hit.at - partner.at) <= _PARTNER for partner in partners)
    ]
    events = sorted(
        {hit.first: hit for hit in (*ends, *hits.get(Concept.LEAVE, ()))}.values(), key=lambda h: h.first
    )
    return Reading(
        tuple(parts),
        tuple(events),
        tuple(hits.get(Concept.STAY, ())),
        {concept: tuple(found) for concept, found in hits.items()},
        title_words,
        tuple(pieces),
    )
