"""A text with its evidence underlined."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

    from monitor.records import Entry, Quote


def coloured(entry: "Entry", quotes: "Sequence[Quote]", *, limit: int = 0) -> "Text":
    """The entry's fields one below the other, evidence underlined.

    Args:
        entry: the article.
        quotes: evidence of statements.
        limit: code points of each field that are shown; 0 shows all.
    """
    from rich.text import Text

    from monitor.records import Field

    whole = Text()
    for field in Field:
        words = entry.text(field)
        if not words:
            continue
        # Cleaning would shift the offsets, so only what a terminal obeys is blanked, one for one.
        text = Text("".join(c if c.isprintable() or c == "\n" else " " for c in words))
        for quote in quotes:
            if quote.field is field:
                text.stylize("underline", quote.start, quote.end)
        if limit and len(text) > limit:
            text = text[:limit].append("…")
        whole.append_text(text).append("\n\n")
    whole.rstrip()
    return whole
