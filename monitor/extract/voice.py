"""Who speaks: a name or office, and how far they are believed."""

from typing import NamedTuple

from monitor.records import Rank

__all__ = ["NOBODY", "SOURCES", "Speaker"]


class Speaker(NamedTuple):
    """Who speaks, as the text names them, and how far they are believed."""

    name: str
    rank: Rank
    carried: bool = False
    """Named by an earlier sentence, not by this one."""
    unnamed: bool = False
    """Told by office alone: "a government spokesman"."""
    views: bool | None = None
    """Whether they only give their view, as analysts do; None where the text does not say who they are."""


NOBODY = Speaker("", Rank.SOURCES)
SOURCES = Speaker("sources", Rank.SOURCES)
