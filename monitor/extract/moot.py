"""Whether a change of the plan is only asked for, talked of or possible: "might ask to delay" (stage 10)."""

from monitor.extract.agreement import is_fresh
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit, Word

__all__ = ["agreed_since", "is_granted", "is_unmade", "mooted", "talked", "talks_of"]

_MOOT = 12
"""Tokens around what is done to the plan within which a word makes it only possible."""
_ABOUT = 4
"""Tokens from a word of talks to the change that they are about: "talks about whether to delay"."""
_HINT = 10
"""Tokens from a hint, or the word for an idea, to what it is about: "hinted that it wants to delay"."""
_WISHING = 18
"""Tokens before it within which somebody asks: "requested, at the highest level, that it be delayed"."""
_GRANTED = 6
"""Tokens before a request within which it is agreed to."""
_UNMADE = 18
"""Tokens from a delay to the word that nobody has decided it."""
_STOPS = frozenset({",", ".", ";"})


def mooted(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether what follows is only asked for or possible: "might ask to delay"."""
    reading = scene.reading
    cues = reading.cued(max(sentence.first, at - _MOOT), at)
    asked = reading.cued(max(sentence.first, at - _WISHING), at).get("proposed", ())
    if any(not (agreed_since(scene, one, at) or is_granted(scene, one)) for one in asked):
        return True
    behind = reading.cued(at, min(at + _WISHING, sentence.last))
    if any(one.first < at + _MOOT for one in behind.get("refuted", ())):
        return True
    if talked(scene, sentence, at):
        return True
    ands = reading.lexicon.words("and")
    for one in cues.get("warned-of", ()):
        between = {word.low for word in reading.tokens[one.last : at]}
        if between.isdisjoint(_STOPS | ands):
            return True
    offered = reading.tokens[at].low in reading.lexicon.words("offers") and "conditional" in behind
    return offered or bool(cues.keys() & {"conditional", "denied"})


def talked(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether what follows is only talked of, hinted at or possible: "contacts about pushing it back"."""
    reading = scene.reading
    behind = reading.cued(at, min(at + _WISHING, sentence.last))
    stop = _border(reading.tokens, at, sentence.last)
    if any(one.first < stop for one in behind.get("under-talk", ())):
        return True
    cues = reading.cued(max(sentence.first, at - _MOOT), at)
    ideas = (*cues.get("hinted", ()), *cues.get("idea", ()))
    return "might" in cues or any(one.first >= at - _HINT for one in ideas) or talks_of(scene, sentence, at)


def talks_of(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether it is what somebody talks about: "contacts about pushing it back", بحث الجانبان تأجيله."""
    reading = scene.reading
    cues = reading.cued(max(sentence.first, at - _MOOT), at)
    about = reading.lexicon.words("about")
    for one in cues.get("talks-on", ()):
        words = [word.low for word in reading.tokens[one.last : at]]
        plain = _STOPS.isdisjoint(words) and "agreed" not in reading.cued(one.last, at)
        if plain and reading.lexicon.verb_first and len(words) < _ABOUT:
            return True  # the verb, who talks, and of what
        if plain and reading.tokens[one.last - 1].low in about and len(words) < _ABOUT:
            return True
        if plain and words and (words[-1] in about or (words[0] in about and len(words) <= _ABOUT)):
            return True
    return False


def agreed_since(scene: Scene, ask: Hit, at: int) -> bool:
    """Whether what somebody asks for is agreed on then: "after Baghdad asked for it, the sides agreed to"."""
    cues = scene.reading.cued(ask.last, at)
    return any(is_fresh(scene.reading, cues, one) and _verbal(scene, one) for one in cues.get("agreed", ()))


def is_granted(scene: Scene, ask: Hit) -> bool:
    """Whether what is asked for is agreed to: "agreed to a request", وافقت على طلب; not "agreed to ask"."""
    reading, words = scene.reading, scene.reading.lexicon.words
    if reading.tokens[ask.first].low[ask.cut :] not in words("request"):
        return False
    first = max(reading.holding(ask.first).first, ask.first - _GRANTED)
    before = [word.low for word in reading.tokens[first : ask.first]]
    at = max((n for n, word in enumerate(before) if word in words("agrees")), default=None)
    if at is None:
        return False
    return before[at] in words("grants") or not words("article").isdisjoint(before[at:])


def _verbal(scene: Scene, agreed: Hit) -> bool:
    """Whether a word of agreement is no noun: "agreed to", not "the deal"."""
    return scene.reading.tokens[agreed.first].low in scene.reading.lexicon.words("agrees")


def _border(words: list[Word], first: int, last: int) -> int:
    """The first comma or semicolon of a range of tokens, ``last`` without one."""
    return next((at for at in range(first, last) if words[at].low in _STOPS), last)


def is_unmade(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether nobody has decided or asked for a delay: "a decision to postpone it has not been taken"."""
    behind = scene.reading.cued(hit.last, min(hit.last + _UNMADE, sentence.last)).get("not-made", ())
    return any(
        all(word.low not in _STOPS for word in scene.reading.tokens[hit.last : one.first]) for one in behind
    )
