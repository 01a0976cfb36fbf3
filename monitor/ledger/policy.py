"""What the folding of statements lets the user decide."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Slack:
    """How far two loosely stated limits may lie apart and still be the same one, in days, per unit named.

    Loose are judgements ("in the coming weeks") and durations ("within three years"), whose limit drifts with
    the day they are repeated on. Calendar dates have no slack.
    """

    day: int = 3
    """For words that count in days."""
    week: int = 7
    """For words that count in weeks."""
    month: int = 20
    """For words that count in months."""
    quarter: int = 30
    """For words that count in quarters."""
    half: int = 45
    """For words that count in half years."""
    year: int = 60
    """For words that count in years."""


class Standing(StrEnum):
    """What a word counts for: a rank, or commentary, which moves nothing."""

    JOINT = "joint"
    OFFICIAL = "official"
    SOURCES = "sources"
    COMMENTARY = "commentary"


@dataclass(frozen=True, slots=True)
class Authority:
    """Whose word counts for what, where the rank that a text shows is not the user's.

    Every list that is given must fit; the first table that fits a statement decides. Listed are phrases in
    the pattern language of the milestones, looked for in the speaker's name and the office beside it.
    """

    rank: Standing
    """What such a word counts for; ``commentary`` moves nothing."""
    speakers: tuple[str, ...] = ()
    """Who says it: names, offices, or ``sources`` for unnamed ones. Empty: anybody."""
    outlets: tuple[str, ...] = ()
    """Which outlet or origin carries it, by its exact name in any case. Empty: any."""
    milestones: tuple[str, ...] = ()
    """Of which milestones, by their ids. Empty: all."""


@dataclass(frozen=True, slots=True)
class Side:
    """A party whose speakers hold one position together. Only different sides can disagree."""

    name: str
    """As it is shown."""
    speakers: tuple[str, ...] = ()
    """Phrases found in the names and offices of its speakers, as in ``[[ledger.authority]]``."""


@dataclass(frozen=True, slots=True)
class LedgerPolicy:
    """How statements become shifts, and what the clock says. Numbers are those of docs/ledger.md."""

    only_foreground: bool = True
    """Rule 1: recaps and commentary move nothing."""
    limits_decide: bool = True
    """Rule 2: a wider date around the current one changes nothing. False: any other last day is a change."""
    rank_decides: bool = True
    """Rule 3: a bare different date from a lower rank than the current deadline's is a divergence, not a
    shift."""
    second_voice_moves: bool = True
    """Rule 3: what one on record names against a joint text is a divergence; a second one who names the same
    day within ``repeat_window``, reported by another origin, moves the deadline."""
    change_from_anyone: bool = True
    """Rule 4: an explicit claim of change ("brought forward", "put off") counts whatever the rank of the
    speaker."""
    denials_count: bool = True
    """Rule 5: a denial ends a live plan. False: denials are kept, and move nothing."""
    new_after_delay: bool = True
    """Rule 6: after a postponement without a date the first date is a new one. False: it is later or earlier
    than the date that was put off."""
    events_count: bool = True
    """Rule 7: beginnings and completions are events. False: they are kept, and cause nothing."""
    corrections_count: bool = True
    """Rule 10: a date changed in an edited article is a correction. False: it is judged as any other."""
    proposal_moves_agreement: bool = False
    """A date that is only proposed or conditional moves one that was agreed or announced by the same rank."""
    repeat_window: timedelta = timedelta(days=14)
    """How long the same news told again corroborates, and a position just left is not news when repeated."""
    denial_stands: timedelta = timedelta(days=30)
    """How long a denial stands: denied again within this time is a repetition, later it is news."""
    lead_chars: int = 600
    """How far into the body of an article its lead goes, in characters. Further down, a denial or
    postponement that is on record already is a recap."""
    lapsed_fades: timedelta = timedelta(days=180)
    """How long after a deadline passed another date still counts as moving it; later it is a new date."""
    reminder_days: tuple[int, ...] = (90, 30, 7, 0)
    """Days before a deadline at which the clock reminds of it. Empty: never."""
    lapses: bool = True
    """A deadline that passes with no report of completion lapses."""
    silence_after: timedelta = timedelta(days=60)
    """How long nobody may speak about a live milestone before the clock says so. Zero: never."""
    slack: Slack = Slack()
    """Tolerance for loosely stated limits."""
    authority: tuple[Authority, ...] = ()
    """Whose word counts for what, one ``[[ledger.authority]]`` each."""
    side: tuple[Side, ...] = ()
    """Who can disagree with whom, one ``[[ledger.side]]`` each. None: every speaker is a side."""
