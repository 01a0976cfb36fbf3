"""Which milestone a stretch of text is about: stage 6. Words of action, actor, scope and place, weighed."""

from dataclasses import dataclass, replace
from datetime import date
from math import inf
from operator import itemgetter

from monitor.extract.doers import doer, is_of_others
from monitor.extract.milestone import Binding, MilestoneRule
from monitor.extract.places import placed, places
from monitor.extract.search import Search, gap, nearest
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
_BASE = 10.0
"""Points for an action and who does it."""
_AFAR, _INHERITED = 3.0, 4.0
"""What it costs that a part is named from afar only, and that the action is the sentence's."""
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
    search = Search(
        binding, found, clause, sentence, context, at,
        opening, stage, same, near, day, _soon(binding, day), ahead, date_of,
    )  # fmt: skip
    bound = (_bound(search, number, rule) for number, rule in enumerate(binding.rules))
    results = [one for one in bound if one is not None]
    if any(not bound.inherited for bound in results):
        results = [bound for bound in results if not bound.inherited or bound.own]
    results.sort(key=lambda bound: -bound.score)
    if len(results) > 1:
        results[0] = replace(results[0], lead=results[0].score - results[1].score)
    return tuple(results)


def _bound(search: Search, number: int, rule: MilestoneRule) -> Bound | None:
    """A milestone with the words that say that a stretch is about it; None if they do not."""
    action, inherited = _action(search, number, rule)
    if action is None or action.first - search.at > search.ahead or _is_nowhere(search, number):
        return None
    scope = nearest(search.within(number, "scope", search.clause), search.at)
    place = nearest(places(search.binding, search.found, number, action, search.clause), search.at)
    far = 0.0
    if rule.narrow and scope is None and place is None:
        scope, place = _from_afar(search, number, action, inherited=inherited)
        if scope is None and place is None:
            return None
        sure = place is action and (number == search.soon or number in search.same)
        if _is_owned(search, number, here=place is action, sure=sure):
            return None
        far = 0.0 if sure else _AFAR
    actor = doer(search, number, action)
    if rule.tracked and _is_of_nobody(search, number, action, scope, place):
        return None
    if is_of_others(search, number, action, actor, place, inherited=inherited):
        return None
    score = _BASE + rule.weight - far + _worth(search, number, action, scope, place, inherited=inherited)
    score -= _INHERITED * inherited + min(gap(action, search.at), _REACH) * search.near
    return Bound(number, rule, score, action, actor, scope, place, inherited, rule.narrow and not far)


def _action(search: Search, number: int, rule: MilestoneRule) -> tuple[Hit | None, bool]:
    """The action of a rule nearest to the date, and whether it comes from elsewhere in the sentence."""
    first, last = search.date_of
    acts = search.within(number, "action", search.clause)
    action = nearest([hit for hit in acts if not first <= hit.first < last < hit.last], search.at)
    if action is None and rule.inherits:
        return nearest(search.within(number, "action", search.sentence), search.at), True
    return action, action is None


def _is_nowhere(search: Search, number: int) -> bool:
    """Whether a rule needs its country named, and neither the opening nor the sentence does."""
    if number not in search.binding.placed or number in search.opening.home:
        return False
    return not search.within(number, "home", search.sentence)


def _from_afar(search: Search, number: int, action: Hit, *, inherited: bool) -> tuple[Hit | None, Hit | None]:
    """Scope and place of a part that its clause does not name.

    They stand before the clause, or the opening has named the scope (which is then ``action``), or the text
    around the place (which is then ``action``).
    """
    before = (search.sentence[0], search.clause[1])
    scope = nearest(search.within(number, "scope", before), search.at)
    place = nearest(places(search.binding, search.found, number, action, before), search.at)
    if scope is not None or place is not None:
        return scope, place
    if number in search.opening.scope and search.binding.rules[number].pervades:
        return action, None
    around = number in search.stage and search.soon in (None, number)
    if inherited or not (around or number in search.same):
        return None, None
    return None, None if placed(search.found, number, action, search.clause) else action


def _is_of_nobody(search: Search, number: int, action: Hit, scope: Hit | None, place: Hit | None) -> bool:
    """Whether "the first phase" may be one of something else: nobody is told to leave."""
    whole = search.binding.whole
    if not whole or whole & search.opening.action:
        return False
    bare = place is None and scope is not None and _same(scope, action)
    return bare and all(_same(hit, action) for hit in search.within(number, "actor", search.context))


def _worth(
    search: Search, number: int, action: Hit, scope: Hit | None, place: Hit | None, *, inherited: bool
) -> float:
    """Points of a part for its words near the date, and of any rule for its date on record."""
    binding, found, at = search.binding, search.found, search.at
    rule, points = binding.rules[number], 0.0
    if rule.narrow:
        beside = action if rule.principle and not inherited else None
        points += _named(scope, place, at, beside, pervading=rule.pervades)
        named = max((hit for hit in (scope, place) if hit and hit.first < at), key=_LAST, default=None)
        nearer = named is not None and _other(binding, found, "scope", (named.last, at), number)
        away = rule.tracked and search.stage and number not in search.stage and search.soon in search.stage
        passed = (
            place is not None
            and place.first >= action.last
            and _other(binding, found, "place", (action.last, place.first), number)
        )
        if (
            nearer
            or passed
            or (place is None and (away or _other(binding, found, "place", search.clause, number)))
        ):
            points -= _ELSEWHERE
    if search.day is not None:
        points += _KNOWN * (search.day in rule.known)
        beside_it = place is not None and place.last <= at <= place.last + _PLACED
        late = search.soon is not None and number != search.soon
        if late and number in binding.parts and not beside_it:
            points -= _LATE
    return points


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
        scope = nearest(found.within(number, "scope", window), cue.first)
        place = nearest(found.within(number, "place", window), cue.first)
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
    if one is None or one.place is None or (one.scope is not None and not _same(one.scope, one.place)):
        return None
    whole = found.left(action.first, one.place.first) is not None
    its = not whole and one.place in places(binding, found, one.number, action, window)
    return replace(one, actor=best.actor, taken=False) if its else None


def _other(binding: Binding, found: Slots, slot: str, window: Window, number: int) -> bool:
    """Whether a window names another tracked part by a slot: that base, "the second"."""
    return any(other != number and found.within(other, slot, window) for other in binding.parts)


def _named(scope: Hit | None, place: Hit | None, at: int, action: Hit | None, *, pervading: bool) -> float:
    """What the nearer one of a part's scope and place is worth: the nearer to the date, the more.

    Beside an ``action`` each is as near as it is to that: "by May, the last troops will leave Erbil". A
    ``pervading`` scope is near everywhere.
    """
    worth = [
        points - min(_FAR, _STEP * min(gap(hit, at), _beside(hit, at, action, after=after)))
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


def _same(one: Hit, other: Hit) -> bool:
    """Whether two hits are the same words."""
    return one[1:3] == other[1:3]


def _is_owned(search: Search, number: int, *, here: bool, sure: bool) -> bool:
    """Whether the clause has scope or place words of another narrow rule, which then owns it.

    ``here``: the text around names the rule's place, and "the base" of an untracked rule is that one.
    ``sure``: its date on record is the nearest as well, and "the last" are the last ones there.
    """
    rules = search.binding.rules
    if rules[number].pervades and number in search.opening.scope:
        return False
    return any(
        rule.narrow
        and other != number
        and (
            (search.within(other, "scope", search.clause) and not (sure and rule.tracked))
            or ((rule.tracked or not here) and search.within(other, "place", search.clause))
        )
        for other, rule in enumerate(rules)
    )
