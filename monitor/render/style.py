"""Which markup and room a destination has: read off its address, without loading what sends to it."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qs, urlsplit


class Style(StrEnum):
    """How a message is written."""

    TEXT = "text"
    """Plain lines, for everything that is not known better."""
    TERMINAL = "terminal"
    """Plain lines, coloured and wrapped when they are printed."""
    HTML = "html"
    """A mail: an HTML page beside the plain lines."""
    TELEGRAM = "telegram"
    """The HTML of the Bot API (``parse_mode=HTML``)."""
    SLACK = "slack"
    """Slack's ``mrkdwn``."""
    DISCORD = "discord"
    """Discord's Markdown."""
    MATRIX = "matrix"
    """The HTML of ``org.matrix.custom.html``."""
    NTFY = "ntfy"
    """A JSON object for ntfy's publishing address: title, message, priority, tags, click."""
    JSON = "json"
    """The record itself (docs/formats.md)."""


class Unit(StrEnum):
    """What a service counts."""

    CHARS = "chars"
    UTF16 = "utf16"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class Room:
    """How much one message may hold, headline, markup and text together."""

    size: int
    unit: Unit = Unit.CHARS

    def holds(self, text: str) -> bool:
        """Whether ``text`` fits."""
        match self.unit:
            case Unit.CHARS:
                return len(text) <= self.size
            case Unit.UTF16:
                return len(text.encode("utf-16-le", "surrogatepass")) // 2 <= self.size
            case Unit.BYTES:
                return len(text.encode("utf-8", "surrogatepass")) <= self.size


AMPLE = Room(32_000)
"""Of services that set no narrow limit."""
CAPTION = Room(1_024, Unit.UTF16)
"""Of the words under a picture in Telegram: headlines always fit."""

_ROOMS = {
    Style.TELEGRAM: Room(4_096, Unit.UTF16),
    # One block of text; a whole message takes 40,000.
    Style.SLACK: Room(3_000),
    Style.DISCORD: Room(2_000, Unit.UTF16),
    # An event takes 65,536 bytes, and carries the text twice.
    Style.MATRIX: Room(24_000, Unit.BYTES),
    # Longer ones arrive as an attached file.
    Style.NTFY: Room(4_096, Unit.BYTES),
    # Mail programs clip larger pages (Gmail from 102 kB).
    Style.HTML: Room(90_000, Unit.BYTES),
}
_SCHEMES = {
    "jsonl": Style.JSON,
    "json": Style.JSON,
    "jsons": Style.JSON,
    "webhook": Style.JSON,
    "tgram": Style.TELEGRAM,
    "slack": Style.SLACK,
    "discord": Style.DISCORD,
    "matrix": Style.MATRIX,
    "matrixs": Style.MATRIX,
    "ntfy": Style.NTFY,
    "ntfys": Style.NTFY,
    **dict.fromkeys(
        (
            "mailto",
            "mailtos",
            "sendgrid",
            "mailgun",
            "sparkpost",
            "ses",
            "smtp2go",
            "postmark",
            "resend",
            "brevo",
        ),
        Style.HTML,
    ),
}
# Addresses as the services themselves hand them out; Apprise takes them too.
_HOSTS = {
    "hooks.slack.com": Style.SLACK,
    "discord.com": Style.DISCORD,
    "discordapp.com": Style.DISCORD,
    "ntfy.sh": Style.NTFY,
}
_SCHEME = re.compile(r"([a-z0-9][a-z0-9+.-]*):", re.IGNORECASE)


def style_of(url: str) -> Style:
    """The style of a destination's address.

    ``format=text`` in an address that could carry markup asks for plain lines.

    Args:
        url: as configured; secrets need not be filled in.
    """
    if url == "terminal":
        return Style.TERMINAL
    scheme = _scheme(url)
    style = _SCHEMES.get(scheme, Style.TEXT)
    if scheme in ("http", "https"):
        style = _HOSTS.get(urlsplit(url).hostname or "", Style.TEXT)
    if style is not Style.JSON and _asked_format(url) == "text":
        return Style.TEXT
    return style


def room_of(url: str) -> Room:
    """How much one message to a destination's address may hold."""
    known = _ROOMS.get(_SCHEMES.get(_scheme(url), style_of(url)))
    if known is not None:
        return known
    return Room(size) if (size := _small_rooms().get(_scheme(url))) else AMPLE


@cache
def _small_rooms() -> dict[str, int]:
    text = files("monitor.render").joinpath("limits.toml").read_text(encoding="utf-8")
    return {scheme: int(size) for size, schemes in tomllib.loads(text).items() for scheme in schemes}


def _scheme(url: str) -> str:
    found = _SCHEME.match(url)
    return found.group(1).lower() if found else ""


def _asked_format(url: str) -> str:
    _, _, query = url.partition("?")
    return parse_qs(query).get("format", [""])[-1].lower()
