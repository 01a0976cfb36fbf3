"""What a feed document may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ParseLimits:
    """Limits on one document. More than these is refused, cut or killed, and always reported."""

    max_bytes: int = 20_000_000
    """Longest decoded document, in bytes; a longer one is refused."""
    max_entries: int = 20_000
    """Most entries read; the newest are kept."""
    max_depth: int = 200
    """Deepest nesting of elements; deeper is refused."""
    max_title: int = 300
    """Longest title, in characters; a longer one is cut at a word."""
    max_text: int = 200_000
    """Longest teaser or body, in characters; a longer one is cut."""
    cpu_s: int = 10
    """Processor time for one document in the worker, in seconds."""
    wall_s: float = 30.0
    """Waiting time for one document in the worker, in seconds."""
    memory_bytes: int = 512_000_000
    """Address space that one document may take in the worker, on top of what the worker itself needs."""
