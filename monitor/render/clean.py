"""Foreign text made safe to show anywhere: no escapes, no control characters, no direction tricks."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

WORD_JOINER = "\u2060"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"

# Sequences that a terminal obeys: CSI, OSC/DCS/SOS/PM/APC up to their terminator, and two-byte escapes.
_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
_BREAK = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
# C0, C1 and DEL; embedding, override and isolate marks; invisible fillers; tags; lone surrogates.
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_UNSAFE = re.compile(r"[ \"'<>\\^`{|}]")
_SPACES = re.compile(r" {2,}")


def plain(text: str, limit: int | None = None) -> str:
    """One line of ``text`` that shows only what it says.

    Terminal escape sequences, control characters, direction overrides and invisible characters go; line
    breaks become spaces. Joiners (U+200C, U+200D) stay: Persian and emoji need them.

    Args:
        text: any text from outside.
        limit: at most so many code points, cut at a word with an ellipsis.
    """
    text = _BREAK.sub(" ", _ESCAPE.sub("", _BREAK.sub(" ", text)))
    text = _SPACES.sub(" ", _UNSEEN.sub("", text)).strip()
    if limit is None or len(text) <= limit:
        return text
    cut = text[: max(limit - 1, 1)]
    at = cut.rfind(" ")
    return (cut[:at] if at > len(cut) // 2 else cut).rstrip(" ,;:،؛") + "…"


def isolated(text: str, base: str = "ltr") -> str:
    """``text`` wrapped in direction isolates (FSI … PDI) when any of it runs against the base direction."""
    against = ("R", "AL") if base == "ltr" else ("L",)
    if any(unicodedata.bidirectional(c) in against for c in text):
        return f"{FSI}{text}{PDI}"
    return text


def isolated_lines(lines: Iterable[str]) -> list[tuple[str, str]]:
    """What to put around each line of one wrapped text, so that isolates end and begin with the line.

    A screen orders every line by itself: an isolate left open would swallow what stands behind the text.

    Args:
        lines: the text as wrapped, in order.

    Returns:
        For each line what goes before it and after it; empty, mostly.
    """
    wrapped = list(lines)
    open_: list[str] = [RLI] if _direction("".join(wrapped)) == RLI else []
    around = []
    for at, line in enumerate(wrapped):
        before = "".join(open_)
        for i, char in enumerate(line):
            if char in (LRI, RLI):
                open_.append(char)
            elif char == FSI:
                rest = line[i + 1 :] + "".join(wrapped[at + 1 :])
                open_.append(_direction(rest))
            elif char == PDI and open_:
                open_.pop()
        around.append((before, PDI * len(open_)))
    return around


def _direction(text: str) -> str:
    """The isolate that fits the first letter outside isolates of their own, up to where the text ends."""
    depth = 0
    for char in text:
        if char in (LRI, RLI, FSI):
            depth += 1
        elif char == PDI:
            depth -= 1
            if depth < 0:
                break
        elif depth == 0 and (kind := unicodedata.bidirectional(char)) in ("L", "R", "AL"):
            return LRI if kind == "L" else RLI
    return LRI


def plain_url(url: str | None) -> str | None:
    """A link that is safe to show and to follow, or None: http or https, no blanks, no control characters.

    What no address may hold raw (quotes, angle brackets, bars, backslashes) is percent-encoded, so that a
    link ends no attribute and no markup.
    """
    if url is None:
        return None
    shown = _UNSAFE.sub(lambda found: quote(found.group()), plain(url))
    return shown if re.match(r"https?://[^/\s?#]", shown, re.IGNORECASE) else None


def host_of(url: str) -> str:
    """The host of a link: what a person judges it by."""
    try:
        return plain(urlsplit(url).hostname or url)
    except ValueError:
        return url


def unmentioned(text: str) -> str:
    """``text`` that calls nobody: an invisible joiner stands behind every ``@``.

    ``@everyone``, ``@channel``, ``@room`` and names stay readable, and are names no longer.
    """
    return text.replace("@", "@" + WORD_JOINER)
