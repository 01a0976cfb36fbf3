"""A broken document element by element, so that what one lacks does not swallow its neighbours."""

import re

from monitor.errors import ParseError
from monitor.parse.clean import clean
from monitor.parse.entry import Element
from monitor.parse.xmlfeed import read_xml

MOST = 2_000
"""Elements read one by one at most: each costs as much as a small document."""
LONGEST_HEAD = 20_000
"""Characters before the first element at most, for the same reason."""

_OPEN = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_CLOSE = re.compile(r"</(?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry)\s*>", re.IGNORECASE)


def salvage(text: str, url: str) -> tuple[Element, ...]:
    """Elements of a document, each read as if it were the only one.

    A last element that never ends is left out: it is torn, and whole the next time.

    Args:
        text: from the root element on, not cleaned.
        url: where it came from.
    """
    starts = [match.start() for match in _OPEN.finditer(text)][:MOST]
    if not starts or starts[0] > LONGEST_HEAD:
        return ()
    head = text[: starts[0]]
    found: list[Element] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        close = _CLOSE.search(text, start, end)
        if close is None and end == len(text):
            break
        piece = text[start : close.end() if close else end]
        if piece.count("<![CDATA[") > piece.count("]]>"):
            piece += "]]>"
        cleaned, _ = clean(head + piece, 0)
        try:
            found.extend(read_xml(cleaned.encode("utf-8", "replace"), url).elements[:1])
        except ParseError:
            continue
    return tuple(found)
