"""Made examples: headlines from the topic's own patterns, and seeds with the place or the actor swapped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

from monitor.relevance.lexicon import Concept, Lexicon, words
from monitor.relevance.rules import Headline, LanguageRules
from monitor.text import normalise

_Pattern = tuple[str, str]
"""Title and teaser, with slots."""


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
    patterns: Sequence[_Pattern], who: Sequence[str], where: Sequence[str], most: int, draw: Random
) -> list[tuple[str, str, str]]:
    """(pattern, title, teaser): every pattern, with so many fillers that there are about ``most``."""
    each = max(1, most // max(len(patterns), 1))
    found: dict[tuple[str, str], str] = {}
    for pattern in patterns:
        pairs = list(product(who or ("",), where or ("",)))
        for actor, place in draw.sample(pairs, min(each, len(pairs))):
            title, teaser = (text.replace("{who}", actor).replace("{where}", place) for text in pattern)
            found.setdefault((title, teaser), pattern[0])
    return [(pattern, *texts) for texts, pattern in found.items()]


def leads(
    lang: str, rules: LanguageRules, headlines: Sequence[Headline], per_kind: int, draw: Random
) -> list[Example]:
    """Items of the event, and the same with the wrong place or actor.

    Those of one line may carry a second one from another kind: a right lead that mentions a competing place
    on the side, and a wrong one that mentions the right place, teach that it is the leaving's own place
    that counts.

    Args:
        headlines: more patterns, of any language.
        per_kind: examples of a kind when there are fewer patterns; swapped ones, at most.
    """
    more = [h for h in headlines if h.lang == lang]
    stories = [*((text, "") for text in rules.leads), *((h.title, h.teaser) for h in more if h.relevant)]
    others = [*((text, "") for text in rules.misses), *((h.title, h.teaser) for h in more if not h.relevant)]
    right = _filled(stories, rules.who, rules.where, per_kind, draw)
    right += [(text, text, "") for text in rules.about]
    placed = [p for p in stories if "{where}" in "".join(p)]
    acted = [p for p in stories if "{who}" in "".join(p)]
    both = [p for p in placed if p in acted]
    third = -(-per_kind // 3)
    wrong = [
        *_filled(_some(placed, third, draw), rules.who, rules.wrong, third, draw),
        *_filled(_some(acted, third, draw), rules.others, rules.where, third, draw),
        *_filled(_some(both, third, draw), rules.others, rules.wrong, third, draw),
    ]
    misses = _filled(others, rules.who, rules.where, per_kind, draw)
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


def _some(patterns: list[_Pattern], most: int, draw: Random) -> list[_Pattern]:
    return patterns if len(patterns) <= most else draw.sample(patterns, most)


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
