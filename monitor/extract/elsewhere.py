"""A date that is of another thing beside the plan: of a paper, a report's period, a decision (stage 6).

"The June statement", "the report, which covers January through March", "next year's elections", "a decision
on keeping them is expected by October": nothing leaves on these days.
"""

from monitor.extract.lengths import COUNTED
from monitor.extract.mention import Mention
from monitor.extract.scene import Scene

__all__ = ["has_own_matter", "of_else"]

_OWNED = 4
"""Tokens behind a date's own genitive within which stands what is of it: "this year's planned handover"."""
_ITS = frozenset({"limit", "plan", "scheme", "expiry", "date-of", "agreed", "end", "leave", "hand", "stages"})
"""Labels of words for the plan among them."""
_PAPER = 2
"""Tokens from a month to the paper that is named by it: "the June joint statement"."""
_PERIOD = 4
"""Tokens from "covers" to the period that a report is about."""
_YEAR = 3
"""Tokens from a verb to the year that it is done to: "Iraq sees off the year 2025"."""
_ABOUT = 5
"""Tokens from a decision to what it is about."""
_OWN = frozenset({"relative", "limit"})
"""Labels of words by which a date behind them is the plan's own."""
_LIMITS = frozenset({"by", "until", "before", "from", "within"})
"""Relations of a date that may be the limit of what is talked about."""
_EVENT = 7
"""Tokens from an event to its date: "closing rites in Baghdad two days later"."""
_RELIEF = 12
"""Tokens around a date within which a relief is told."""
_NOT = 4
"""Tokens before it within which it is none: "this is not a routine rotation"."""
_STOPS = frozenset({",", ";", "."})
_OF_DAY = ("weekday", "relative-day", "day")
"""Kinds of dates that name a day."""
_ISSUED = 4
"""Tokens from such a day to the paper: "am Freitag verbreiteten gemeinsamen Erklärung"."""


def of_else(scene: Scene, mention: Mention, at: int) -> bool:
    """Whether a date, with its relation from token ``at``, dates nothing of the plan."""
    return (
        _is_owned(scene, mention)
        or _names_paper(scene, mention)
        or _counts_from_paper(scene, mention)
        or _is_apart_from(scene, mention, at)
        or _is_amount(scene, mention)
        or _is_covered(scene, mention)
        or _is_year(scene, mention)
        or _is_relieved(scene, mention, at)
    )


def has_own_matter(scene: Scene, mention: Mention, at: int) -> bool:
    """Whether a date, with its relation from token ``at``, is of something about the plan, or behind it.

    What is decided or held then may be a side matter.
    """
    return _is_decided(scene, mention, at) or _is_of_event(scene, mention, at)


def _is_owned(scene: Scene, mention: Mention) -> bool:
    """Whether it only says which one of another matter: "next year's budget", not "May's deadline"."""
    end = scene.token(mention.end)
    behind = (end + 2, end + 2 + _OWNED)
    if [word.low for word in scene.reading.tokens[end : end + 2]] != ["'", "s"]:
        return False
    return scene.reading.cued(*behind).keys().isdisjoint(_ITS) and not scene.slots.acts(*behind)


def _names_paper(scene: Scene, mention: Mention) -> bool:
    """Whether a date only says which paper is meant.

    A month without a year ("the June statement", بيان حزيران), or a day within what tells of the paper
    ("einer am Freitag verbreiteten Erklärung").
    """
    start, end = scene.token(mention.start), scene.token(mention.end)
    lexicon = scene.reading.lexicon
    if mention.kind in _OF_DAY and mention.relation in ("", "on"):
        inner = lexicon.verb_may_close and not lexicon.adjective_last
        return inner and "named-paper" in scene.reading.cued(end, end + _ISSUED)
    if mention.kind != "month" or mention.relation:
        return False
    if lexicon.adjective_last:
        before = scene.reading.cued(max(0, start - _PAPER), start)
        return any(hit.last == start for hit in before.get("named-paper", ()))
    return "named-paper" in scene.reading.cued(end, end + _PAPER)


def _counts_from_paper(scene: Scene, mention: Mention) -> bool:
    """Whether a length before a date on a paper was counted from the month that names the paper."""
    if mention.resolved.note != COUNTED or mention.relation == "within":
        return False
    here = scene.mentions[mention.sentence]
    after = here[here.index(mention) + 1 :]
    return bool(after) and _names_paper(scene, after[0])


def _is_amount(scene: Scene, mention: Mention) -> bool:
    """Whether a length is how far the plan may move: "could shift by 24 to 48 hours"."""
    start = scene.token(mention.start)
    hits = scene.reading.cued(max(0, start - _PERIOD), start).get("by-how-much", ())
    return mention.resolved.length and any(start - hit.last < _PERIOD for hit in hits)


def _is_apart_from(scene: Scene, mention: Mention, at: int) -> bool:
    """Whether the plan must not fall on it: "must not coincide with the pilgrimage in August"."""
    first = scene.reading.sentences[mention.sentence].first
    return any(
        not _parted(scene, hit.last, at)
        for hit in scene.reading.cued(max(first, at - _EVENT), at).get("not-coincide", ())
    )


def _is_covered(scene: Scene, mention: Mention) -> bool:
    """Whether it is the period that a report is about, or its end."""
    sentence, start = scene.reading.sentences[mention.sentence], scene.token(mention.start)
    hits = scene.reading.cued(sentence.first, start).get("covers", ())
    if not hits:
        return False
    ends = {scene.token(other.end): scene.token(other.start) for other in scene.mentions[mention.sentence]}
    starts = {start, *(ends[end] for end in (start, start - 1) if end in ends)}  # "January through March"
    return any(first - _PERIOD <= hit.first < first for hit in hits for first in starts)


def _is_year(scene: Scene, mention: Mention) -> bool:
    """Whether something is done to the year itself: it is seen off."""
    start = scene.token(mention.start)
    return mention.kind == "year" and "year-goes" in scene.reading.cued(max(0, start - _YEAR), start)


def _is_decided(scene: Scene, mention: Mention, at: int) -> bool:
    """Whether something about the plan is due: "a decision on keeping them is expected by October"."""
    first = scene.reading.sentences[mention.sentence].first
    before = scene.reading.cued(first, at)
    hits = list(before.get("decision", ()))
    if mention.relation not in _LIMITS:
        hits += before.get("about-it", ())  # "talks on ending it by May" leave the date to the end
    return any(
        scene.slots.acts(hit.last, min(hit.last + _ABOUT, at))
        and not _parted(scene, hit.last, at)
        and scene.reading.cued(hit.last, at).keys().isdisjoint(_OWN)
        for hit in hits
    )


def _is_of_event(scene: Scene, mention: Mention, at: int) -> bool:
    """Whether an event that follows the plan is nearer to the date: "rites follow in Baghdad in May"."""
    first = scene.reading.sentences[mention.sentence].first
    return any(
        scene.slots.acts(first, hit.first - 1)
        and not scene.slots.acts(hit.first - 1, at)
        and not _parted(scene, hit.last, at)
        for hit in scene.reading.cued(max(first, at - _EVENT), at).get("own-event", ())
    )


def _is_relieved(scene: Scene, mention: Mention, at: int) -> bool:
    """Whether those who leave are relieved by others: "a brigade returns in June at the end of its tour"."""
    sentence = scene.reading.sentences[mention.sentence]
    near = (max(sentence.first, at - _RELIEF), min(at + _RELIEF, sentence.last))
    return any(
        "negation" not in scene.reading.cued(max(sentence.first, hit.first - _NOT), hit.first)
        for hit in scene.reading.cued(*near).get("rotation", ())
    )


def _parted(scene: Scene, first: int, last: int) -> bool:
    return any(word.low in _STOPS for word in scene.reading.tokens[first:last])
