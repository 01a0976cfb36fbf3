"""Which milestone a stretch of text is about: stage 6. Words of action, actor, scope and place, weighed."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf
from operator import itemgetter

from monitor.extract.milestone import Binding, MilestoneRule
from monitor.extract.places import of_matter, placed, places
from monitor.extract.slots import Opening, Slots, Window
from monitor.lang import Hit

__all__ = ["Bound", "bind", "part", "there"]

_REACH = 40
"""Tokens beyond which distance costs no more."""
_AHEAD = 14
"""How many tokens after a date or cue its action may begin."""
_PLACED = 7
"""Tokens after an action within which a place says where it happens."""
_SCOPE, _PLACE, _BOTH = 6.0, 6.5, 1.5
"""Points for a part's scope, for its place, and for both."""
_STEP, _FAR = 0.25, 4.0
"""What each token between it and the date costs, and the most that all of them do."""
_ELSEWHERE = 4.0
"""What it costs a part when the clause names the place of another, or another one nearer to the date."""
_KNOWN = 4.0
"""Points for a date on record for the milestone."""
_LATE, _APART = 3.0, 200
"""What it costs a part that another's date on record is nearer, and the days from which on none is near."""
_THERE = 5
"""Tokens after an action or its date within which a place says where alone that is."""
_LAST = itemgetter(2)
"""Token after a hit."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A milestone that a stretch is about, with the words that say so."""

    number: int
    rule: MilestoneRule
    score: float
    action: Hit
    actor: Hit | None
    scope: Hit | None
    place: Hit | None
    inherited: bool
    """The action comes from elsewhere in the sentence."""
    own: bool
    """The clause itself names the scope or place that the rule needs."""
    taken: bool = False
    """The milestone is named in another sentence or in the heading only."""
    aside: bool = False
    """No word of action tells it: the clause names a side matter."""
    lead: float = inf
    """Points ahead of the next milestone; of the best one only."""


def _nearest(hits: Sequence[Hit], at: int) -> Hit | None:
    if len(hits) < 2:
        return hits[0] if hits else None
    return min(hits, key=lambda hit: _gap(hit, at))


def _gap(hit: Hit, at: int) -> int:
    """Distance in tokens; what stands after ``at`` counts double: words mostly lead their date."""
    return at - hit.last if hit.last <= at else 2 * (hit.first - at)


def bind(
    binding: Binding,
    found: Slots,
    clause: Window,
    sentence: Window,
    context: Window,
    at: int,
    *,
    opening: Opening,
    stage: frozenset[int] = frozenset(),
    same: frozenset[int] = frozenset(),
    near: float = 0.3,
    day: date | None = None,
    ahead: int = _AHEAD,
    date_of: Window = (0, 0),
) -> tuple[Bound, ...]:
    """The milestones that a clause can be about, best first.

    Args:
        binding: the compiled rules.
        found: hits of the rules' words in the whole reading.
        clause: the tokens nearest to the date or cue.
        sentence: the sentence that holds it.
        context: the sentence with what leads up to it, for the actor.
        at: the token of the date or cue.
        opening: the rules whose home, actor or scope the article's opening names.
        stage: the part whose place the text around names.
        same: the part of which the sentence goes on to speak: "The pullout will be over by ...".
        near: what each token between the action and ``at`` costs.
        day: the last day of the date.
        ahead: how many tokens after ``at`` the action may begin.
        date_of: the tokens of the date, if it is one: no action begins with its words and goes on behind it
            ("by the end of June the coalition").
    """
    results: list[Bound] = []
    soon = _soon(binding, day)
    for number, rule in enumerate(binding.rules):
        acts = found.within(number, "action", clause)
        first, last = date_of
        action = _nearest([hit for hit in acts if not first <= hit.first < last < hit.last], at)
        inherited = action is None
        if action is None and rule.inherits:
            action = _nearest(found.within(number, "action", sentence), at)
        if action is None or action.first - at > ahead:
            continue
        if (
            number in binding.placed
            and number not in opening.home
            and not found.within(number, "home", sentence)
        ):
            continue
        scope = _nearest(found.within(number, "scope", clause), at)
        place = _nearest(places(binding, found, number, action, clause), at)
        if rule.narrow and scope is None and place is None:
            before = (sentence[0], clause[1])
            scope = _nearest(found.within(number, "scope", before), at)
            place = _nearest(places(binding, found, number, action, before), at)
            if scope is None and place is None and number in opening.scope and rule.pervades:
                scope = action
            goes_on = number in same
            here = not inherited and (goes_on or (number in stage and soon in (None, number)))
            if scope is None and place is None and here:
                place = None if placed(found, number, action, clause) else action
            if (scope is None and place is None) or _taken(
                binding,
                found,
                clause,
                number,
                opening,
                here=place is action,
                soon=place is action and (soon == number or goes_on),
            ):
                continue
            far = 0.0 if place is action and (number == soon or goes_on) else 3.0
        else:
            far = 0.0
        if rule.tracked and binding.whole and not binding.whole & opening.action:
            actors = found.within(number, "actor", context)
            bare = place is None and scope is not None and _same(scope, action)
            if bare and all(_same(hit, action) for hit in actors):
                continue  # "the first phase" of something else: nobody is told to leave
        actor = _nearest(found.within(number, "actor", context), action.first)
        others = found.within(number, "exclude", context)
        if day and others and _of_place(binding, found, (sentence[0], action.first)):
            others = [hit for hit in others if hit.first >= sentence[0]]
        if others and place is not None and place is not action and abs(at - action.last) < _AHEAD:
            others = of_matter(binding, found, others, sentence[0])
        if action.last <= at:
            # what follows the date has an action of its own
            others = [hit for hit in others if hit.first < at]
        other = _nearest(others, action.first)
        if actor is None and (other is not None or number not in opening.actor) and number in binding.acted:
            continue
        if other is not None and (
            actor is None
            or _gap(other, action.first) < _gap(actor, action.first)
            or _their_own(action, actor, other, sentence)
            or any(
                action.first < hit.first < action.last + 3 for hit in others
            )  # "base in Syria is closed" too
            or any(action.first <= hit.first < action.last < hit.last for hit in others)
            or any(hit.last == actor.first for hit in others)
            or _placed_elsewhere(action, others, found.within(number, "home", sentence))
            or (inherited and any(_between(action, hit, at) for hit in others))
        ):
            continue
        foreign = found.foreign[
            bisect_left(found.foreign, max(at - 4, sentence[0])) : bisect_left(found.foreign, at)
        ]
        if (rule.tracked or day is not None) and any(not first <= action.first < at for first in foreign):
            continue
        score = 10.0 + rule.weight - far
        if rule.narrow:
            beside = action if rule.principle and not inherited else None
            score += _named(scope, place, at, beside, pervading=rule.pervades)
            named = max((hit for hit in (scope, place) if hit and hit.first < at), key=_LAST, default=None)
            nearer = named is not None and _other(binding, found, "scope", (named.last, at), number)
            away = rule.tracked and stage and number not in stage and soon in stage
            if nearer or (place is None and (away or _other(binding, found, "place", clause, number))):
                score -= _ELSEWHERE
        if day is not None:
            score += _KNOWN * (day in rule.known)
            beside_it = place is not None and place.last <= at <= place.last + _PLACED
            if soon is not None and number != soon and number in binding.parts and not beside_it:
                score -= _LATE
        score -= 4.0 * inherited + min(_gap(action, at), _REACH) * near
        own = rule.narrow and not far
        results.append(Bound(number, rule, score, action, actor, scope, place, inherited, own))
    if any(not bound.inherited for bound in results):
        results = [bound for bound in results if not bound.inherited or bound.own]
    results.sort(key=lambda bound: -bound.score)
    if len(results) > 1:
        results[0] = replace(results[0], lead=results[0].score - results[1].score)
    return tuple(results)


def part(
    binding: Binding, found: Slots, window: Window, cue: Hit, *, opening: Opening | None, placed: bool
) -> Bound | None:
    """The tracked part of the story that a window names by its scope or place alone; None if none or several.

    Args:
        binding: the compiled rules.
        found: hits of the rules' words in the whole reading.
        window: where to look.
        cue: the word that stands for the action.
        opening: what the article's opening names: actor and action of the part must be there; None where
            the sentence before tells of the story.
        placed: whether a place alone is enough.
    """
    named: list[Bound] = []
    for number, rule in enumerate(binding.rules):
        told = opening is None or (opening.action and number in opening.actor)
        if not (rule.narrow and rule.tracked and told):
            continue
        scope = _nearest(found.within(number, "scope", window), cue.first)
        place = _nearest(found.within(number, "place", window), cue.first)
        if scope is not None or (placed and place is not None):
            named.append(Bound(number, rule, 0.0, cue, None, scope, place, False, True, taken=True))
    return named[0] if len(named) == 1 else None


def there(
    binding: Binding, found: Slots, best: Bound, clause: Window, end: int, opening: Opening
) -> Bound | None:
    """The part of the story at whose place alone something ends: "the mission in federal Iraq ends in May".

    Args:
        binding: the compiled rules.
        found: hits of the rules' words in the whole reading.
        best: what the clause is about by its words of action.
        clause: the tokens nearest to the date.
        end: the token after the date.
        opening: what the article's opening names.
    """
    action = best.action
    if best.number not in binding.whole or not best.rule.inherits or best.taken or best.inherited:
        return None
    window = (action.first, min(clause[1], max(action.last, end if end > action.last else 0) + _THERE))
    one = part(binding, found, window, action, opening=opening, placed=True)
    if one is None or one.place is None or one.scope is not None:
        return None
    whole = found.left(action.first, one.place.first) is not None
    its = not whole and one.place in places(binding, found, one.number, action, window)
    return replace(one, actor=best.actor, taken=False) if its else None


def _of_place(binding: Binding, found: Slots, window: Window) -> bool:
    """Whether a sentence names a part's place before what happens, and so speaks of nobody named before."""
    return any(found.within(part, "place", window) for part in binding.parts)


def _other(binding: Binding, found: Slots, slot: str, window: Window, number: int) -> bool:
    """Whether a window names another tracked part by a slot: that base, "the second"."""
    return any(other != number and found.within(other, slot, window) for other in binding.parts)


def _named(scope: Hit | None, place: Hit | None, at: int, action: Hit | None, *, pervading: bool) -> float:
    """What the nearer one of a part's scope and place is worth: the nearer to the date, the more.

    Beside an ``action`` each is as near as it is to that: "by May, the last troops will leave Erbil". A
    ``pervading`` scope is near everywhere.
    """
    worth = [
        points - min(_FAR, _STEP * min(_gap(hit, at), _beside(hit, at, action, after=after)))
        for points, hit, after in ((_SCOPE, None if pervading else scope, False), (_PLACE, place, True))
        if hit is not None
    ]
    both = scope is not None and place is not None
    if pervading and scope is not None:
        worth.append(_SCOPE)
    return max(worth, default=0.0) + _BOTH * both


def _beside(hit: Hit, at: int, action: Hit | None, *, after: bool) -> float:
    """Tokens between an action and what stands close before or ``after`` it, with no date between."""
    if action is None:
        return inf
    gap = hit.first - action.last if after else action.first - hit.last
    if action.first <= hit.first < action.last:
        gap = 0  # "left Ain al-Asad air base"
    one_side = max(hit.last, action.last) <= at or at <= min(hit.first, action.first)
    return gap if one_side and 0 <= gap < _PLACED else inf


def _soon(binding: Binding, day: date | None) -> int | None:
    """The part of the story with the date on record that is nearest to a day."""
    if day is None:
        return None
    away = ((abs((day - known).days), part) for part in binding.parts for known in binding.rules[part].known)
    days, number = min(away, default=(_APART, -1))
    return number if days < _APART else None


def _placed_elsewhere(action: Hit, others: Sequence[Hit], home: Sequence[Hit]) -> bool:
    """Whether the first place after an action is an excluded one: "left the base in northeastern Syria"."""
    at = min((hit.first for hit in others if hit.first >= action.last), default=action.last + _PLACED)
    return at < action.last + _PLACED and not any(action.first <= hit.first < at for hit in home)


def _their_own(action: Hit, actor: Hit, other: Hit, sentence: Window) -> bool:
    """Whether "its troops" of the action itself are those of somebody excluded before it in the sentence."""
    return (
        actor.first < action.last and action.first < actor.last and sentence[0] <= other.first < action.first
    )


def _same(one: Hit, other: Hit) -> bool:
    """Whether two hits are the same words."""
    return one[1:3] == other[1:3]


def _between(action: Hit, hit: Hit, at: int) -> bool:
    return action.last <= hit.first and hit.last <= at


def _taken(
    binding: Binding, found: Slots, clause: Window, number: int, opening: Opening, *, here: bool, soon: bool
) -> bool:
    """Whether the clause has scope or place words of another narrow rule, which then owns it.

    ``here``: the text around names the rule's place, and "the base" of an untracked rule is that one.
    ``soon``: its date on record is the nearest as well, and "the last" are the last ones there.
    """
    if binding.rules[number].pervades and number in opening.scope:
        return False
    return any(
        rule.narrow
        and other != number
        and (
            (found.within(other, "scope", clause) and not (soon and rule.tracked))
            or ((rule.tracked or not here) and found.within(other, "place", clause))
        )
        for other, rule in enumerate(binding.rules)
    )
