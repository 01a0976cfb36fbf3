"""Made examples: headlines from the topic's own patterns, and seeds with the place or the actor swapped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

from monitor.relevance.lexicon import Concept, Lexicon, words
from monitor.relevance.rules import LanguageRules
from monitor.text import normalise


@dataclass(frozen=True, slots=True)
class Example:
    """One text the combiner learns from."""

    title: str
    text: str
    lang: str
    relevant: bool
    kind: str
    """``seed``, ``lead``, ``miss``, ``swapped``, ``background`` or ``label``."""
    weight: float
    group: str
    """Examples of one group are held out together: a seed file, a pattern."""


def _filled(patterns: Sequence[str], who: Sequence[str], where: Sequence[str]) -> Iterator[tuple[str, str]]:
    for pattern, actor, place in product(patterns, who or ("",), where or ("",)):
        text = pattern.replace("{who}", actor).replace("{where}", place)
        yield pattern, text


def _drawn(found: list[tuple[str, str]], count: int, draw: Random) -> list[tuple[str, str]]:
    distinct = list(dict.fromkeys(found))
    return distinct if len(distinct) <= count else draw.sample(distinct, count)


def leads(lang: str, rules: LanguageRules, per_kind: int, draw: Random) -> list[Example]:
    """Headlines of the event, and the same with the wrong place or actor; some carry a second line
    from the other kind.

    A right lead that mentions a competing place on the side, and a wrong one that mentions the right
    place, teach that
    it is the leaving's own place that counts.
    """
    right = _drawn(list(_filled(rules.leads, rules.who, rules.where)), per_kind, draw)
    statements = [(text, text) for text in rules.about]
    wrong = _drawn(
        [
            *_filled(rules.leads, rules.who, rules.wrong),
            *_filled(rules.leads, rules.others, rules.where),
            *_filled(rules.leads, rules.others, rules.wrong),
        ],
        per_kind,
        draw,
    )
    misses = _drawn(list(_filled(rules.misses, rules.who, rules.where)), per_kind, draw)
    misses += [(text, text) for text in rules.other]
    sides = [text for _, text in misses] or [""]
    made: list[Example] = []
    for kind, relevant, rows in (
        ("lead", True, right + statements),
        ("swapped", False, wrong),
        ("miss", False, misses),
    ):
        for pattern, text in rows:
            second = _second(kind, text, right, wrong, sides, draw)
            made.append(Example(text, second, lang, relevant, kind, 1.0, f"{lang}:{pattern}"))
    return made


def _second(
    kind: str,
    text: str,
    right: list[tuple[str, str]],
    wrong: list[tuple[str, str]],
    sides: list[str],
    draw: Random,
) -> str:
    choice = draw.random()
    if choice < 0.4:
        return ""
    if kind == "lead":
        if choice < 0.75:
            return draw.choice(right)[1]
        return draw.choice(sides)
    if kind == "swapped" and choice < 0.75 and wrong:
        return draw.choice(wrong)[1]
    other = draw.choice(sides)
    return "" if other == text else other


def swapped(
    title: str, text: str, lang: str, lexicon: Lexicon, rules: LanguageRules, group: str, draw: Random
) -> list[Example]:
    """Counterfactual seeds: the window once with every mention of the place swapped, once with every
    actor swapped."""
    made = []
    for concept, fillers in ((Concept.PLACE, rules.wrong), (Concept.ACTOR, rules.others)):
        if not fillers:
            continue
        filler = draw.choice(fillers)
        new_title = _replace(title, concept, filler, lexicon)
        new_text = _replace(text, concept, filler, lexicon)
        if (new_title, new_text) != (normalise(title).text, normalise(text).text):
            made.append(Example(new_title, new_text, lang, False, "swapped", 1.0, group))
    return made


def _replace(text: str, concept: Concept, filler: str, lexicon: Lexicon) -> str:
    """``text`` in normal form with every hit of a concept replaced."""
    normal = normalise(text).text
    parts = words(normal)
    border = len(normal)
    for first, last, found in reversed(lexicon.match(parts)):
        if found is concept and parts[last - 1].end <= border:
            border = parts[first].start
            normal = normal[:border] + filler + normal[parts[last - 1].end :]
    return normal
