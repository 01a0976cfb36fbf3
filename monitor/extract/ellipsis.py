"""Clauses that date a milestone without naming it: "We stick to September", "The second runs until May".

What is due is told by a part or place that the clause names, by the sentence before or by the heading, and
the statement says so among its doubts (stage 6).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.extract.bind import Bound, bind, part
from monitor.extract.known import known_for, on_record
from monitor.extract.mention import Mention
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.slots import Window
from monitor.lang import Hit

__all__ = ["elliptic", "taken"]

_BEFORE, _AFTER = 5, 1
"""Tokens that may stand between the word that keeps to a date and the date behind or before it."""
_DOER = 4
"""Tokens before what is done within which it is said who does it."""
_BEHIND = 4
"""Tokens behind a date in which an excluded word takes it."""
_LEADING = 2
"""Tokens before a date that opens its clause: "By June only ..."."""
_THERE = 5
"""Tokens of a sentence within which a place says where it plays."""
_BACK = 2
"""Sentences back in which the matter may be named, before the headings are asked."""
_ELLIPSES = frozenset({"holds", "refers", "lasts", "points-back", "follows-on"})
"""Labels of words for something due that is named elsewhere."""
_LIMITS = frozenset({"by", "until", "before"})
_COMES = frozenset({"comes-about", "lasts", "set-now"})
"""Labels that say of a pronoun when it comes about: "It is now expected in May"."""
_ASIDE = ("matter", "unrelated")
"""Slots of what the sentence before may be about instead."""


def elliptic(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence with a date has a word for something that is due and named elsewhere."""
    here = scene.mentions.get(sentence.number)
    if here is None:
        return False
    if any(known_for(scene, mention) for mention in here):
        return True
    cues = scene.reading.cued(sentence.first, sentence.last)
    return bool(cues.keys() & _ELLIPSES) or bool(scene.force((sentence.first, sentence.last), houses=True))


def goes_on(scene: Scene, sentence: Sentence) -> frozenset[int]:
    """The part of the story of which a sentence goes on to speak.

    "... will leave Erbil. The pullout is to be over by June": the sentence opens with the matter or with a
    pronoun and names no part's place of its own, and the one before it names the part beside what is done.
    "This phase" is the one that the sentences before name last, whatever they say of it.
    One that opens with "the base" speaks of the base that the one before it names.
    """
    whole = (sentence.first, sentence.last)
    if "this-part" in scene.reading.cued(*whole):
        return _named_last(scene, sentence)
    if not _points_back(scene, sentence) or any(
        scene.slots.within(one, slot, whole) for one in scene.binding.parts for slot in ("place", "scope")
    ):
        return frozenset()
    before = scene.reading.sentences[sentence.number - 1]
    if "the-base" in scene.reading.cued(sentence.first, sentence.first + 1):
        window = (before.first, before.last)
        return frozenset(one for one in scene.binding.parts if scene.slots.within(one, "place", window))
    seat = scene.seat(before)
    found = _told_in(scene, (before.first, before.last), seat)
    return frozenset(
        one.number
        for one in found[:1]
        if one.rule.narrow and one.rule.tracked and (one.own or one.number in seat)
    )


def _named_last(scene: Scene, sentence: Sentence) -> frozenset[int]:
    """The part that the sentences before name last by its scope, the sentence itself naming none."""
    for number in range(sentence.number, max(-1, sentence.number - 1 - _BACK), -1):
        at = scene.reading.sentences[number]
        named = [
            (hit.last, part)
            for part in scene.binding.parts
            for hit in scene.slots.within(part, "scope", (at.first, at.last))
        ]
        if named:
            return frozenset({max(named)[1]}) if number < sentence.number else frozenset()
    return frozenset()


def _points_back(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence opens with another name of the matter or with a pronoun: "It is due by ..."."""
    cues = scene.reading.cued(sentence.first, sentence.first + 1)
    return sentence.number > 0 and (
        not cues.keys().isdisjoint({"refers", "the-base"}) or bool(_pronouns(scene, sentence))
    )


def _pronouns(scene: Scene, sentence: Sentence) -> Sequence[Hit]:
    """The pronoun that opens a sentence, in Arabic behind a verb of saying: "وأضاف أنها".

    Or the clause behind a former date: "Planned for May, it will take place in June".
    """
    said = scene.reading.cued(sentence.first, sentence.first + 1).get("said", ())
    start = max((hit.last for hit in said), default=sentence.first)
    if scene.reading.cued(sentence.first, sentence.first + 1).get("set-for"):
        words = scene.reading.tokens[sentence.first : sentence.last]
        start = sentence.first + next((at for at, word in enumerate(words) if word.low == ","), -1) + 1
    return scene.reading.cued(start, start + 1).get("points-back", ())


def taken(scene: Scene, sentence: Sentence, mention: Mention, clause: Window, at: int) -> Bound | None:
    """The milestone of a date whose clause does not say of what it is; None where nothing tells.

    Args:
        scene: the field.
        sentence: the one with the date.
        mention: the date.
        clause: the tokens nearest to the date.
        at: its first token, the relation word included.

    None too when an excluded word stands in the sentence up to the date, or between it and where the matter
    is named: the date may then be that other matter's. A date on record needs no words, unless somebody
    else does something.
    """
    found = None
    others = scene.slots.others(sentence.first, min(scene.token(mention.end) + _BEHIND, sentence.last))
    if not others:
        found = _told(scene, sentence, mention, clause, at)
    else:
        led = scene.reading.cued(sentence.first, at)
        troops = "troops" in led or bool(scene.force((sentence.first, at), houses=True))
        done = [hit.first for label in ("leave", "hand") for hit in led.get(label, ())]
        if done and (not troops or any(_by_others(scene, sentence, one) for one in done)):
            return None  # somebody else leaves or hands over by that date
    known = known_for(scene, mention)
    if found is not None and found.number in goes_on(scene, sentence):
        return found
    if found is not None and (found.own or not known or found.number in known or not found.rule.narrow):
        return found
    return on_record(scene, sentence, mention, clause) or found


def _by_others(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether an excluded word right before what is done says who does it: "Turkey will withdraw"."""
    first = max(sentence.first, at - _DOER)
    return scene.slots.others(first, at) and not scene.force((first, at + _DOER), houses=True)


def _told(scene: Scene, sentence: Sentence, mention: Mention, clause: Window, at: int) -> Bound | None:
    """The milestone that the words around the date tell."""
    keeps = _kept(scene, sentence, mention, at)
    cue = keeps or _ended(scene, sentence, mention, clause)
    if cue is None:
        return None
    pronoun = False
    if keeps is None:
        cues = scene.reading.cued(*clause)
        if "meeting" in cues or "paper" in cues:
            return None
        pronoun = bool(_pronoun(scene, sentence, cues))
        follows = cue.label == "follows-on"
        if follows and not _led(scene, sentence, clause):
            return None
        refers = (
            "refers" in cues or pronoun or bool(scene.force((sentence.first, sentence.last), houses=True))
        )
        refers = refers or (follows and _takes_up(scene, clause, cue))
        placed, opening = refers or follows, None if follows else scene.opening
        named = part(scene.binding, scene.slots, clause, cue, opening=opening, placed=placed)
        if named is None and clause[0] > sentence.first:
            named = _told_before(scene, (sentence.first, clause[0]), cue)
        if named is None:
            window = (sentence.first, clause[1])
            named = part(scene.binding, scene.slots, window, cue, opening=opening, placed=placed)
        if named is None and "this-part" in cues:
            return _this(scene, sentence, cue)
        if named is not None or not refers:
            return named
    for of, window, seat in _sources(scene, sentence):
        if of.slots.others(*window):
            if keeps is None or window[1] == sentence.first:
                return None
            continue
        found = _told_before(of, window, cue, seat)
        if found is None and window[1] == sentence.first:
            found = _begun_there(of, window, cue, seat)
        if found is not None or pronoun:
            return found  # a pronoun speaks of the sentence right before it
    return None


def _this(scene: Scene, sentence: Sentence, cue: Hit) -> Bound | None:
    """The part that "this phase" is."""
    for one in _named_last(scene, sentence):
        return Bound(one, scene.binding.rules[one], 0.0, cue, None, None, None, True, False, taken=True)
    return None


def _led(scene: Scene, sentence: Sentence, clause: Window) -> bool:
    """Whether what is told right before a clause is of the story: only that can be followed by more of it."""
    before = scene.reading.sentences[max(0, sentence.number - 1)].first
    return any(one.rule.tracked for one in _told_in(scene, (before, clause[0]), frozenset()))


def _takes_up(scene: Scene, clause: Window, cue: Hit) -> bool:
    """Whether what follows is more of what was told before: "The rest of the compound is to follow"."""
    cues = scene.reading.cued(clause[0], cue.first)
    if any(scene.slots.within(one, slot, clause) for one in scene.binding.aside for slot in _ASIDE):
        return False
    return "the-base" in cues or any(hit.first <= clause[0] + 1 for hit in cues.get("same-matter", ()))


def _pronoun(scene: Scene, sentence: Sentence, cues: dict[str, list[Hit]]) -> Sequence[Hit]:
    """The pronoun that opens a sentence and of which something comes about: "That is to happen by ..."."""
    if sentence.number == 0 or cues.keys().isdisjoint(_COMES):
        return ()
    before = scene.reading.sentences[sentence.number - 1]
    window = (before.first, before.last)
    acting = scene.slots.acting(*window)  # "American advisers" are no side matter here
    for one in scene.binding.aside:
        for slot in _ASIDE:
            for hit in scene.slots.within(one, slot, window):
                if not any(actor.first <= hit.first < actor.last for actor in acting):
                    return ()
    return _pronouns(scene, sentence)


def _kept(scene: Scene, sentence: Sentence, mention: Mention, at: int) -> Hit | None:
    """The word beside a date that keeps to it: "we stick to September"."""
    end = scene.token(mention.end)
    cues = scene.reading.cued(sentence.first, sentence.last).get("holds", ())
    near = (cue for cue in cues if at - cue.last <= _BEFORE and cue.first - end <= _AFTER)
    return min(near, key=lambda hit: abs(hit.first - at), default=None)


def _ended(scene: Scene, sentence: Sentence, mention: Mention, clause: Window) -> Hit | None:
    """What says that the date limits something: a verb of lasting or ending, or the date's preposition."""
    cues = scene.reading.cued(*clause)
    for pronoun in _pronoun(scene, sentence, cues):
        return pronoun
    for word in ("lasts", "follows-on"):
        for hit in cues.get(word, ())[:1]:
            return hit
    limits = (
        mention.relation in _LIMITS
        or mention.resolved.edge is not None
        or mention.resolved.length
        or "limit" in cues
    )
    words = [
        *cues.get("refers", ()),
        *scene.force(clause),
    ]
    at = scene.token(mention.relation_start)
    if at > clause[0] + _LEADING:
        words = [hit for hit in words if hit.first < at]  # what follows belongs to another noun
    return words[0] if words and limits else None


def _told_before(scene: Scene, window: Window, cue: Hit, seat: frozenset[int] = frozenset()) -> Bound | None:
    """The milestone that a stretch before the clause is about; a beginning is not what lasts or ends."""
    found = _told_in(scene, window, seat)
    return next((_said_here(one, cue) for one in found if one.rule.inherits), None)


def _begun_there(scene: Scene, window: Window, cue: Hit, seat: frozenset[int]) -> Bound | None:
    """The part at whose place the force does something: "In Erbil, soldiers are taking the antennas down".

    The place opens the sentence, or something is told to have begun.
    """
    if not scene.slots.acting(*window):
        return None
    begun = "begun" in scene.reading.cued(*window)
    where = window if begun else (window[0], min(window[0] + _THERE, window[1]))
    there = {one for one in scene.binding.parts if scene.slots.within(one, "place", where)} or seat
    if len(there) != 1:
        return None
    number = min(there)
    return Bound(number, scene.binding.rules[number], 0.0, cue, None, None, None, True, False, taken=True)


def _told_in(scene: Scene, window: Window, seat: frozenset[int]) -> tuple[Bound, ...]:
    """The milestones that a stretch can be about, whatever its dates."""
    return bind(
        scene.binding,
        scene.slots.bare,
        window,
        window,
        window,
        window[1],
        opening=scene.opening,
        stage=seat,
        near=0.0,
    )


def _sources(scene: Scene, sentence: Sentence) -> Iterator[tuple[Scene, Window, frozenset[int]]]:
    """Where the matter may be named: the sentences before, nearest first, then teaser and title."""
    for number in range(sentence.number - 1, max(-1, sentence.number - 1 - _BACK), -1):
        earlier = scene.reading.sentences[number]
        yield scene, (earlier.first, earlier.last), scene.seat(earlier)
    heading = scene.before
    while heading is not None:
        if heading.reading.sentences:
            first = heading.reading.sentences[0]
            yield heading, (first.first, first.last), frozenset()
        heading = heading.before


def _said_here(found: Bound, cue: Hit) -> Bound:
    """The milestone as the clause has it: its words stand elsewhere, the keeping is its action."""
    return replace(
        found, action=cue, actor=None, scope=None, place=None, inherited=True, own=False, taken=True
    )
