"""The rules' words in a text, by rule and slot, and what an article's opening has of them: stage 6."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from monitor.extract.counterparts import counterparts
from monitor.extract.milestone import Binding
from monitor.extract.owners import of_others
from monitor.extract.reading import Reading, unmasked
from monitor.extract.venue import behind_in, venues
from monitor.lang import Hit
from monitor.records import Field

__all__ = ["Opening", "Slots", "Window", "opening", "slots"]

Window = tuple[int, int]
"""Half-open range of tokens."""

_FIRST = itemgetter(1)
"""First token of a hit."""
_NONE: Sequence[Hit] = ()
_YIELDING = frozenset({"scope", "place", "exclude"})
"""Slots whose words own those inside them, and may have to give way to another hit."""
_WHICH = 4
"""Tokens from a comma within which "which" begins what is told by the way."""
_PEOPLE = ("office", "sources", "people", "affair")
_UNPLACED = ("office", "sources", "people", "toward", "of-whom", "confines")
"""Labels of words after which a place is not where the text is at.

Who speaks, where somebody goes, and where alone they are to stay ("confine its presence to Erbil").
"""
_JOINED = 2
"""How many more places may be joined with one: "to Syria, Jordan and Erbil"."""
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
    """Actors of any tracked rule, in order."""
    country: tuple[Hit, ...] = ()
    """Where the country itself is named, and not as a part of it ("northern Iraq"), in order."""
    unmasked: "Slots | None" = None
    """With the hits inside denials of a change ("denied that the mission was extended"), if any."""

    @property
    def bare(self) -> "Slots":
        """Everything that is named, what is denied included."""
        return self.unmasked or self

    def others(self, first: int, last: int) -> bool:
        """Whether a word that any rule excludes begins within a range of tokens."""
        at = bisect_left(self.foreign, first)
        return at < len(self.foreign) and self.foreign[at] < last

    def acts(self, first: int, last: int) -> bool:
        """Whether a word of action begins within a range of tokens."""
        at = bisect_left(self.actions, first)
        return at < len(self.actions) and self.actions[at] < last

    def acting(self, first: int, last: int) -> Sequence[Hit]:
        """Actors of any tracked rule that begin within a range of tokens."""
        at = bisect_left(self.actors, first, key=_FIRST)
        return self.actors[at : bisect_left(self.actors, last, lo=at, key=_FIRST)]

    def left(self, first: int, last: int) -> Hit | None:
        """The first word for the country that begins within a range of tokens."""
        at = bisect_left(self.country, first, key=_FIRST)
        return self.country[at] if at < len(self.country) and self.country[at].first < last else None

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
    """The tracked part of the story whose place, else scope, the title names first; empty without one."""
    titled: frozenset[int] = frozenset()
    """Numbers of the rules whose home the title names, or the whole opening where there is no title."""
    astray: frozenset[int] = frozenset()
    """Numbers of the rules of which the title names an excluded word and no heading a home."""


def slots(reading: Reading, binding: Binding, dated: Sequence[Window] = ()) -> Slots:
    """Every word of the rules in a text.

    A scope or place inside a longer phrase is dropped, an excluded word inside an actor of its own rule
    ("coalition staff"; a contingent is an actor of side matters only), another matter's word at the edge of a
    longer side matter, and as a place the town of a dateline, where those are who speak ("officials in
    Baghdad"), where they meet, and where the force goes; of what belongs to others see :mod:`owners`.
    """
    line = reading.dateline
    cues = reading.cued(0, len(reading.tokens))
    unplaced = {hit.last for label in _UNPLACED for hit in cues.get(label, ())}
    said = {hit.last for hit in cues.get("said", ())}
    unplaced |= (
        said if reading.lexicon.verb_first else _closing(reading, said)
    )  # "said Harir would be closed"
    if not reading.lexicon.verb_first:  # where verbs lead, who speaks and where stand before "that"
        unplaced |= {place for at in unplaced for place in behind_in(reading, at)}
    unplaced |= venues(reading)
    goals = (*(hit.last for hit in cues.get("toward", ())), *_directions(reading))
    unplaced |= _closing(reading, {to for at in goals for to in _also(reading, at)})
    unplaced -= {hit.first for hit in cues.get("leave", ())}  # "to quit Anbar"
    unplaced |= _told_by_the_way(reading, binding, dated)
    roles = frozenset([hit.first for hit in cues.get("role", ()) if hit.last - hit.first > 1])
    met = counterparts(reading) | roles  # "a militia leader said" names no other matter
    inside = {at for first, last in dated for at in range(first, last)}
    found = [
        hit
        for hit in reading.unquoted(reading.rules)
        if hit.last - 1 not in inside
        or hit.first in inside
        or (hit.last - hit.first <= _COVER and "scope" in binding.labels[hit.label][1])  # "the second a year"
    ]
    found.sort(key=lambda hit: (hit[1], -hit[2]))  # by first token, the longest first
    hiding = tuple(mask for mask in reading.masks if mask.label != "unmoved-mask")
    masks = tuple(mask for mask in hiding if mask.label != "upheld-mask")
    country = cues.get("country", [])
    theirs = of_others(reading, binding, found) | frozenset(_spoken_for(reading, found))
    bare: Slots | None = None
    if len(masks) != len(hiding):
        bare = _slotted(binding, unmasked(found, masks), line, unplaced, met, country, theirs)
    found = unmasked(found, hiding)
    slotted = _slotted(binding, found, line, unplaced, met, country, theirs)
    return slotted if bare is None else replace(slotted, unmasked=bare)


def _spoken_for(reading: Reading, found: list[Hit]) -> Iterator[tuple[int, str]]:
    """The words of where somebody is from who speaks: "U.S. officials" are not who leaves."""
    if reading.lexicon.adjective_last:
        return
    people = {hit.first for label in _PEOPLE for hit in reading.cued(0, len(reading.tokens)).get(label, ())}
    for hit in found:
        if hit.last in people and reading.tokens[hit.first].text.isupper():
            yield hit.first, "actor"


def _told_by_the_way(reading: Reading, binding: Binding, dated: Sequence[Window]) -> set[int]:
    """Tokens of what is told of a place between commas: "Harir, to which those of Taji have gone, ..."."""
    words = reading.tokens
    found: set[int] = set()
    for place in reading.rules:
        led = place.last < len(words) and words[place.last].low == ","
        if not led or "place" not in binding.labels[place.label][1]:
            continue
        opens = reading.cued(place.last, place.last + _WHICH).get("relative", ())
        end = reading.holding(place.first).last
        close = next((at for at in range(place.last + 1, end) if words[at].low == ","), 0)
        if opens and close and not any(place.last <= first < close for first, _ in dated):
            found.update(range(place.last, close))
    return found


def _directions(reading: Reading) -> Iterator[int]:
    """Where places stand that are only where somebody goes: "to Syria"."""
    return (hit.last - 1 for hit in reading.masks if hit.label == "direction-mask")


def _closing(reading: Reading, joined: set[int]) -> set[int]:
    """Those of some tokens with whose place a clause ends: where a verb follows, the place is its subject."""
    if not joined:
        return joined
    ends = {at: at + 1 for at in joined}
    for hit in reading.rules:
        if hit.first in joined:
            ends[hit.first] = max(ends[hit.first], hit.last)
    words = reading.tokens
    return {at for at, end in ends.items() if end >= len(words) or not words[end].low.isalpha()}


def _also(reading: Reading, at: int) -> Iterator[int]:
    """The tokens of what a place is joined with: "to Syria and Erbil", إلى سوريا وأربيل."""
    words, joins = reading.tokens, reading.lexicon.words("and")
    for _ in range(_JOINED):
        if at + 2 < len(words) and words[at + 1].low in joins | {","}:
            at += 2
        elif at + 1 < len(words) and words[at + 1].low.startswith("و"):
            at += 1
        else:
            return
        yield at


def _slotted(
    binding: Binding,
    found: list[Hit],
    line: int,
    unplaced: set[int],
    met: frozenset[int],
    country: list[Hit],
    theirs: frozenset[tuple[int, str]],
) -> Slots:
    hits: dict[tuple[int, str], list[Hit]] = {}
    cover: list[Hit] = []
    actors: list[Hit] = []
    for hit in found:
        label, first, last, _ = hit
        served, slots = binding.labels[label]
        if first in met:
            served = frozenset(pair for pair in served if pair[1] != "exclude")
        if theirs:
            served = frozenset(pair for pair in served if (first, pair[1]) not in theirs)
        if actors:
            actors = [other for other in actors if other.last > first]
        if cover:
            cover = [other for other in cover if other.last > first]
        if (cover or actors or first < line or first in unplaced) and not slots.isdisjoint(_YIELDING):
            out = set()
            if any(o.first <= first and last <= o.last and o[1:3] != hit[1:3] for o in cover):
                out |= {"scope", "place"}
            if first < line or first in unplaced:
                out.add("place")
            acting = {
                number
                for other in actors
                if other.last >= last
                for number, slot in binding.labels[other.label][0]
                if slot == "actor"
            }
            served = frozenset(
                pair
                for pair in served
                if pair[1] not in out and not (pair[1] == "exclude" and pair[0] in acting)
            )
        for pair in served:
            hits.setdefault(pair, []).append(hit)
        if last - first <= _COVER and not slots.isdisjoint(_YIELDING):
            cover.append(hit)
        if 1 < last - first <= _COVER and "actor" in slots:
            actors.append(hit)
    for number in binding.aside:
        if (number, "unrelated") in hits and (matters := hits.get((number, "matter"))):
            hits[number, "unrelated"] = _unowned(hits[number, "unrelated"], matters)
    named = {
        hit
        for (number, slot), its in hits.items()
        if slot == "actor" and binding.rules[number].tracked
        for hit in its
    }
    parts = {
        token
        for number in binding.parts
        for slot in ("scope", "place")
        for hit in hits.get((number, slot), ())
        if hit.last - hit.first <= _COVER
        for token in range(hit.first, hit.last)
    }
    return Slots(
        hits,
        _firsts(hits, "exclude"),
        _firsts(hits, "action"),
        tuple(sorted(named, key=_FIRST)),
        tuple(hit for hit in country if hit.last - 1 not in parts),
    )


def _unowned(hits: list[Hit], matters: list[Hit]) -> list[Hit]:
    """The words of other matters with which no longer side matter begins or ends: not "field hospital"."""
    ends: dict[int, int] = {}
    starts: dict[int, int] = {}
    for _, first, last, _ in matters:
        ends[first] = max(last, ends.get(first, last))
        starts[last] = min(first, starts.get(last, first))
    return [
        hit
        for hit in hits
        if ends.get(hit.first, hit.last) <= hit.last and starts.get(hit.last, hit.first) >= hit.first
    ]


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
        for (number, slot), hits in words.bare.hits.items():
            if slot in named and hits[0].first < last:
                named[slot].add(number)
    placed = sorted(
        (slot == "scope", hits[0].first, number)
        for reading, words in zip(readings, found, strict=True)
        for (number, slot), hits in words.hits.items()
        if reading.name is Field.TITLE and slot in ("place", "scope") and number in binding.parts
    )
    titles = [words.bare.hits for of, words in zip(readings, found, strict=True) if of.name is Field.TITLE]
    titled = {number for hits in titles for number, slot in hits if slot == "home"}
    heads = [words.hits for of, words in zip(readings, found, strict=True) if of.name is not Field.BODY]
    astray = {
        number
        for hits in titles
        for number, slot in hits
        if slot == "exclude" and not any((number, "home") in head for head in heads)
    }
    return Opening(
        home=frozenset(named["home"] - astray),
        actor=frozenset(named["actor"] - astray),
        scope=frozenset(named["scope"] - astray),
        action=frozenset(named["action"] - astray),
        place=frozenset(number for *_, number in placed[:1]),
        titled=frozenset(titled if titles else named["home"]),
        astray=frozenset(astray),
    )
