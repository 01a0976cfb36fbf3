"""Which model encodes, and how: a plain record that settings build without importing numpy."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class EncoderPolicy:
    """Which model encodes, and how."""

    model: str = ""
    """Hub name or local path of any sentence-transformers model; empty for the bundled one."""
    batch_size: int = 64
    """Texts per forward pass of a transformer; the bundled model ignores it."""
    device: str = ""
    """``cpu``, ``cuda``, ``mps``; empty lets the library choose."""
    max_chars: int = 4000
    """Longer texts are cut before encoding; passages never come near it."""
    idle_unload: timedelta = timedelta(0)
    """A model other than the bundled one is dropped from memory after this long without use; zero
    keeps it."""
