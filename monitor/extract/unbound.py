"""Why a date belongs to no milestone: for a person who wants to correct the words.

The same questions as :mod:`monitor.extract.bind` asks, in its order, for the rule that came furthest.
"""

from collections.abc import Callable, Iterator, Sequence

from monitor.extract.article import Stages
from monitor.extract.mention import Mention
from monitor.extract.milestone import MilestoneRule
from monitor.extract.reading import Reading, Sentence
from monitor.extract.slots import Slots, Window
from monitor.lang import Hit
from monitor.records import DateRole, Quote, Statement

__all__ = ["unbound"]

_ROLES = {
    DateRole.PAST: "past",
    DateRole.BACKGROUND: "nothing is due by it",
    DateRole.PUBLICATION: "the report's own day",
}
_FOLLOWS = 3
"""Tokens after an action in which an excluded word takes it."""
_BEFORE = 4
"""Tokens before a date in which an excluded word takes it."""

Said = Callable[[Hit], str]


def unbound(of: Stages, kept: tuple[Statement, ...]) -> tuple[str, ...]:
    """For each date of an entry, in order, why no statement is dated by it; empty where one is.

    Args:
        of: the entry between the stages.
        kept: its statements, repetitions left out.
    """
    dated = {_key(s.date) for s in kept if s.date is not None}
    repeated = {_key(s.date) for s in of.stated if s.date is not None} - dated
    reasons: list[str] = []
    for reading, mentions, slots in zip(of.readings, of.mentions, of.slots, strict=True):
        starts = {start: number for number, start in enumerate(reading.offsets)}
        for mention in mentions:
            key = _key(reading.quote(mention.start, mention.end))
            if key in dated:
                reasons.append("")
            elif key in repeated:
                reasons.append("another statement says the same")
            else:
                at = starts.get(mention.start, 0)
                reasons.append(_plainly(mention, reading) or _reason(of, reading, slots, mention, at))
    return tuple(reasons)


def _key(quote: Quote) -> tuple[str, int]:
    """A statement's date begins with its relation word, so only the end is compared."""
    return quote.field.value, quote.end


def _plainly(mention: Mention, reading: Reading) -> str:
    """What rules a date out before any milestone is looked at; empty when nothing does."""
    if mention.resolved.period is None:
        return mention.resolved.note or "vague"
    if mention.role is not DateRole.DEADLINE:
        return _ROLES[mention.role]
    sentence = reading.sentences[mention.sentence]
    if reading.text(sentence.end - 1, sentence.end) == "?":
        return "a question states nothing"
    return ""


def _reason(of: Stages, reading: Reading, slots: Slots, mention: Mention, at: int) -> str:
    sentence = reading.sentences[mention.sentence]
    window = (sentence.first, sentence.last)

    def said(hit: Hit) -> str:
        start = reading.offsets[hit.first] + hit.cut
        return " ".join(reading.quote(start, reading.end(hit.last)).text.split())

    met = [
        (number, rule, actions)
        for number, rule in enumerate(of.binding.rules)
        if (actions := slots.within(number, "action", window))
    ]
    besides = next(_besides(of, slots, window), None)
    if besides is not None:
        return f"“{said(besides)}” is another matter"
    if not met:
        return "no milestone word in its sentence"
    if not of.opening.home:
        return "the opening does not place the article in the story (home words)"
    context = (_two_back(reading, sentence), sentence.last)
    for number, rule, actions in met:
        action = min(actions, key=lambda hit: _gap(hit, at))
        taken = _excluded(slots, number, action, context, at)
        if taken is not None:
            return f"{rule.id}: excluded by “{said(taken)}”"
    return next(_missing(of, slots, met, window, context, said), "its clause decides for no milestone")


def _besides(of: Stages, slots: Slots, window: Window) -> Iterator[Hit]:
    """The words of a wholly other matter in a sentence that names a side matter."""
    for number in of.binding.aside:
        if slots.within(number, "matter", window):
            yield from slots.within(number, "unrelated", window)


def _missing(
    of: Stages,
    slots: Slots,
    met: list[tuple[int, MilestoneRule, Sequence[Hit]]],
    window: Window,
    context: Window,
    said: Said,
) -> Iterator[str]:
    """What the rules whose action is named find lacking."""
    lang = of.binding.lang
    for number, rule, actions in met:
        word = said(actions[0])
        if rule.home.of(lang) and number not in of.opening.home and not slots.within(number, "home", window):
            yield f"{rule.id}: “{word}”, but no home word"
        elif rule.narrow and not (
            slots.within(number, "scope", window) or slots.within(number, "place", window)
        ):
            yield f"{rule.id}: “{word}”, but no part or place that it needs"
        elif (
            rule.actor.of(lang)
            and number not in of.opening.actor
            and not slots.within(number, "actor", context)
        ):
            yield f"{rule.id}: “{word}”, but no actor near"


def _excluded(slots: Slots, number: int, action: Hit, context: Window, at: int) -> Hit | None:
    """The excluded word that takes an action or a date from a rule."""
    others = slots.within(number, "exclude", context)
    if not others:
        return None
    nearest = min(others, key=lambda hit: _gap(hit, action.first))
    actors = slots.within(number, "actor", context)
    own = min((_gap(hit, action.first) for hit in actors), default=None)
    if own is None or _gap(nearest, action.first) < own:
        return nearest
    follows = (hit for hit in others if action.last <= hit.first < action.last + _FOLLOWS)
    before = (hit for hit in others if at - _BEFORE <= hit.first < at)
    return next(follows, None) or next(before, None)


def _gap(hit: Hit, at: int) -> int:
    """Distance in tokens, what stands behind counting double, as in binding."""
    return at - hit.last if hit.last <= at else 2 * (hit.first - at)


def _two_back(reading: Reading, sentence: Sentence) -> int:
    return reading.sentences[max(0, sentence.number - 2)].first
