"""Bases and places that a text names, under one name per place."""

from monitor.extract.reading import Reading
from monitor.records import Site

__all__ = ["sites"]


def sites(readings: tuple[Reading, ...]) -> tuple[Site, ...]:
    """Sites of the lexicon's ``site:`` labels, each once, at its first mention."""
    found: dict[str, Site] = {}
    for reading in readings:
        for hit in reading.cues:
            if hit.label.startswith("site:"):
                name = hit.label.removeprefix("site:")
                start = reading.tokens[hit.first].start + hit.cut
                found.setdefault(name, Site(name, reading.quote(start, reading.tokens[hit.last - 1].end)))
    return tuple(found.values())
