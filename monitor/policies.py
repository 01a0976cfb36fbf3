"""Policies of the use cases, apart from them: settings are read without the database library."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from monitor.cadence import BreakerPolicy, RetryPolicy
from monitor.records import Severity
from monitor.routing import Calm


@dataclass(frozen=True, slots=True)
class PollPolicy:
    """How many feeds are asked at the same time, and how polls are written down."""

    workers: int = 20
    """Feeds asked at the same time."""
    per_host: int = 2
    """Feeds of one host asked at the same time."""
    gather: int = 100
    """Unchanged polls recorded in one transaction, at most."""


@dataclass(frozen=True, slots=True)
class ReviewPolicy:
    """How recorded entries are taken up for judging, and which article pages are fetched."""

    batch: int = 200
    """Entries judged at a time."""
    pages: bool = True
    """Whether article pages are fetched at all."""
    whole_chars: int = 1_500
    """A feed that carries at least so many characters of text needs no page."""
    workers: int = 4
    """Article pages fetched at the same time."""
    tries: int = 3
    """Attempts at a page whose failure may pass."""
    again: timedelta = timedelta(hours=1)
    """Time between the first two attempts at a page; doubles each time."""


@dataclass(frozen=True, slots=True)
class DeliverPolicy:
    """How patiently messages are sent."""

    batch: int = 50
    """Messages claimed at a time."""
    lease: timedelta = timedelta(minutes=2)
    """How long a claim holds; after a crash, a message goes out again when it ran out."""
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    """Times between attempts. A message given up stays listed and can be sent again."""
    longest_asked: timedelta = timedelta(days=1)
    """The most that a destination is waited for when it asks for patience."""
    breaker: BreakerPolicy = field(default_factory=BreakerPolicy)
    """When a destination that keeps failing is left alone."""
    pictures: bool = True
    """Whether the slip chart goes with news of a milestone, where a destination takes pictures."""
    update_every: timedelta = timedelta(minutes=30)
    """Least time between an alert and its update, and between two updates of it: what comes meanwhile is told
    at once."""


class ExportForm(StrEnum):
    """In which form something recorded is handed to other programs."""

    RSS = "rss"
    ATOM = "atom"
    ICAL = "ical"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class ExportPolicy:
    """Feeds, a calendar and tables for other programs, written anew whenever what they tell has changed."""

    folder: str = ""
    """Folder that they are written to; empty writes none. A relative path counts from the folder above the
    configuration."""
    forms: tuple[ExportForm, ...] = tuple(ExportForm)
    """Which ones: ``alerts.rss``, ``alerts.atom``, ``deadlines.ics``, and alerts and ledger as tables."""
    items: int = 100
    """How many alerts a feed holds, the newest ones; tables hold all."""
    address: str = ""
    """Web address that the folder is served at; it goes into the feeds."""


class Updates(StrEnum):
    """How a destination is told that more carry an alert that it has."""

    EDIT = "edit"
    """What was sent is changed in place, without a sound."""
    THREAD = "thread"
    """A short answer to what was sent."""
    FOLLOW_UP = "follow-up"
    """A short message of its own."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where alerts go."""

    name: str
    """Unique, stable: part of every message's key."""
    url: str = "terminal"
    """``terminal``, ``jsonl:PATH`` (counted from the state folder), ``webhook:https://…`` or an Apprise
    address. Secrets are named as ``${NAME}`` and come from the environment or ``secrets.toml``."""
    severities: tuple[Severity, ...] = tuple(Severity)
    """Which alerts it wants; all by default."""
    language: str = ""
    """Language of the words around the quotes, ``en`` or ``ar``; that of ``[monitor]`` when empty. With
    ``-u-nu-arab`` behind it, numbers are written ٠١٢٣."""
    updates: Updates | None = None
    """How it is told that more carry an alert that it has: ``edit``, ``thread``, ``follow-up`` or ``none``.
    Left out, what was sent is edited where that is sure to work (Telegram, a Slack bot), and nothing is told
    elsewhere."""
    calm: Calm | None = None
    """When it may be disturbed; the ``[calm]`` of ``alerts.toml`` when it has none of its own."""
    health: bool = True
    """Whether it is told what is wrong with the monitor itself: ``[health]``, and parked destinations."""


@dataclass(frozen=True, slots=True)
class WebPolicy:
    """The page: what is due, what moved, why it was said, and the controls to tune it."""

    serve: bool = True
    """Whether the daemon serves the page."""
    host: str = "127.0.0.1"
    """Address to listen on. Any other than this machine's own needs a password."""
    port: int = 8787
    """Port to listen on."""
    address: str = ""
    """Web address that the page is reached at, if not that: it goes into alerts. With https, cookies are sent
    over https only."""
    names: tuple[str, ...] = ()
    """Further host names that the page is served under, such as that of a proxy."""
    password: str = ""
    """Asked for at the page. Best as ``${NAME}`` of a secret from the environment or ``secrets.toml``."""
    token: str = ""
    """Lets programs read with ``Authorization: Bearer …`` where there is a password. As ``password``."""
    session: timedelta = timedelta(days=30)
    """How long a browser stays logged in."""

    @property
    def link(self) -> str:
        """Where the page is reached: as configured, else where it listens; empty where that is not known."""
        if not self.address and (not self.port or self.host in ("0.0.0.0", "::")):
            return ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.address or f"http://{host}:{self.port}/"
