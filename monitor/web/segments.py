"""A text cut into pieces, each with everything that was read at it: what lies in or across each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Segment", "Span", "segments"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, half open in code points, and the name of what was read there."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text, and the names of the spans that cover it: the longest first, the one last that
    tells most exactly what stands there."""

    text: str
    names: tuple[str, ...] = ()


def segments(text: str, spans: Iterable[Span]) -> tuple[Segment, ...]:
    """The text in pieces that no span begins or ends inside.

    The pieces put together are the text; each span covers whole pieces, and each piece names every span that
    covers it. What of a span lies outside the text is left out; one without length covers nothing.
    """
    inside = [Span(max(s.start, 0), min(s.end, len(text)), s.name) for s in spans]
    marked = [span for span in inside if span.start < span.end]
    edges = sorted({0, len(text), *(s.start for s in marked), *(s.end for s in marked)})
    starting: dict[int, list[Span]] = {}
    for span in marked:
        starting.setdefault(span.start, []).append(span)
    open_: list[Span] = []
    pieces: list[Segment] = []
    for start, end in pairwise(edges):
        open_ = [span for span in open_ if span.end > start] + starting.get(start, [])
        pieces.append(Segment(text[start:end], _names(open_)))
    return tuple(pieces)


def _names(spans: Sequence[Span]) -> tuple[str, ...]:
    """Longest first; of two as long, the one that was given first."""
    ordered = sorted(spans, key=lambda span: span.start - span.end)
    return tuple(dict.fromkeys(span.name for span in ordered))
