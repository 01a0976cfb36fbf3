"""The seed corpus as records: documents read, lines kept and dropped, windows cut."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeedLine:
    """One line of a seed document and what became of it."""

    text: str
    kept: bool
    reason: str = ""
    """Why it was dropped; empty when kept."""


@dataclass(frozen=True, slots=True)
class SeedWindow:
    """A stretch of a seed document that serves as an example."""

    file: str
    text: str
    title: str
    """The document's title, which scored passages carry in front; empty for the lead itself."""


@dataclass(frozen=True, slots=True)
class SeedDocument:
    """One seed file."""

    file: str
    title: str
    lines: tuple[SeedLine, ...]
    windows: tuple[SeedWindow, ...]


@dataclass(frozen=True, slots=True)
class SeedCorpus:
    """All seed documents, sorted by file name."""

    documents: tuple[SeedDocument, ...]

    @property
    def windows(self) -> tuple[SeedWindow, ...]:
        """Every window of every document, in order."""
        return tuple(window for document in self.documents for window in document.windows)

    @property
    def digest(self) -> str:
        """Changes when, and only when, a file's name or text changes."""
        state = hashlib.sha256()
        for document in self.documents:
            state.update(document.file.encode())
            for line in document.lines:
                state.update(b"\n" + line.text.encode())
        return state.hexdigest()[:16]
