"""Which milestone a stretch of text is about: stage 6. Words of action, actor, scope and place, weighed."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from operator import itemgetter

from monitor.extract.milestone import Binding, MilestoneRule
from monitor.extract.reading import Reading, unmasked
from monitor.lang import Hit
from monitor.records import Field

__all__ = ["Bound", "Opening", "Slots", "bind", "opening", "part", "slots"]

Window = tuple[int, int]
"""Half-open range of tokens."""

_REACH = 40
"""Tokens beyond which distance costs no more."""
_AHEAD = 14
"""How many tokens after a date or cue its action may begin."""
_FIRST = itemgetter(1)
"""First token of a hit."""
_NONE: Sequence[Hit] = ()
_PLACED = 7
"""Tokens after an action within which a place says where it happens."""
_SCOPE, _PLACE, _BOTH = 6.0, 6.5, 1.5
"""Points for a part's scope, for its place, and for both."""
_STEP, _FAR = 0.25, 4.0
"""What each token between it and the date costs, and the most that all of them do."""
_ELSEWHERE = 4.0
"""What it costs a part named by its scope alone when the clause names the place of another."""
_YIELDING = frozenset({"scope", "place", "exclude"})
"""Slots whose words own those inside them, and may have to give way to another hit."""
_COVER = 5
"""Tokens of a hit up to which it owns the words inside it; a longer one has a gap."""


@dataclass(frozen=True, slots=True)
class Slots:
    """Hits of the rules' words in one reading, by rule number and slot, each list in order of position."""

    hits: dict[tuple[int, str], list[Hit]]
    foreign: tuple[int, ...]
    """First tokens of words that any rule excludes."""
    actions: tuple[int, ...]
    """First tokens of words of action."""
    actors: tuple[Hit, ...] = ()
    """Actors of any rule, in order."""
    unmasked: "Slots | None" = None
    """With the hits inside denials of a change ("denied that the mission was extended"), if any."""

    @property
    def bare(self) -> "Slots":
        """Everything that is named, what is denied included."""
        return self.unmasked or self

    def acts(self, first: int, last: int) -> bool:
        """Whether a word of action begins within a range of tokens."""
        at = bisect_left(self.actions, first)
        return at < len(self.actions) and self.actions[at] < last

    def acting(self, first: int, last: int) -> Sequence[Hit]:
        """Actors of any rule that begin within a range of tokens."""
        at = bisect_left(self.actors, first, key=_FIRST)
        return self.actors[at : bisect_left(self.actors, last, lo=at, key=_FIRST)]

    def within(self, rule: int, slot: str, window: Window) -> Sequence[Hit]:
        """Hits that lie in a window."""
        hits = self.hits.get((rule, slot))
        if hits is None:
            return _NONE
        first, last = window
        at = bisect_left(hits, first, key=_FIRST)
        if at == len(hits) or hits[at].first >= last:
            return _NONE
        stop = bisect_left(hits, last, lo=at, key=_FIRST)
        return [hit for hit in hits[at:stop] if hit.last <= last]


@dataclass(frozen=True, slots=True)
class Opening:
    """Numbers of the rules whose home, actor, scope or action an article's opening names."""

    home: frozenset[int]
    actor: frozenset[int]
    scope: frozenset[int]
    action: frozenset[int] = frozenset()
    place: frozenset[int] = frozenset()
    """The one tracked rule whose place the title names; empty when it names those of several."""


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
    lead: float = inf
    """Points ahead of the next milestone; of the best one only."""


def slots(reading: Reading, binding: Binding) -> Slots:
    """Every word of the rules in a text.

    A scope or place inside a longer phrase is dropped, an excluded word inside an actor ("coalition staff"),
    and the town of a dateline as a place.
    """
    line = reading.dateline
    found = sorted(reading.rules, key=lambda hit: (hit.first, -hit.last))
    masks = tuple(mask for mask in reading.masks if mask.label != "upheld-mask")
    bare = None if len(masks) == len(reading.masks) else _slotted(binding, unmasked(found, masks), line)
    return replace(_slotted(binding, unmasked(found, reading.masks), line), unmasked=bare)


def _slotted(binding: Binding, found: list[Hit], line: int) -> Slots:
    hits: dict[tuple[int, str], list[Hit]] = {}
    cover: list[Hit] = []
    actors: list[Hit] = []
    for hit in found:
        first, last = hit.first, hit.last
        served, slots = binding.labels[hit.label]
        if actors:
            actors = [other for other in actors if other.last > first]
        if cover:
            cover = [other for other in cover if other.last > first]
        if (cover or actors or first < line) and not slots.isdisjoint(_YIELDING):
            out = set()
            if any(o.first <= first and last <= o.last and o[1:3] != hit[1:3] for o in cover):
                out |= {"scope", "place"}
            if first < line:
                out.add("place")
            if any(other.last >= last for other in actors):
                out.add("exclude")
            served = frozenset(pair for pair in served if pair[1] not in out)
        for pair in served:
            hits.setdefault(pair, []).append(hit)
        if last - first <= _COVER and not slots.isdisjoint(_YIELDING):
            cover.append(hit)
        if 1 < last - first <= _COVER and "actor" in slots:
            actors.append(hit)
    named = {hit for (_, slot), its in hits.items() if slot == "actor" for hit in its}
    return Slots(hits, _firsts(hits, "exclude"), _firsts(hits, "action"), tuple(sorted(named, key=_FIRST)))


def _firsts(hits: dict[tuple[int, str], list[Hit]], slot: str) -> tuple[int, ...]:
    """First tokens of a slot's hits, whatever the rule, in order."""
    return tuple(sorted({hit.first for (_, its), at in hits.items() if its == slot for hit in at}))


def opening(readings: tuple[Reading, ...], found: tuple[Slots, ...], binding: Binding) -> Opening:
    """What title, teaser and the first two sentences of the body name."""
    named: dict[str, set[int]] = {"home": set(), "actor": set(), "scope": set(), "action": set()}
    for reading, words in zip(readings, found, strict=True):
        if not reading.sentences:
            continue
        last = reading.sentences[min(1, len(reading.sentences) - 1)].last
        for (number, slot), hits in words.hits.items():
            if slot in named and hits[0].first < last:
                named[slot].add(number)
    placed = {
        number
        for reading, words in zip(readings, found, strict=True)
        for number, slot in words.hits
        if reading.name is Field.TITLE and slot in ("place", "scope") and binding.rules[number].narrow
        if binding.rules[number].tracked
    }
    return Opening(
        home=frozenset(named["home"]),
        actor=frozenset(named["actor"]),
        scope=frozenset(named["scope"]),
        action=frozenset(named["action"]),
        place=frozenset(placed if len(placed) == 1 else ()),
    )


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
    near: float = 0.3,
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
        near: what each token between the action and ``at`` costs.
    """
    results: list[Bound] = []
    for number, rule in enumerate(binding.rules):
        action = _nearest(found.within(number, "action", clause), at)
        inherited = action is None
        if action is None and rule.inherits:
            action = _nearest(found.within(number, "action", sentence), at)
        if action is None or action.first - at > _AHEAD:
            continue
        if (
            number in binding.placed
            and number not in opening.home
            and not found.within(number, "home", sentence)
        ):
            continue
        scope = _nearest(found.within(number, "scope", clause), at)
        place = _nearest(found.within(number, "place", clause), at)
        if rule.narrow and scope is None and place is None:
            before = (sentence[0], clause[1])
            scope = _nearest(found.within(number, "scope", before), at)
            place = _nearest(found.within(number, "place", before), at)
            if scope is None and place is None and number in opening.scope and rule.pervades:
                scope = action
            if (
                scope is None
                and place is None
                and number in opening.place
                and _unplaced(found, number, sentence)
            ):
                place = action
            if (scope is None and place is None) or _taken(binding, found, clause, number, opening):
                continue
            far = 3.0
        else:
            far = 0.0
        actor = _nearest(found.within(number, "actor", context), action.first)
        others = found.within(number, "exclude", context)
        if action.last <= at:
            others = [
                hit for hit in others if hit.first < at
            ]  # what follows the date has an action of its own
        other = _nearest(others, action.first)
        if actor is None and (other is not None or number not in opening.actor) and number in binding.acted:
            continue
        if other is not None and (
            actor is None
            or _gap(other, action.first) < _gap(actor, action.first)
            or _their_own(action, actor, other, sentence)
            or any(action.last <= hit.first < action.last + 3 for hit in others)
            or _placed_elsewhere(action, others, found.within(number, "home", sentence))
            or (inherited and any(_between(action, hit, at) for hit in others))
        ):
            continue
        foreign = found.foreign[bisect_left(found.foreign, at - 4) : bisect_left(found.foreign, at)]
        if any(not first <= action.first < at for first in foreign):
            continue
        score = 10.0 + rule.weight - far
        if rule.narrow:
            score += _named(scope, place, at)
            if place is None and _placed_in(binding, found, clause, number):
                score -= _ELSEWHERE
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
    binding: Binding, found: Slots, window: Window, cue: Hit, *, opening: Opening, placed: bool
) -> Bound | None:
    """The tracked part of the story that a window names by its scope or place alone; None if none or several.

    Args:
        binding: the compiled rules.
        found: hits of the rules' words in the whole reading.
        window: where to look.
        cue: the word that stands for the action.
        opening: what the article's opening names: actor and action of the part must be there.
        placed: whether a place alone is enough.
    """
    named: list[Bound] = []
    for number, rule in enumerate(binding.rules):
        if not (rule.narrow and rule.tracked and opening.action and number in opening.actor):
            continue
        scope = _nearest(found.within(number, "scope", window), cue.first)
        place = _nearest(found.within(number, "place", window), cue.first)
        if scope is not None or (placed and place is not None):
            named.append(Bound(number, rule, 0.0, cue, None, scope, place, False, True, taken=True))
    return named[0] if len(named) == 1 else None


def _placed_in(binding: Binding, found: Slots, clause: Window, number: int) -> bool:
    """Whether the clause names the place of another part: "the last soldier left" that base."""
    rules = enumerate(binding.rules)
    return any(
        rule.narrow and rule.tracked and other != number and found.within(other, "place", clause)
        for other, rule in rules
    )


def _named(scope: Hit | None, place: Hit | None, at: int) -> float:
    """What the nearer one of a part's scope and place is worth: the nearer to the date, the more."""
    worth = [(points, hit) for points, hit in ((_SCOPE, scope), (_PLACE, place)) if hit is not None]
    best = max((points - min(_FAR, _gap(hit, at) * _STEP) for points, hit in worth), default=0.0)
    return best + _BOTH * (len(worth) > 1)


def _unplaced(found: Slots, number: int, sentence: Window) -> bool:
    """Whether a sentence says nowhere where: the place of the title then holds for it."""
    return not found.within(number, "home", sentence)


def _placed_elsewhere(action: Hit, others: Sequence[Hit], home: Sequence[Hit]) -> bool:
    """Whether the first place after an action is an excluded one: "left the base in northeastern Syria"."""
    at = min((hit.first for hit in others if hit.first >= action.last), default=action.last + _PLACED)
    return at < action.last + _PLACED and not any(action.first <= hit.first < at for hit in home)


def _their_own(action: Hit, actor: Hit, other: Hit, sentence: Window) -> bool:
    """Whether "its troops" of the action itself are those of somebody excluded before it in the sentence."""
    return (
        actor.first < action.last and action.first < actor.last and sentence[0] <= other.first < action.first
    )


def _between(action: Hit, hit: Hit, at: int) -> bool:
    return action.last <= hit.first and hit.last <= at


def _taken(binding: Binding, found: Slots, clause: Window, number: int, opening: Opening) -> bool:
    """Whether the clause has scope or place words of another narrow rule, which then owns it."""
    if binding.rules[number].pervades and number in opening.scope:
        return False
    return any(
        rule.narrow
        and other != number
        and (found.within(other, "scope", clause) or found.within(other, "place", clause))
        for other, rule in enumerate(binding.rules)
    )
