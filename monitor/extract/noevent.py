"""What looks like an event and tells none: by its words, or by its milestone (stage 10)."""

from collections.abc import Callable

from monitor.extract.bind import Bound
from monitor.extract.circumstance import is_circumstance
from monitor.extract.claim import upholds
from monitor.extract.condition import is_bounded, is_premise
from monitor.extract.event import Event
from monitor.extract.fraction import is_some
from monitor.extract.moot import is_unmade
from monitor.extract.named import is_told_of, timed_by
from monitor.extract.outstay import outstayed
from monitor.extract.reality import (
    denies_change,
    denies_else,
    is_ballot,
    is_no_delay,
    limited,
    negated,
    of_session,
    of_talks,
    prepared,
)
from monitor.extract.turn import does_else, is_turn
from monitor.extract.urged import of_old, unasked
from monitor.lang import Hit
from monitor.records import Modality

__all__ = ["closes", "is_none", "is_none_of"]

_THEN = ("date-of", "at-which")
"""Labels behind which nothing is told as done: "by May, at which point it is over"."""
_SAID_BY = 5
"""Tokens before a denial within which an armed group makes it."""
_LEFT = 5
"""Tokens around "left until" within which stands what is left."""
_SAID_OF = ("denied", "agreed", "proposed")
"""Labels of what is said of a plan, and not of what those did who are only named."""
_PARTLY = ("begun", "completed")
"""Labels of what is done, be it all of it or a part."""
_TURNED = ("called-off", "change:earlier")
"""Labels of a turn of the plan that its words must tell of the plan itself."""
_TERMS = frozenset({"agreed", "plan", "scheme"})
"""Labels of what can call for something without anybody who asks."""
_TOLD_BY = ("announced", "reaffirmed", "said")
"""Labels of which one must tell a reduction."""


def is_none(event: Event) -> bool:
    """Whether the words tell no event, whatever they are of."""
    return any(test(event) for test in _BY_WORDS)


def is_none_of(event: Event, best: Bound) -> bool:
    """Whether the words tell no event of the milestone that they are bound to."""
    return any(test(event, best) for test in _BY_MILESTONE)


def closes(event: Event, best: Bound) -> bool:
    """Whether the words tell no event, and no others of their sentence do."""
    if event.label == "denied" and (
        _by_armed(event) or is_bounded(event.scene, event.sentence, event.hit, best.action)
    ):
        return True  # who wants them out says that what goes on is no withdrawal
    return event.label in _SAID_OF and is_told_of(event.scene, event.hit, best.action)


def _by_armed(event: Event) -> bool:
    """Whether an armed group denies, or takes what goes on for something else."""
    at, first = event.hit.first, event.sentence.first
    if "armed-group" in event.scene.reading.cued(max(first, at - _SAID_BY), at):
        return True
    return event.hit.label == "belied" and "armed-group" in event.cues


def _is_late(event: Event) -> bool:
    """A principle is told at the head of a text, where no date is and nothing is undecided."""
    late = bool(event.dated) or event.sentence.number > 3 or "undecided" in event.cues
    return event.is_principle and late


def _is_open(event: Event) -> bool:
    """A stay that is not decided is none."""
    return event.hit.label == "change:stays" and "undecided" in event.cues


def _is_no_end(event: Event) -> bool:
    """A denial that only says that work goes on elsewhere: "not the end of the coalition's work"."""
    at, going = event.hit.first, event.cues.get("goes-on", ())
    return event.label == "denied" and any(hit.first <= at < hit.last for hit in going)


def _is_of_time(event: Event) -> bool:
    """A move of the plan that stands in a time: "before it was put off"."""
    return event.is_move and "time-lead" in event.scene.reading.around(event.hit.first, 2, 0)


def _is_no_move(event: Event) -> bool:
    """A move of talks, or a delay that is none, or that nobody has decided."""
    of = event.scene, event.sentence, event.hit
    return event.is_move and (of_talks(*of) or is_no_delay(*of) or is_unmade(*of))


def _is_ahead(event: Event) -> bool:
    """What is done only then: "only three months are left until the last one goes"."""
    cues, at = event.cues, event.hit.first
    if event.modality is Modality.COMPLETED and any(
        _is_of_days(event, hit) for hit in cues.get("left-to-run", ())
    ):
        return True
    return event.is_done and any(hit.first < at for name in _THEN for hit in cues.get(name, ()))


def _is_of_days(event: Event, hit: Hit) -> bool:
    """Whether what is left are days or months, and not soldiers."""
    near = (max(event.sentence.first, hit.first - _LEFT), min(hit.last + _LEFT, event.sentence.last))
    return any(word.label.startswith("unit") for word in event.scene.reading.timed(*near))


def _is_past_plan(event: Event) -> bool:
    """A principle of a former plan, or against it: "the deal called for"; not who calls for something."""
    if not event.is_principle:
        return False
    cues = event.cues
    asked = {hit.first for hit in cues.get("proposed", ())}
    return "against" in cues or any(
        hit.first not in asked
        or not _TERMS.isdisjoint(event.scene.reading.cued(event.sentence.first, hit.first))
        for hit in cues.get("was-planned", ())
    )


def _is_no_wish(event: Event) -> bool:
    """A wish of long ago, or one that nobody makes or shows signs of."""
    of = event.scene, event.sentence, event.hit
    if event.is_principle and any(hit.first <= event.hit.first for hit in event.cues.get("hearsay", ())):
        return True
    return event.label == "proposed" and (of_old(*of) or unasked(*of))


def _is_unconditional(event: Event) -> bool:
    return event.label == "conditions" and negated(event.scene, event.sentence, event.hit)


def _is_no_cut(event: Event) -> bool:
    """A reduction is told by somebody at the head of a text, and not as the term of an agreement."""
    cues = event.cues.keys()
    return event.label == "reduction" and (
        event.sentence.number > 1 or not cues.isdisjoint(("agreed", "untimely")) or cues.isdisjoint(_TOLD_BY)
    )


_BY_WORDS: tuple[Callable[[Event], bool], ...] = (
    _is_late,
    _is_open,
    _is_no_end,
    _is_of_time,
    _is_no_move,
    _is_ahead,
    _is_past_plan,
    _is_no_wish,
    _is_unconditional,
    _is_no_cut,
)
"""Any of these makes words tell no event."""


def _is_dated(event: Event, best: Bound) -> bool:
    """What has a date in its sentence is told by it."""
    return event.label in ("completed", "denied") and best.rule.id in event.dated


def _is_of_stay(event: Event, best: Bound) -> bool:
    """What is meant to be is a stay."""
    return event.is_principle and any(hit.first == best.action.first for hit in event.cues.get("stay", ()))


def _is_partial(event: Event, best: Bound) -> bool:
    """What is done only leads to it, ends a deadline, or concerns only some."""
    scene = event.scene
    if event.label in _PARTLY and prepared(scene, best, event.hit):
        return True
    return event.is_done and (limited(scene, best) or is_some(scene, event.sentence, best))


def _is_vote(event: Event, best: Bound) -> bool:
    """What is put off is a vote on it."""
    return event.is_move and is_ballot(event.scene, best, event.hit)


def _is_other_denial(event: Event, best: Bound) -> bool:
    """What is denied is something of a sitting, a change of the plan, or something said before."""
    scene, sentence, hit = event.scene, event.sentence, event.hit
    return event.label == "denied" and (
        of_session(scene, best, hit)
        or upholds(event.cues, hit, best.action)
        or denies_else(scene, sentence, hit, best)
        or denies_change(scene, sentence, hit, best.action)
    )


def _is_known_plan(event: Event, best: Bound) -> bool:
    """What is meant to be only times something else, or is outstayed."""
    scene, sentence = event.scene, event.sentence
    return event.is_principle and (
        timed_by(scene, sentence, best.action) or outstayed(scene, sentence, best.action.first)
    )


def _is_premise(event: Event, best: Bound) -> bool:
    return event.label == "conditions" and is_premise(event.scene, event.hit, best.action)


def _is_meanwhile(event: Event, best: Bound) -> bool:
    """What is told happens as the plan goes on: "they agreed on oil exports as the coalition leaves"."""
    return is_circumstance(event.scene, event.sentence, event.hit.first, best)


def _is_no_turn(event: Event, best: Bound) -> bool:
    """What is called off, brought forward or put off is not the plan itself."""
    if event.label == "postponed" and does_else(event.scene, event.sentence, event.hit, best):
        return True
    return event.label in _TURNED and not is_turn(event.scene, event.sentence, event.hit, best)


_BY_MILESTONE: tuple[Callable[[Event, Bound], bool], ...] = (
    _is_dated,
    _is_of_stay,
    _is_partial,
    _is_vote,
    _is_other_denial,
    _is_known_plan,
    _is_premise,
    _is_no_turn,
    _is_meanwhile,
)
"""Any of these makes words tell no event of their milestone."""
