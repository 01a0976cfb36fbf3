"""How many people of whom, where."""

from monitor.extract.reading import Reading
from monitor.records import Count

__all__ = ["counts"]


def counts(readings: tuple[Reading, ...]) -> tuple[Count, ...]:
    """Numbers of troops named in the text, each once."""
    del readings
    return ()
