"""Whether a date is that of a step of parliament, and the withdrawal only what the step is about (stage 6).

"A hearing on the withdrawal is scheduled for May"; "the term ends in January, and US forces must leave".
"""

from monitor.extract.bind import Bound
from monitor.extract.mention import Mention
from monitor.extract.scene import Scene

__all__ = ["is_step"]

_TOPIC = 3
"""Tokens of an English topic before its action: "on the US withdrawal"."""
_STEP = 12
"""Tokens from a step to its date."""
_LIMITS = ("by", "before")
"""Relations of a date that may be what the step asks for: "a vote on the withdrawal by June"."""


def is_step(scene: Scene, mention: Mention, at: int, best: Bound) -> bool:
    """Whether the date at a token belongs to a vote, a reading, a session or a term before it."""
    sentence = scene.reading.sentences[mention.sentence]
    steps = scene.reading.cued(sentence.first, at).get("procedure", ())
    if not steps or not best.rule.tracked:
        return False
    step, words = steps[-1], scene.reading.tokens
    if step.last > at or "that-clause" in scene.reading.cued(step.last, at):
        return False
    if best.action.first >= at:
        near = at - step.last < _STEP and all(word.low != "," for word in words[step.last : at])
        return near and not scene.force((step.last, at))
    lead, lexicon = best.action.first, scene.reading.lexicon
    reach = 1 if lexicon.verb_first else _TOPIC
    topic = step.last <= lead and any(
        words[one].low in lexicon.words("about") for one in range(max(step.first, lead - reach), lead)
    )
    return topic and mention.relation not in _LIMITS
