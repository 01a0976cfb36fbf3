"""Feed text that an XML parser can be given: no prolog, no entities but XML's own, no forbidden characters.

Removing the DOCTYPE disarms entity expansion: feedparser's own fallback parser expands entities itself,
out of reach of expat's guard. HTML's named entities become the characters they stand for, an ampersand
that starts no reference becomes text, and so does a reference to an entity that nobody knows.
"""

import re
from html.entities import html5
from xml.sax.saxutils import escape

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PAIR = re.compile(
    r"&#(?:x([dD][89abAB][0-9a-fA-F]{2})|(5[56]\d{3}));&#(?:x([dD][c-fC-F][0-9a-fA-F]{2})|(5[67]\d{3}));"
)
_AMPERSAND = re.compile(r"&(?:#([0-9]{1,8}|[xX][0-9a-fA-F]{1,8});|([A-Za-z][A-Za-z0-9]{0,31});)?")
_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_SECTION = re.compile(r"<!\[CDATA\[|<!--")
_CP1252 = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def clean(text: str, start: int) -> tuple[str, tuple[str, ...]]:
    """The document from its root element on, cleaned, and what was wrong with it.

    Args:
        text: the whole document.
        start: where its root element begins; the prolog before it is dropped.
    """
    problems: list[str] = []
    prolog = text[:start]
    if "<!ENTITY" in prolog:
        problems.append("entity declarations were ignored")
    if prolog and not prolog.lstrip("\ufeff \t\r\n\0").startswith("<") and prolog.strip("\ufeff \t\r\n\0"):
        problems.append("text before the document was dropped")
    body, forbidden = _FORBIDDEN.subn("", text[start:] if start else text)
    if forbidden:
        problems.append(f"control characters or lone surrogates removed: {forbidden}")
    if "&" not in body:
        return body, tuple(problems)
    repaired = 0

    def reference(match: re.Match[str]) -> str:
        nonlocal repaired
        number, name = match[1], match[2]
        if number:
            code = int(number[1:], 16) if number[0] in "xX" else int(number)
            if code in _CP1252:
                return _CP1252[code]
            if _allowed(code):
                return match[0]
            repaired += 1
            return "\ufffd" if code >= 0x20 else ""
        if name in _XML:
            return match[0]
        if name and (character := html5.get(name + ";")):
            return escape(character)
        repaired += 1
        return "&amp;" + match[0][1:]

    pieces: list[str] = []
    at = 0
    while True:
        section = _SECTION.search(body, at)
        end = section.start() if section else len(body)
        stretch = body[at:end]
        if "&" in stretch:
            stretch = _AMPERSAND.sub(reference, _PAIR.sub(_joined, stretch))
        pieces.append(stretch)
        if section is None:
            break
        close = "]]>" if section[0] == "<![CDATA[" else "-->"
        at = body.find(close, section.end())
        if at == -1:
            # Never closed: the rest stays as it is, for the forgiving parser.
            pieces.append(body[end:])
            break
        at += 3
        if close == "]]>":
            pieces.append(body[end:at])
    if repaired:
        problems.append(f"broken character references repaired: {repaired}")
    return "".join(pieces), tuple(problems)


def _joined(match: re.Match[str]) -> str:
    """A character outside the basic plane that was written as two references, one per UTF-16 unit."""
    high = int(match[1], 16) if match[1] else int(match[2])
    low = int(match[3], 16) if match[3] else int(match[4])
    if 0xD800 <= high < 0xDC00 <= low < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    return match[0]


def _allowed(code: int) -> bool:
    return (
        code in (0x9, 0xA, 0xD)
        or 0x20 <= code < 0xD800
        or 0xE000 <= code < 0xFFFE
        or 0x10000 <= code < 0x110000
    )
