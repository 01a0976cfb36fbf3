"""Deadlines beside the plan: a contingent, a mandate, talks, a memorandum, an inventory (stage 6).

What no milestone's words of action tell of, and no clause before, is still due where the clause of a date
names something of the arrangement; where it names a wholly other matter, it is none.
"""

from monitor.extract.apart import tells
from monitor.extract.bind import Bound
from monitor.extract.confidence import Doubt
from monitor.extract.known import is_known
from monitor.extract.mention import Mention
from monitor.extract.milestone import Binding
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.slots import Opening, Window
from monitor.lang import Hit
from monitor.records import Statement

__all__ = ["aside", "has_matter", "in_story"]

_LIMITS = frozenset({"by", "until", "before", "from"})
"""Relations that make a date a limit or a first day, whatever the verb."""
_MATTERS = ("ultimatum", "paper")
"""Labels of what is a side matter whoever it is about: a time that is granted, a report that is due."""
_CLOSING = 1
"""Tokens after a date in which a verb may close its clause."""
_AHEAD = frozenset({
    "future", "planned", "proposed", "postponed", "modal", "might", "new-day", "lasts", "limit", "happens",
})  # fmt: skip
"""Labels that say that what a date tells is still to come."""


def has_matter(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence with a date names something that may be due beside the plan."""
    if sentence.number not in scene.mentions:
        return False
    window = (sentence.first, sentence.last)
    return any(_matters(scene, number, window) for number in scene.binding.aside)


def aside(
    scene: Scene, sentence: Sentence, mention: Mention, clause: Window, at: int, *, claimed: bool
) -> Bound | None:
    """The side matter of a date; None where its clause names none.

    Args:
        scene: the field.
        sentence: the one with the date.
        mention: the date.
        clause: the tokens nearest to the date.
        at: its first token, the relation word included.
        claimed: whether a milestone claims it whose action stands elsewhere in the sentence: the clause
            itself must then name the matter, before the date, and a date on record is none.
    """
    if _put_off(scene, sentence, mention) or not _to_come(scene, sentence, mention, clause):
        return None
    period = mention.resolved.period
    if claimed and period is not None and is_known(scene, period[1]):
        return None
    for number in scene.binding.aside:
        if number not in scene.opening.actor:
            continue
        matters = _matters(scene, number, clause)
        if claimed and not any(hit.first < at for hit in matters):
            continue
        window = clause if matters else (sentence.first, clause[1])
        matters = matters or _matters(scene, number, window)
        if not matters or scene.slots.within(number, "unrelated", window):
            continue
        named = min(matters, key=lambda hit: abs(hit.first - at))
        once = scene.reading.cued(named.last, at).get("presumed", ())
        if any(scene.slots.acting(hit.last, at) for hit in once):
            continue  # "advisers stay once the mission is over in June"
        if "conditional" in scene.reading.cued(window[0], named.first):
            continue  # "... in 2027, unless Washington leaves Syria"
        return Bound(
            number, scene.binding.rules[number], 0.0, named, None, named, None, False, True, aside=True
        )
    return None


def in_story(stated: list[Statement], binding: Binding, opening: Opening) -> list[Statement]:
    """Statements without the side matters of an article that is off the story.

    Such an article neither names the story's place in its title nor states anything of a tracked milestone.
    """
    tracked = {rule.id for rule in binding.rules if rule.tracked}
    if opening.titled or any(statement.milestone in tracked for statement in stated):
        return stated
    return [statement for statement in stated if Doubt.ASIDE not in statement.doubts]


def _matters(scene: Scene, number: int, window: Window) -> list[Hit]:
    """What a window names that may be due beside the plan."""
    cues = scene.reading.cued(*window)
    return [*scene.slots.within(number, "matter", window), *(h for at in _MATTERS for h in cues.get(at, ()))]


def _to_come(scene: Scene, sentence: Sentence, mention: Mention, clause: Window) -> bool:
    """Whether something is due by a date: it is a limit, or its clause speaks of the future.

    What follows the date may be said of the next one: "stopped in June and will resume in July".
    """
    limit = mention.relation in _LIMITS or mention.resolved.edge is not None or mention.resolved.length
    end = sentence.last if clause[1] == sentence.last else scene.token(mention.end) + _CLOSING
    window = (clause[0], min(end, clause[1]))
    return limit or bool(scene.reading.cued(*window).keys() & _AHEAD) or tells(scene, window)


def _put_off(scene: Scene, sentence: Sentence, mention: Mention) -> bool:
    """Whether a date is the one that a later one replaces: "due in March, slipped to June"."""
    end = scene.token(mention.end)
    later = (one for one in scene.mentions[sentence.number] if scene.token(one.start) >= end)
    return any(
        one.relation == "until"
        and "postponed" in scene.reading.cued(sentence.first, scene.token(one.relation_start))
        for one in later
    )
