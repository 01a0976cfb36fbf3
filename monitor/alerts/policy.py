"""Which news a person is told, and how loud."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which kinds alert. What is off is still recorded and shown."""

    coverage: bool = True
    """The first article of a relevant story."""
    new: bool = True
    """A first date, or the first date after a denial or a postponement."""
    new_undated: bool = False
    """A plan first spoken of, or agreed on again, without a date."""
    later: bool = True
    """The deadline moved back."""
    earlier: bool = True
    """The deadline was brought forward."""
    refined: bool = True
    """A narrower date inside the current one that changes the last day."""
    refined_same_day: bool = False
    """A narrower date inside the current one with the same last day ("end of the year": "31 December")."""
    denied: bool = True
    """A live plan was denied."""
    postponed: bool = True
    """Put off without a date."""
    confirmed: bool = False
    """The deadline was repeated after a while, or by somebody of higher rank."""
    begun: bool = True
    """First movements."""
    completed: bool = True
    """Completion was reported."""
    divergence: bool = False
    """A different date from somebody who does not outrank the one believed."""
    disagreement: bool = True
    """Two sides on record come to hold different positions, or cease to."""
    corrected: bool = True
    """An article was edited and now gives another date."""
    lapsed: bool = True
    """A deadline passed with no report of completion."""
    reminder: bool = True
    """A deadline is near."""
    silence: bool = False
    """Nobody has spoken of a live milestone for long."""


@dataclass(frozen=True, slots=True)
class AlertPolicy:
    """What is told at once, what is only recorded."""

    kinds: Kinds = Kinds()
    """A switch for every kind of news."""
    max_age: timedelta = timedelta(days=7)
    """News published longer ago than this when it is first judged is recorded, not told."""
    first_poll_max_age: timedelta = timedelta(days=2)
    """The same for entries that a feed already held when it was polled for the first time."""
    same_date_window: timedelta = timedelta(days=14)
    """For how long a date that was told of one milestone is no news when it is stated of another."""
    same_event_window: timedelta = timedelta(days=3)
    """The same for denials, postponements, beginnings and completions."""
    hold_unconfirmed: bool = False
    """A shift that only one origin with unnamed sources tells waits for a second origin."""
    hold_for: timedelta = timedelta(days=3)
    """How long such a shift waits at most; then it is told as unconfirmed, unless the deadline moved on."""
    unscored_coverage: bool = False
    """Tell of articles that could not be scored even when they state nothing about a tracked milestone."""
