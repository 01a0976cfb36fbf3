"""An alert laid out: its parts in order, cleaned and in words, before any markup."""

from dataclasses import dataclass, replace

from monitor.records import Severity
from monitor.render.clean import isolated, plain
from monitor.render.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Line:
    """A remark with its label. The words are clean, and isolated where they run against the text."""

    label: str
    words: str

    def text(self, phrases: Phrases) -> str:
        """Both; a question as label stands for itself."""
        gap = " " if self.label.endswith(("?", "؟")) else phrases.colon
        return f"{self.label}{gap}{self.words}"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two positions that an alert sets side by side, or one of two passages that are alike."""

    label: str
    when: str
    """What is due when, in words; empty where the quote alone tells."""
    quote: str
    """The exact words, cleaned, without quotation marks; empty when there are none."""
    lang: str
    """Language of the quote."""
    source: str = ""
    """Who said it, where and when."""
    fresh: bool = False
    """Whether it is the news itself, whose source stands above already."""

    def quoted(self, phrases: Phrases) -> str:
        """The quote in quotation marks, isolated."""
        return isolated(phrases.text["quote"].format(text=self.quote), phrases.direction)

    def cut(self, limit: int) -> "Side":
        """The same with a shorter quote; none at all for 0."""
        quote = plain(self.quote, limit) if limit else ""
        return replace(self, quote=quote, source=self.source if quote else "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is told, in the order in which it is told."""

    phrases: Phrases
    name: str
    """What it is, for programs: a kind of alert, or ``update``, ``retraction``, ``notice``."""
    severity: Severity | None
    head: str
    """The kind in words."""
    topic: str
    """The milestone, or the title of the article."""
    movement: str
    """What became of it, in one line; may be empty."""
    reference: str
    remark: str = ""
    """What must be known before anything else; mostly empty."""
    opening: tuple[Line, ...] = ()
    """Who said it, and where."""
    sides: tuple[Side, ...] = ()
    closing: tuple[Line, ...] = ()
    """Corroboration, confidence, reason. The last is the first to go where room is short."""
    link: str | None = None
    """Where to read it: http or https only."""
    page: str | None = None
    """Where it is shown, and can be labelled, when the web page runs."""
    hint: Line | None = None
    """The command that labels it, as it is typed."""

    @property
    def title(self) -> str:
        """One line that says it all."""
        return self.phrases.colon.join(part for part in (self.head, self.topic, self.movement) if part)
