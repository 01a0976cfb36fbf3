"""HTML to readable plain text with fixed offsets: what is returned is what every span counts into."""

import html
import re
from typing import Final

_TAG = re.compile(r"<[A-Za-z!/?][^<>]*>")
_INVISIBLE = re.compile(
    # C0 and C1 controls, soft hyphen, embeddings and isolates (they reorder what stands around a title),
    # byte order mark, lone surrogates, noncharacters. U+200C joins Persian words and stays.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_BREAKS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_DROPPED_NAMES = """
script style template noscript iframe object embed head title svg math canvas audio video form button select
textarea
"""
_BLOCK_NAMES = """
address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer
h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr
ul
"""
_DROPPED: Final = frozenset(_DROPPED_NAMES.split())
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_CELLS: Final = frozenset({"td", "th"})


def tidy(text: str) -> str:
    """Invisible controls removed, runs of space made one, blank lines dropped, lines kept. Idempotent."""
    text = _INVISIBLE.sub("", _BREAKS.sub("\n", text))
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def one_line(text: str, limit: int = 300) -> str:
    """``tidy`` on one line of at most ``limit`` characters, cut at a word and marked with an ellipsis."""
    line = tidy(text).replace("\n", " ")
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head).rstrip() + "…"


def plain(text: str) -> str:
    """HTML to plain text: one line per paragraph, entities decoded, scripts and markup dropped.

    Text without any tag or character reference only has its white space tidied, so plain text comes
    back unchanged and line breaks in it are kept.

    Args:
        text: HTML (a fragment or a page), or plain text.
    """
    if "<" not in text or _TAG.search(text) is None:
        return tidy(html.unescape(text) if "&" in text else text)
    from lxml import etree
    from lxml.html import HTMLParser

    # The C parser stops at NUL and rejects lone surrogates.
    source = _INVISIBLE.sub("", text).encode("utf-8", "replace")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(source, parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        return tidy(html.unescape(_TAG.sub(" ", text)))
    pieces: list[str] = []
    skipping = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _DROPPED:
                skipping += 1
            if tag in _BLOCKS:
                pieces.append("\n")
            if not skipping and element.text:
                pieces.append(_flat(element.text))
            continue
        if tag in _DROPPED:
            skipping -= 1
        if tag in _BLOCKS:
            pieces.append("\n")
        elif tag in _CELLS:
            pieces.append(" ")
        if not skipping and element.tail:
            pieces.append(_flat(element.tail))
    return tidy("".join(pieces))


def _flat(text: str) -> str:
    """Line breaks in the source of a page are only white space."""
    return text.replace("\n", " ").replace("\r", " ") if "\n" in text or "\r" in text else text
