"""Bases and places that a text names, under one name per place."""

from monitor.extract.reading import Reading, read_field
from monitor.extract.towns import Towns
from monitor.lang import Hit, Lexicon
from monitor.records import Field, Site

__all__ = ["one_name", "sites"]

_MASK = "no-site"
_LABELS = ("site:", _MASK)
_INSIDE = "inside:"
"""Leads the label of what lies in a province: where it is named, the province only tells where that is."""
_DATELINE = frozenset("(-,/")
"""What follows the town where a report was written."""
_HEAD = 8
"""Tokens of a first line that names agency and town: "Shafaq News - Erbil"."""


def one_name(name: str, words: Lexicon) -> str:
    """The name under which a site that somebody calls ``name`` is known: "Erbil air base" is Erbil."""
    found = sites((read_field(Field.TITLE, name, words),))
    return found[0].name if found else name


def sites(readings: tuple[Reading, ...]) -> tuple[Site, ...]:
    """Sites of the lexicon's ``site:`` labels, each once, at its first mention.

    A town in a phrase of the label ``no-site`` ("north of Erbil") is none, and neither is a dateline. One
    that oftener means a government is a site only where forces are or leave (``town:`` labels).
    """
    found: dict[str, Site] = {}
    placed = {
        label.replace(_INSIDE, "province:")
        for reading in readings
        for label in reading.cued(0, len(reading.tokens))
        if label.startswith(_INSIDE)
    }
    for reading in readings:
        cues = reading.cued(0, len(reading.tokens))
        named = [hit for label, hits in cues.items() if label.startswith(_LABELS) for hit in hits]
        named.sort(key=lambda hit: (hit.first, -hit.last))
        kept: list[Hit] = []
        around: list[Hit] = []
        for hit in named:
            around = [other for other in around if other.last > hit.first]
            inside = any(hit.last <= other.last and other[1:3] != hit[1:3] for other in around)
            around.append(hit)
            if hit.label != _MASK and not inside and not _dateline(reading, hit.first):
                kept.append(hit)
        none = [hit for label in (_MASK, *placed) for hit in cues.get(label, ())]
        towns = Towns(reading, cues, kept, none).found()
        for hit in sorted((*kept, *towns), key=lambda hit: hit.first):
            name = hit.label.partition(":")[2]
            start = reading.offsets[hit.first] + hit.cut
            found.setdefault(name, Site(name, reading.quote(start, reading.end(hit.last))))
    return tuple(found.values())


def _dateline(reading: Reading, at: int) -> bool:
    """Whether a token heads the body: "ERBIL (Agency) - ...", or ends a first line "Agency - Erbil"."""
    if reading.name is not Field.BODY or at >= _HEAD or at + 1 >= len(reading.tokens):
        return False
    after = reading.tokens[at + 1].text
    before = [token.text for token in reading.tokens[:at]]
    return after in _DATELINE if at == 0 else after == "\n" and "\n" not in before and "." not in before
