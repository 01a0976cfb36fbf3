"""What the folding of statements lets the user decide."""

from dataclasses import dataclass
from datetime import timedelta


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


@dataclass(frozen=True, slots=True)
class LedgerPolicy:
    """How statements become shifts, and what the clock says."""

    rank_decides: bool = True
    """A bare different date from a lower rank than the current deadline's is a divergence, not a shift."""
    change_from_anyone: bool = True
    """An explicit claim of change ("brought forward", "put off") counts whatever the rank of the speaker."""
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
