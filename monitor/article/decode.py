"""Bytes to characters, whatever the declaration says.

The order, first one that holds:

1. a byte order mark, or the zero bytes that betray UTF-16 and UTF-32 without one;
2. UTF-8 that decodes strictly: other encodings' text never does by chance, so no declaration outranks it;
3. UTF-8 with a few broken bytes, replaced;
4. windows-1256 where its result is Arabic and the declaration is missing, Western, or plainly wrong;
5. what the header or the document declares, where it decodes strictly;
6. windows-1252, what the web takes undeclared bytes for.
"""

import codecs
import re
from dataclasses import dataclass

BAD_SHARE = 0.001
"""Share of undecodable bytes up to which a document still counts as UTF-8."""
GOOD_PER_BAD = 20
"""So many intact multi-byte characters per broken byte make it UTF-8 as well."""
ARABIC_SHARE = 0.9
"""Share of Arabic letters among the non-ASCII letters of text that is taken for Arabic."""
LATIN_NEIGHBOURS = 0.1
"""Share of Arabic letters glued to ASCII letters from which on the result counts as mojibake."""

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})[\"']")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_ARABIC = r"\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f"
_ARABIC_LETTER = re.compile(f"[{_ARABIC}]")
_GLUED = re.compile(f"[A-Za-z][{_ARABIC}]|[{_ARABIC}][A-Za-z]")
_HIGH_LETTER = re.compile(r"[^\W\d_\x00-\x7f]")
_RUN = re.compile(f"[{_ARABIC}]{{3}}")
_WESTERN = frozenset(
    {"iso8859-1", "cp1252", "iso8859-15", "ascii", "utf-8", "utf-16", "utf-16-le", "utf-16-be"}
)
"""Declarations that say nothing: defaults of servers and templates."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters of a document."""

    text: str
    encoding: str
    """Python's name of the encoding used."""
    problem: str | None = None
    """One sentence, when the bytes were not what they claimed to be."""


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a feed or page. Never raises; undecodable bytes become U+FFFD and are reported.

    Args:
        body: the bytes as published, decompressed.
        content_type: the ``Content-Type`` header, if there was one.
    """
    for mark, encoding in _MARKS:
        # FF FE 00 00 is UTF-32 only when four bytes make characters; otherwise UTF-16 that starts with NUL.
        if body.startswith(mark) and not (encoding.startswith("utf-32") and len(body) % 4):
            rest = body[len(mark) :]
            if (text := _strictly(rest, encoding)) is not None:
                return Decoded(text, encoding)
            if encoding != "utf-8":
                return Decoded(
                    rest.decode(encoding, "replace"), encoding, f"broken {encoding} characters were replaced"
                )
            body = rest
            break
    if (wide := _wide(body)) is not None:
        return Decoded(body.decode(wide, "replace"), wide)
    if (text := _strictly(body, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    if (text := _nearly_utf8(body)) is not None:
        return Decoded(text, "utf-8", "some bytes are not UTF-8 and were replaced")

    declared = _declared(body, content_type)
    arabic = body.decode("cp1256", "replace")
    if all(name in _WESTERN or name in ("cp1256", "iso8859-6") for name in declared) and _is_arabic(arabic):
        if (
            "iso8859-6" in declared
            and (text := _strictly(body, "iso8859-6")) is not None
            and _is_arabic(text)
        ):
            return Decoded(text, "iso8859-6")
        said = None if "cp1256" in declared else _claim("windows-1256", declared)
        return Decoded(arabic, "cp1256", said)
    for name in declared:
        if (text := _strictly(body, name)) is not None:
            return Decoded(text, name)
    return Decoded(body.decode("cp1252", "replace"), "cp1252", _claim("windows-1252", declared))


def _claim(used: str, declared: tuple[str, ...]) -> str:
    said = f"declared {declared[0]}" if declared else "no encoding declared"
    return f"{said}, read as {used}"


def _strictly(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _wide(body: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by the zero bytes around the first ``<`` or ``{``."""
    head = body[:4]
    for sign in (b"<", b"{"):
        if head == sign + b"\0\0\0":
            return "utf-32-le"
        if head == b"\0\0\0" + sign:
            return "utf-32-be"
        if head[:2] == sign + b"\0":
            return "utf-16-le"
        if head[:2] == b"\0" + sign:
            return "utf-16-be"
    return None


def _nearly_utf8(body: bytes) -> str | None:
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd") - body.count("\ufffd".encode())
    high = len(text) - len(text.encode("ascii", "ignore"))
    if bad <= len(body) * BAD_SHARE and high >= 2 * bad:
        return text
    return text if high - bad >= GOOD_PER_BAD * bad else None


def _declared(body: bytes, content_type: str | None) -> tuple[str, ...]:
    """Encodings named by the header, the XML declaration and an HTML ``meta``, as Python knows them."""
    names: list[str] = []
    if content_type and (match := _CHARSET.search(content_type)):
        names.append(match[1])
    for pattern in (_XML_ENCODING, _META_CHARSET):
        if found := pattern.search(body[:2048]):
            names += [found[1].decode("ascii")]
    known = []
    for name in names:
        try:
            info = codecs.lookup(name)
        except LookupError:
            continue
        # Codecs that map text to text, or bytes to bytes, are no encodings of documents; UTF-7 hides markup.
        if getattr(info, "_is_text_encoding", True) and info.name not in (
            "utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined",
        ):  # fmt: skip
            known.append(info.name)
    return tuple(dict.fromkeys(known))


def _is_arabic(text: str) -> bool:
    """Whether the non-ASCII letters read as Arabic words rather than as another script's bytes."""
    sample = text[:200_000]
    letters = len(_ARABIC_LETTER.findall(sample))
    if letters < 3 or letters < ARABIC_SHARE * len(_HIGH_LETTER.findall(sample)):
        return False
    return _RUN.search(sample) is not None and len(_GLUED.findall(sample)) <= LATIN_NEIGHBOURS * letters
