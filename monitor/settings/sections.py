"""What the configuration files hold, section by section.

Most sections are the policies of the core, the adapters and the use cases themselves.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from monitor.alerts import AlertPolicy
from monitor.cadence import CadencePolicy
from monitor.encode import EncoderPolicy
from monitor.extract.milestone import MilestoneRule
from monitor.fetch import FetchPolicy
from monitor.health import HealthPolicy, HeartbeatPolicy
from monitor.ledger import LedgerPolicy
from monitor.novelty import Origin, StoryPolicy
from monitor.parse import ParseLimits
from monitor.policies import DeliverPolicy, Destination, ExportPolicy, PollPolicy, ReviewPolicy, WebPolicy
from monitor.relevance import RelevancePolicy
from monitor.routing import Calm, Route


class LogLevel(StrEnum):
    """How much the daemon tells in its log."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class MonitorSection:
    """Where things are, and how the program speaks."""

    seeds: Path = Path("seeds")
    """Folder of the seed documents. A relative path counts from the folder above the configuration."""
    state: Path = Path("state")
    """Folder of everything recorded. A relative path counts from the folder above the configuration."""
    log_level: LogLevel = LogLevel.INFO
    """How much the daemon logs."""
    language: str = "en"
    """Language of the words around quotes, ``en`` or ``ar``, for destinations that name none of their own.
    With ``-u-nu-arab`` behind it, numbers are written ٠١٢٣."""


@dataclass(frozen=True, slots=True)
class FeedSection:
    """One source."""

    name: str
    """Unique, stable short name: the feed's identity in everything recorded."""
    url: str
    """Address of the RSS, Atom or JSON Feed document, http or https."""
    outlet: str
    """Who publishes it, as a person would name it."""
    origin: str = ""
    """Owner or wire group: feeds that share it corroborate each other only once. The outlet when empty."""
    lang: str = ""
    """Two- or three-letter language code, a hint only; empty when mixed."""
    interval: timedelta | None = None
    """Fixed poll interval; without it, the interval follows the feed's own rhythm."""
    fulltext: bool = True
    """Whether article pages of this feed may be fetched."""
    paused: bool = False
    """Left alone for now: it is not polled, and what it brought stays."""


@dataclass(frozen=True, slots=True)
class MonitorFile:
    """``monitor.toml``: the program."""

    monitor: MonitorSection = field(default_factory=MonitorSection)
    """Where things are, and how the program speaks."""
    poll: PollPolicy = field(default_factory=PollPolicy)
    """How many feeds are asked at the same time."""
    cadence: CadencePolicy = field(default_factory=CadencePolicy)
    """How often feeds are asked."""
    fetch: FetchPolicy = field(default_factory=FetchPolicy)
    """Limits and manners of every exchange over the network."""
    parse: ParseLimits = field(default_factory=ParseLimits)
    """What a feed document may cost."""
    encoder: EncoderPolicy = field(default_factory=EncoderPolicy)
    """Which model encodes text."""
    relevance: RelevancePolicy = field(default_factory=RelevancePolicy)
    """How scores are made and read."""
    story: StoryPolicy = field(default_factory=StoryPolicy)
    """When two articles tell the same news."""
    review: ReviewPolicy = field(default_factory=ReviewPolicy)
    """How entries are taken up for judging."""
    deliver: DeliverPolicy = field(default_factory=DeliverPolicy)
    """How patiently messages are sent."""
    export: ExportPolicy = field(default_factory=ExportPolicy)
    """Files for other programs."""
    health: HealthPolicy = field(default_factory=HealthPolicy)
    """When the monitor calls itself unwell."""
    heartbeat: HeartbeatPolicy = field(default_factory=HeartbeatPolicy)
    """For somebody who watches from outside."""
    web: WebPolicy = field(default_factory=WebPolicy)
    """The page, which the daemon serves."""
    destination: tuple[Destination, ...] = ()
    """Where alerts go, one ``[[destination]]`` each."""


@dataclass(frozen=True, slots=True)
class AlertsFile:
    """``alerts.toml``: what a person is told, where and when."""

    alerts: AlertPolicy = field(default_factory=AlertPolicy)
    """Which news a person is told, and how loud."""
    calm: Calm = field(default_factory=Calm)
    """When destinations may be disturbed that have no ``[destination.calm]`` of their own."""
    route: tuple[Route, ...] = ()
    """What goes where, one ``[[route]]`` each."""


@dataclass(frozen=True, slots=True)
class MilestonesFile:
    """``milestones.toml``: what is due, and what counts as a shift of it."""

    ledger: LedgerPolicy = field(default_factory=LedgerPolicy)
    """How statements become shifts, and what the clock says."""
    milestone: tuple[MilestoneRule, ...] = ()
    """One thing that is due each."""


@dataclass(frozen=True, slots=True)
class FeedsFile:
    """``feeds.toml``: the sources."""

    feed: tuple[FeedSection, ...] = ()
    """One source each."""
    origin: tuple[Origin, ...] = ()
    """Wires and owners beside those that ship, one ``[[origin]]`` each."""
