"""Made examples: headlines from the topic's own patterns, and seeds with the place or the actor swapped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

from monitor.relevance.lexicon import Concept, Lexicon, words
from monitor.relevance.rules import LanguageRules
from monitor.text import normalise

_SPLIT = "||"
"""Stands between title and teaser in a pattern."""


@dataclass(frozen=True, slots=True)
class Example:
    """One text the combiner learns from."""

    title: str
    text: str
    lang: str
    relevant: bool
    kind: str
    """``seed``, ``lead``, ``miss``, ``swapped``, ``background``, ``ordinary`` or ``label``."""
    weight: float
    group: str
    """Examples of one group are held out together: a seed file, a pattern."""


def _filled(
    patterns: Sequence[str], who: Sequence[str], where: Sequence[str], per_kind: int, draw: Random
) -> list[tuple[str, str, str]]:
    """(pattern, title, teaser), every pattern about equally often; about ``per_kind`` in all, if they differ.

    A pattern without the slot of a filler list is left as it is, once.
    """
    each = max(2, -(-per_kind // max(len(patterns), 1)))
    found: dict[tuple[str, str], str] = {}
    for pattern in patterns:
        pairs = list(product(who or ("",), where or ("",)))
        for actor, place in draw.sample(pairs, min(each, len(pairs))):
            title, _, teaser = pattern.replace("{who}", actor).replace("{where}", place).partition(_SPLIT)
            found.setdefault((title.strip(), teaser.strip()), pattern)
    return [(pattern, *texts) for texts, pattern in found.items()]


def leads(lang: str, rules: LanguageRules, per_kind: int, draw: Random) -> list[Example]:
    """Items of the event, and the same with the wrong place or actor.

    Those of one line may carry a second one from another kind: a right lead that mentions a competing place
    on the side, and a wrong one that mentions the right place, teach that it is the leaving's own place
    that counts.
    """
    right = _filled(rules.leads, rules.who, rules.where, per_kind, draw)
    right += [(text, text, "") for text in rules.about]
    placed = [p for p in rules.leads if "{where}" in p]
    acted = [p for p in rules.leads if "{who}" in p]
    both = [p for p in placed if "{who}" in p]
    wrong = [
        *_filled(placed, rules.who, rules.wrong, per_kind // 3, draw),
        *_filled(acted, rules.others, rules.where, per_kind // 3, draw),
        *_filled(both, rules.others, rules.wrong, per_kind // 3, draw),
    ]
    misses = _filled(rules.misses, rules.who, rules.where, per_kind, draw)
    misses += [(text, text, "") for text in rules.other]
    lines = {
        kind: [title for _, title, teaser in rows if not teaser] or [""]
        for kind, rows in (("lead", right), ("swapped", wrong), ("miss", misses))
    }
    made: list[Example] = []
    for kind, relevant, rows in (("lead", True, right), ("swapped", False, wrong), ("miss", False, misses)):
        for pattern, title, teaser in rows:
            second = teaser or _second(kind, title, lines, draw)
            made.append(Example(title, second, lang, relevant, kind, 1.0, f"{lang}:{pattern}"))
    return made


def _second(kind: str, title: str, lines: Mapping[str, Sequence[str]], draw: Random) -> str:
    choice = draw.random()
    if choice < 0.4:
        return ""
    other = draw.choice(lines[kind if kind != "miss" and choice < 0.75 else "miss"])
    return "" if other == title else other


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
