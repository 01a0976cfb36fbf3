"""Statements without a date: what event of a milestone a sentence tells, and how it is put (stage 10)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from monitor.extract.bind import Bound
from monitor.extract.deeds import ABOUT
from monitor.extract.ended import of_far
from monitor.extract.event import BARE, Event, events
from monitor.extract.eventday import event_day, is_of_saying, of_late, told_on
from monitor.extract.eventpart import DEPARTURE, ENDS, HELD, cut, is_part, moved, of_event, start_of
from monitor.extract.former import recapped
from monitor.extract.fraction import is_counted, is_share
from monitor.extract.mention import Mention
from monitor.extract.noevent import closes, is_none, is_none_of
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.stance import Stance, stance
from monitor.extract.urged import DEMAND, demands
from monitor.records import Change, Modality, Rank, Statement

__all__ = ["undated"]

_SOON = 6
"""Tokens after the name of a part within which a word of the future is its own: "of the plan"."""
_LONG = timedelta(days=120)
"""How long after the last day on record for a part nothing of it begins."""
_GONE = timedelta(days=45)
"""How long a day may have gone by that a delay leaves behind: an older one is history."""
_NAMED = ("day", "month")
"""Kinds of dates that a delay can leave behind: "originally planned for May, has been postponed"."""
_TURNS = {
    "called-off": (Modality.DENIED, Change.STAYS),
    "change:earlier": (Modality.PLANNED, Change.EARLIER),
}
"""How a plan that is called off or brought forward without a date is told."""
_FORETOLD = ("completed:title", *ENDS)
"""Labels of an end that is told in the present or as a noun, which may be one to come."""
_DECLARED = ("begun:declared", "begun:title")
"""Labels of a beginning that somebody makes known: "announced the start of"."""


def undated(scene: Scene, sentence: Sentence, dated: set[str]) -> Iterator[Statement]:
    """At most one event of a sentence.

    A denial, a postponement, a beginning, a completion, a principle; ``dated``: the milestones that the
    sentence dates.
    """
    for event in events(scene, sentence, frozenset(dated)):
        best = None if is_none(event) else _milestone(event)
        if best is None:
            continue
        partly = (
            is_counted(scene, sentence, event.hit, best)
            or is_share(scene, sentence, event.hit)
            or _is_left_over(event, best)
        )
        if event.modality is Modality.COMPLETED and partly:
            best, event = start_of(scene, best), replace(event, modality=Modality.BEGUN)
        if closes(event, best):
            return
        statement = None if is_none_of(event, best) else _told(event, best)
        if statement is not None:
            yield statement
            return


def _is_left_over(event: Event, best: Bound) -> bool:
    """Whether something of the same part is left: "left Victoria, leaving Ain al-Asad as the only site"."""
    scene, last = event.scene, event.sentence.last
    return any(
        event.hit.first < hit.first and scene.slots.within(best.number, "place", (hit.first, last))
        for hit in event.cues.get("left-over", ())
    )


def _milestone(event: Event) -> Bound | None:
    """What an event is of: bound beside its words, else the story as a whole or the place that is left."""
    scene, sentence = event.scene, event.sentence
    if event.label == "reduction":
        return cut(scene, sentence, event.hit)
    best = of_event(scene, sentence, list(event.hits), event.label, event.modality)
    ended = next((hit for hit in event.hits if hit.label == "ended"), None)
    if best is None and ended is not None:
        best = of_far(scene, sentence, ended)
    bare = next((hit for hit in event.hits if hit.label in BARE), None)
    if best is None and bare is not None:
        return moved(scene, sentence, bare)
    return best


def _told(event: Event, best: Bound) -> Statement | None:
    """The statement of an event, None where it is only recalled, to come, or somebody's view."""
    scene, sentence, hit = event.scene, event.sentence, event.hit
    since = _but(event) if event.is_move and _leaves_a_day(event) else 0
    how = _stance(event, best, since)
    day = _day(event)
    background = how.background or _recalls(event, day, since)
    background = background or (event.is_move and best.rule.id in event.dated)
    if event.is_done and (background or _is_future(event, best)):
        return None
    if event.modality is Modality.COMPLETED and hit.label in _FORETOLD and _is_early(event, best):
        return None
    if event.is_done and not best.rule.tracked and sentence.number > 1:
        return None
    if event.modality is Modality.BEGUN and _is_long_over(event, best):
        return None
    if (background and event.is_principle) or (how.commentary and event.label in HELD):
        return None
    modality, change = _change(event, how)
    rule = DEMAND if modality is Modality.PROPOSED and demands(scene, sentence, hit) else event.label
    due = scene.due(day) if day else None
    return scene.statement(
        sentence, best, Stance(modality, background, how.commentary, change, rule), due, day
    )


def _is_long_over(event: Event, best: Bound) -> bool:
    """Whether a part of which no place is named was due long ago: "most of the soldiers" are of another."""
    binding, rule = event.scene.binding, best.rule
    last = max(rule.known, default=None) if best.number in binding.parts and best.place is None else None
    return last is not None and event.scene.published - last > _LONG


def _is_early(event: Event, best: Bound) -> bool:
    """Whether an end comes long before the last day on record for it: it is told that it will end.

    The whole ends with the last of its parts, unless its end is announced as one of them ends.
    """
    binding, published = event.scene.binding, event.scene.published
    rules = binding.rules if best.number in binding.whole else (best.rule,)
    last = max((day for rule in rules for day in rule.known), default=None)
    if event.hit.label == DEPARTURE:
        return last is None or published < last or best.place is None
    days = [day for rule in binding.rules for day in rule.known]
    if event.hit.label in ENDS and any(abs(published - day) <= ABOUT for day in days):
        return False
    return last is not None and published < last - ABOUT


def _stance(event: Event, best: Bound, since: int) -> Stance:
    """How the sentence puts an event; what stands before token ``since`` is of what it is set against."""
    scene, sentence = event.scene, event.sentence
    apart: frozenset[int] = frozenset()
    if since:
        apart = frozenset(range(sentence.first, since))
    elif event.is_move and _leaves_a_day(event):
        apart = recapped(scene, sentence)
    return stance(
        scene.reading,
        sentence,
        (sentence.first, sentence.last),
        best,
        event.hit.first,
        scene.whole,
        rank=Rank.OFFICIAL,
        due=None,
        view=scene.is_view(sentence, event.hit.first),
        apart=apart,
    )


def _leaves_a_day(event: Event) -> bool:
    """Whether the sentence names a day or month to come, or just gone by, which a delay can leave behind."""
    since = event.scene.published - _GONE
    return any(
        day.first and day.last and day.last > since and day.kind in _NAMED
        for day in event.scene.mentions.get(event.sentence.number, ())
    )


def _but(event: Event) -> int:
    """Where what is told begins behind a plan that it is set against: "was due in May, but is put off"."""
    reading, first, at = event.scene.reading, event.sentence.first, event.hit.first
    cues = reading.cued(first, at).get("contrast", ())
    stops = [one + 1 for one in range(first, at) if reading.tokens[one].low == ";"]
    return max([*(one.last for one in cues), *stops], default=0)


def _day(event: Event) -> Mention | None:
    """The day of what is done, or the time since which it goes on; a reduction that is announced has none."""
    scene, sentence = event.scene, event.sentence
    if event.label == "reduction":
        return None
    if event.modality is Modality.COMPLETED:
        return told_on(scene, sentence, event.hit)
    if event.modality is not Modality.BEGUN:
        return None
    # a beginning goes on, and the day of the lead is not its own
    day = event_day(scene, sentence) or of_late(scene, sentence)
    return None if day and is_of_saying(scene, sentence, day, event.hit) else day


def _recalls(event: Event, day: Mention | None, since: int) -> bool:
    """Whether an older date makes it a recap; what is done has at most the day that is its own."""
    scene, sentence, hit = event.scene, event.sentence, event.hit
    upto, own = hit.first, False
    if event.is_move and _leaves_a_day(event) and recapped(scene, sentence):
        since = max(since, hit.first)  # "originally due in September, has been postponed"
    if event.is_done:
        here = day is not None and day.sentence == sentence.number
        own = here and day is not None and not is_of_saying(scene, sentence, day, hit)
        borders = scene.reading.cued(hit.last, sentence.last).get("clause", ())
        border = min((one.first for one in borders), default=sentence.last)
        upto = scene.token(day.end) if day and here else border
    return scene.recalls(sentence, upto, hit.first, dated=own, since=since)


def _is_future(event: Event, best: Bound) -> bool:
    """Whether a word of the future stands before the end of what would be done."""
    hit, coming = event.hit, event.cues.get("future", [])
    if hit.label in (*_DECLARED, "completed:title"):
        coming = [one for one in coming if not hit.first <= one.first < hit.last]
    if event.modality is Modality.BEGUN and is_part(best) and hit.label not in BARE:
        coming = [one for one in coming if one.first >= best.action.last + _SOON]
    return any(one.first < hit.last for one in coming)


def _change(event: Event, how: Stance) -> tuple[Modality, Change | None]:
    """How an event is put in the end, and the change of the plan that it tells."""
    if event.label in _TURNS:
        return _TURNS[event.label]
    if event.hit.label == "belied":
        return event.modality, Change.CHANGED  # not the plan is denied but what something else is taken for
    if event.label == "denied":
        return event.modality, how.change or Change.STAYS
    return event.modality, how.change if event.label == "postponed" else None
