"""Whether a date has a matter of its own, beside the milestone that words elsewhere name (stage 6).

"A delegation visits Baghdad in April as the coalition withdraws", "the force leaves by September, while the
budget is to be passed in May": what has a verb and a subject of its own has its date for itself.
"""

from collections.abc import Sequence

from monitor.extract.bind import Bound
from monitor.extract.clauses import adds
from monitor.extract.mention import Mention
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.slots import Window
from monitor.extract.visitors import others_do
from monitor.lang import Hit
from monitor.records import Field

__all__ = ["TAKES_UP", "THEIRS", "is_apart", "names_plan", "tells"]

_LEADING = 2
"""Tokens before a date that opens its clause."""
_NEAR = 4
"""Tokens between an event, the verb that it is held by, and what it is held for."""
_REACH = 8
"""Tokens between what is done and what it is done to."""
_VERBS = frozenset({"future", "planned", "modal", "happens"})
"""Labels that say that a stretch has a verb of its own for what is to come."""
_CLAUSE = 2
"""Tokens that a clause beside has at least before its date: who does what."""
TAKES_UP = frozenset({
    "refers", "holds", "postponed", "lasts", "points-back", "follows-on", "comes-about", "end", "complete",
    "hand", "begin", "leave", "stay", "limit", "agreed", "agreed-on", "denied", "stands", "unmoved",
    "date-of", "set-now", "set-for", "was-planned", "first-stage", "first-of-stages", "last-stage",
    "last-of-stages", "some-force", "whole-plan", "any-force", "scheme", "plan", "by-terms", "duty", "expiry",
    "in-force", "proposed", "stages", "this-part", "the-base", "reduction", "announced", "announce", "fresh",
    "taken-up",
})  # fmt: skip
"""Labels of words that speak of the plan, or take up what was told of it."""
THEIRS = frozenset({"end", "lasts", "complete", "begin", "proposed", "announced", "announce"})
"""Those of them that tell of somebody's own matters in a clause about him: his term ends, and no mission."""
_LIMITS = frozenset({"limit", "set-for", "taken-up"})
"""Labels of words behind a date that make it one of the plan: "named May as the target"."""
_BEHIND = 4
"""Tokens behind a date within which they stand."""
_MARKS = frozenset({",", ";", "-"})
_SAME = frozenset({"refers", "same-matter", "holds", "postponed"})
"""Labels of words that take up what was told before; so does every change of it."""


def is_apart(scene: Scene, mention: Mention, clause: Window, at: int, best: Bound) -> bool:
    """Whether what a date dates is not what a milestone's words tell.

    Args:
        scene: the field.
        mention: the date.
        clause: the tokens nearest to the date.
        at: its first token, the relation word included.
        best: the milestone that the words around it name.
    """
    if not best.rule.tracked or "same-matter" not in scene.reading.lexicon.cues:
        return False
    sentence = scene.reading.sentences[mention.sentence]
    start, end = clause[0], scene.token(mention.end)
    since = max((hit.last for hit in scene.reading.cued(start, at).get("next-clause", ())), default=start)
    led = scene.reading.cued(since, at)
    if any(not scene.slots.acts(hit.last, at) for hit in led.get("comes-back", ())):
        return True  # who will be back by then has left before
    if "more-of" in led and (best.taken or not since <= best.action.first < at):
        return True  # "further convoys will follow" ends nothing
    if _has_clause(scene, sentence, best, at, end) or _of_guest(scene, sentence, best.action):
        return True
    for hit in scene.reading.cued(start, at).get("clause", ()):
        start = max(start, hit.last)
    leads = at <= start + _LEADING  # the clause follows its date: "In April, a delegation visits ..."
    if leads:
        beside = scene.reading.cued(end, clause[1]).get("beside", ())
        own = (end, min((hit.first for hit in beside), default=clause[1]))
    else:
        own = (start, at)
        if best.action.last > end and not best.inherited:
            between = scene.reading.cued(end, max(best.action.first, best.action.last))
            if "beside" in between:
                return tells(scene, (start, scene.token(mention.start)))
    cues, force = scene.reading.cued(*own), scene.force(own)
    if best.inherited and not best.taken:
        if best.action.first >= at and "wherein" in scene.reading.cued(at, best.action.first):
            return False  # "in April, when the end of the mission will be announced"
        same = any(label in _SAME or label.startswith("change:") for label in cues)
        same = same or _goes_on(scene, own)
        if not same and not force and _matters(scene, own):
            return True
        named = same or force or _parts(scene, best, own)
        return not named and tells(scene, own)
    if scene.reading.name is Field.TITLE:
        return False
    if best.taken:
        if "holds" in cues:
            return False
        if leads and scene.slots.others(*own):
            return True
        spans = {hit[1:3] for hit in force}
        first = min((hit.first for hit in _matters(scene, own) if hit[1:3] not in spans), default=own[1])
        return first < own[1] and not best.own and all(hit.first >= first for hit in force)
    if not best.rule.principle:
        return _of_paper(scene, own, best)

    return _of_thing(scene, own, best, force) or _where_things_are(
        scene, sentence.first, best.action.first, at
    )


def _has_clause(scene: Scene, sentence: Sentence, best: Bound, at: int, end: int) -> bool:
    """Whether a clause with the date in it speaks of something else: "Sudani, who runs in November, said".

    It begins behind what is done, or commas part it from that; nothing in it names the force, a part of the
    story or what is due, nor takes it up.
    """
    if best.taken or scene.reading.name is Field.TITLE:
        return False
    words = scene.reading.tokens
    ahead = best.action.first >= end
    for other in scene.mentions.get(sentence.number, ()):
        if scene.token(other.relation_start) == end:
            end = scene.token(other.end)  # "May through June"
    if ahead and (end >= sentence.last or words[end].low != ","):
        return False
    first = sentence.first if ahead else best.action.last
    start = _border(scene, first, at, closed=ahead)
    if start is None or at - start < _CLAUSE:
        return False
    own = (start, at)
    cues = scene.reading.cued(*own)
    behind = scene.reading.cued(end, min(end + _BEHIND, sentence.last))
    taken = TAKES_UP - THEIRS if _is_of_person(scene, start) else TAKES_UP
    if not taken.isdisjoint(cues.keys() | (behind.keys() & _LIMITS)):
        return False
    if any(label.startswith("change:") for label in cues):
        return False
    if scene.force(own, houses=True) or names_plan(scene, own):
        return False
    return not any(hit.first > start for hit in cues.get("same-matter", ()))


def _of_guest(scene: Scene, sentence: Sentence, action: Hit) -> bool:
    """Whether a guest has left, and no force: "the minister left Baghdad for Amman, where on Saturday he"."""
    goes = scene.reading.cued(action.first, action.last)
    return not goes.keys().isdisjoint(("departs", "goes")) and others_do(scene, sentence, action)


def _is_of_person(scene: Scene, start: int) -> bool:
    """Whether a clause is about somebody: "Sudani, whose term ends in May"; Arabic names things so, too."""
    who = scene.reading.cued(max(0, start - 1), start).get("of-person", ())
    if not who or not scene.reading.lexicon.verb_first:
        return bool(who)
    at = who[0].first - 1
    if at >= 0 and scene.reading.tokens[at].low == ",":
        at -= 1
    before = scene.reading.cued(max(0, at - 1), at + 1)
    return TAKES_UP.isdisjoint(before) and not scene.force((max(0, at - 1), at + 1), houses=True)


def names_plan(scene: Scene, window: Window) -> bool:
    """Whether a window names what a tracked milestone is of: what is done, the part, its place."""
    cues = scene.reading.cued(*window)
    held = _matters(scene, window) or "held" in cues
    inside = {hit.first for hit in cues.get("inside", ())} if held else set()
    named = (
        (slot, hit)
        for number, rule in enumerate(scene.binding.rules)
        if rule.tracked
        for slot in ("action", "scope", "place")
        for hit in scene.slots.within(number, slot, window)
    )
    # where something else is held is no part of the story: "a ceremony in Baghdad"
    return any(slot != "place" or inside.isdisjoint((hit.first, hit.first - 1)) for slot, hit in named)


def _border(scene: Scene, first: int, at: int, *, closed: bool) -> int | None:
    """Where the last clause before a date begins: behind "while", ", who" or ", and".

    ``closed``: only behind a comma and a relative word.
    """
    cues, words = scene.reading.cued(first, at), scene.reading.tokens
    who = [hit.last for hit in cues.get("of-person", ())]
    if closed:
        which = (hit for label in ("of-person", "relative") for hit in cues.get(label, ()))
        who = [hit.last for hit in which if _comma(scene, hit.first)]
        return max(who, default=None)
    borders = (hit for label in ("clause", "next-clause") for hit in cues.get(label, ()))
    starts = [hit.last for hit in borders if hit.last <= at]
    ands = scene.reading.lexicon.words("and")
    added = (one for one in range(first + 1, at) if words[one - 1].low == "," and adds(scene, one))
    starts += (one + (words[one].low in ands) for one in added)
    return max([*who, *starts], default=None)


def _comma(scene: Scene, at: int) -> bool:
    return at > 0 and scene.reading.tokens[at - 1].low == ","


def tells(scene: Scene, window: Window) -> bool:
    """Whether a window has a verb for what is to come."""
    cues = scene.reading.cued(*window)
    if cues.keys() & _VERBS:
        return True
    none = {hit.first for hit in cues.get("no-verb", ())}
    return any(hit.first not in none for hit in cues.get("verb-ahead", ()))


def _goes_on(scene: Scene, window: Window) -> bool:
    """Whether a window opens with its verb, where a subject comes first: ", to be moved to June"."""
    if "verb-ahead" in scene.reading.lexicon.cues:
        return False
    start, cues = window[0], scene.reading.cued(*window)
    passed = _MARKS | scene.reading.lexicon.words("and")
    while start < window[1] and scene.reading.tokens[start].low in passed:
        start += 1
    return any(hit.first == start for label in _VERBS for hit in cues.get(label, ()))


def _of_thing(scene: Scene, window: Window, best: Bound, force: list[Hit]) -> bool:
    """Whether what is done is done to something beside the force: equipment moves, a ceremony is held."""
    cues, matters = scene.reading.cued(*window), _matters(scene, window)
    of_date = window[1] + 1 < best.action.last  # "ministers of the coalition ... by the end of June"
    last = best.action.first + 1 if of_date else best.action.last
    if any(hit.first <= best.action.first and last <= hit.last for hit in matters):
        return True  # "a handover ceremony"
    if "ultimatum" in cues and "lasts" in cues:
        return True
    things = list(cues.get("thing", ()))
    for number in scene.binding.aside:
        things.extend(scene.slots.within(number, "unrelated", window))
    held = [hit for hit in matters if _is_held(hit, best.action, cues.get("held", ()))]
    done = [*held, *(hit for hit in things if -1 < _gap(hit, best.action) < _REACH)]
    if not done or any(window[0] <= hit.first <= min(one.first for one in done) for hit in force):
        return False
    loose = [best.action, *(cues.get("the-base", ()) if held else ())]  # a base by its name is what is left
    return all(any(_gap(hit, one) < 0 for one in loose) for hit in _parts(scene, best, window))


def _where_things_are(scene: Scene, first: int, action: int, at: int) -> bool:
    """Whether "it" in a clause of place is a thing: "equipment is shipped to Kuwait, where it will stay"."""
    cues = scene.reading.cued(first, at)
    if "thing" not in cues or scene.force((first, at), houses=True):
        return False
    where = max((hit.last for hit in cues.get("wherein", ())), default=at)
    return any(where <= hit.first <= where + 1 and hit.first < action for hit in cues.get("same-matter", ()))


def _of_paper(scene: Scene, window: Window, best: Bound) -> bool:
    """Whether what is signed or made public is a paper of the arrangement: a memorandum on training."""
    papers = _matters(scene, window)
    ends = any(
        scene.slots.within(number, "action", window)
        for number, rule in enumerate(scene.binding.rules)
        if rule.tracked and rule.principle
    )
    named = scene.slots.within(best.number, "scope", window)
    inside = all(any(paper.first <= hit.first <= paper.last for paper in papers) for hit in named)
    return bool(papers) and not ends and inside


def _matters(scene: Scene, window: Window) -> list[Hit]:
    """What a window names of the arrangement, without the deadline itself."""
    limits = {hit.last for hit in scene.reading.cued(*window).get("limit", ())}
    return [
        hit
        for number in scene.binding.aside
        for hit in scene.slots.within(number, "matter", window)
        if hit.last not in limits
    ]


def _parts(scene: Scene, best: Bound, window: Window) -> list[Hit]:
    """What names a part of the story in a window, but for where something else happens: "in Erbil"."""
    inside = {hit.last for hit in scene.reading.cued(*window).get("inside", ())}
    return [
        hit
        for slot in ("scope", "place")
        for hit in scene.slots.within(best.number, slot, window)
        if hit.first not in inside
    ]


def _is_held(event: Hit, action: Hit, verbs: Sequence[Hit]) -> bool:
    """Whether an event that takes place is named with the action: "a ceremony marking the return is held"."""
    near = 0 <= action.first - event.last < _NEAR
    return near and any(0 <= event.first - verb.last < _NEAR or verb.first >= action.last for verb in verbs)


def _gap(one: Hit, other: Hit) -> int:
    """Tokens between two hits; less than none where they overlap."""
    return max(one.first - other.last, other.first - one.last)
