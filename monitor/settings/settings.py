"""All settings as one frozen record."""

from dataclasses import dataclass, field
from pathlib import Path

from monitor.alerts import AlertPolicy
from monitor.cadence import CadencePolicy
from monitor.encode import EncoderPolicy
from monitor.extract.milestone import MilestoneRule
from monitor.fetch import FetchPolicy
from monitor.health import HealthPolicy, HeartbeatPolicy
from monitor.lang import SHIPPED, Lexicons
from monitor.ledger import LedgerPolicy
from monitor.novelty import Origin, StoryPolicy
from monitor.parse import ParseLimits
from monitor.policies import DeliverPolicy, Destination, ExportPolicy, PollPolicy, ReviewPolicy, WebPolicy
from monitor.records import Feed
from monitor.relevance import RelevancePolicy, TopicRules
from monitor.routing import Calm, Route
from monitor.settings.secrets import Secrets, fill


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the user decides, checked. Its text form holds no secrets."""

    folder: Path
    """Where it was read from."""
    seeds: Path
    """Folder of the seed documents."""
    state: Path
    """Folder of everything recorded."""
    log_level: str = "info"
    """``debug``, ``info``, ``warning`` or ``error``."""
    language: str = "en"
    """Language of the words around quotes."""
    feeds: tuple[Feed, ...] = ()
    origins: tuple[Origin, ...] = ()
    """Wires and owners beside those that ship."""
    milestones: tuple[MilestoneRule, ...] = ()
    """What is due, and what binds statements to it, in the order of the file."""
    lexicons: Lexicons = SHIPPED
    """The words that articles are read with, the user's own among them."""
    topic: TopicRules = field(default_factory=TopicRules)
    fetch: FetchPolicy = field(default_factory=FetchPolicy)
    cadence: CadencePolicy = field(default_factory=CadencePolicy)
    poll: PollPolicy = field(default_factory=PollPolicy)
    parse: ParseLimits = field(default_factory=ParseLimits)
    review: ReviewPolicy = field(default_factory=ReviewPolicy)
    deliver: DeliverPolicy = field(default_factory=DeliverPolicy)
    export: ExportPolicy = field(default_factory=ExportPolicy)
    """Files for other programs; their folder as an absolute path."""
    health: HealthPolicy = field(default_factory=HealthPolicy)
    heartbeat: HeartbeatPolicy = field(default_factory=HeartbeatPolicy)
    """Its addresses as written: without secrets."""
    web: WebPolicy = field(default_factory=WebPolicy)
    encoder: EncoderPolicy = field(default_factory=EncoderPolicy)
    relevance: RelevancePolicy = field(default_factory=RelevancePolicy)
    story: StoryPolicy = field(default_factory=StoryPolicy)
    ledger: LedgerPolicy = field(default_factory=LedgerPolicy)
    alerts: AlertPolicy = field(default_factory=AlertPolicy)
    routes: tuple[Route, ...] = ()
    """What goes where; everything to all that want it when there are none."""
    calm: Calm = field(default_factory=Calm)
    """Of destinations that have none of their own."""
    secrets: Secrets = field(default_factory=Secrets)
    """The secrets that destinations and the page name."""
    destinations: tuple[Destination, ...] = ()
    """Where alerts go, addresses as written: without secrets."""

    @property
    def milestone_names(self) -> dict[str, str]:
        """Milestone id -> its name in the language of the program, as far as it has one there."""
        return self.names_in(self.language)

    def names_in(self, language: str) -> dict[str, str]:
        """Milestone id -> its name in a language, as far as it has one there."""
        name = language.partition("-")[0]
        return {rule.id: getattr(rule.names, name, "") or rule.name for rule in self.milestones}

    def address(self, url: str) -> str:
        """A destination's address with its secrets filled in: to be handed to a sender, shown to nobody."""
        return fill(url, self.secrets)[0]
