"""Who vouches for a date: what denies it, leaves it open or only threatens with it (stage 6)."""

from monitor.extract.denial import denied_from
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene

__all__ = ["denies", "is_asserted", "is_belied", "is_denied_too", "is_hearsay", "is_report", "is_threatened"]

_ASSERTED = frozenset({"contrast", "said", "clause"})
"""Labels between "whether" and a date by which the date is no longer asked for."""
_DENIALS = ("denied", "refuted", "hearsay")
"""Labels of what is denied, or only goes round."""
_JOINED = frozenset({"و", "ف"})
"""What an Arabic verb is joined to the one before it by."""
_DENYING = 18
"""Tokens between a denial and a date that it denies."""


def is_asserted(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether who denies something goes on to say what a date is: "denied this, and said the date was"."""
    reading = scene.reading
    before = reading.cued(sentence.first, at)
    denial = min((hit.last for label in _DENIALS for hit in before.get(label, ())), default=at)
    joins = reading.lexicon.words("and") | {","}
    return any(
        denial < said.first
        and (
            reading.tokens[said.first - 1].low in joins
            or reading.tokens[said.first].low[: said.cut] in _JOINED
        )
        for said in before.get("said", ())
    )


def denies(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether a denial stands close enough to a date to deny it: before it, or as the closing verb."""
    cues = scene.reading.cued(sentence.first, sentence.last)
    after = scene.reading.lexicon.verb_last
    return any(
        0 <= at - denied_from(cues, hit) < _DENYING or (after and 0 <= hit.first - at < _DENYING)
        for hit in cues.get("denied", ())
    )


def is_belied(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether what others tell of a date is denied behind it.

    "Reports that they leave in May are untrue"; "sources speak of May, but the embassy denied this".
    """
    after = scene.reading.cued(at, sentence.last)
    if "reports" in scene.reading.cued(sentence.first, at) and "refuted" in after:
        return True
    for hit in after.get("contrast", ()):
        behind = scene.reading.cued(hit.last, sentence.last)
        if not scene.slots.acts(hit.last, sentence.last) and ("refuted" in behind or "denied" in behind):
            return True
    return False


def is_denied_too(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether a denial of a change is one of a new date too: "no decision to speed it up or to end it by"."""
    words, ties = scene.reading.tokens, scene.reading.lexicon.words("or")
    cues = scene.reading.cued(sentence.first, at)
    for denial in cues.get("denied", ()):
        between = words[denial.last : at]
        said = any(hit.first >= denial.last for label in ("said", "contrast") for hit in cues.get(label, ()))
        if (
            any(word.low in ties for word in between)
            and not said
            and all(word.low != "," for word in between)
        ):
            return at - denial.last < _DENYING
    return False


def is_hearsay(scene: Scene, sentence: Sentence, clause: tuple[int, int], at: int) -> bool:
    """Whether a date is of a claim that goes round or that somebody is asked about: nobody makes it.

    Nor does who leaves open "whether the troops would be home by May".
    """
    if is_asserted(scene, sentence, at):
        return False
    before = scene.reading.cued(sentence.first, at)
    words = scene.reading.tokens
    contrary = (hit.last for hit in before.get("contrary", ()))
    if "hearsay" in before or any("," not in [word.low for word in words[last:at]] for last in contrary):
        return True
    return any(
        scene.slots.acts(hit.last, at) and scene.reading.cued(hit.last, at).keys().isdisjoint(_ASSERTED)
        for hit in scene.reading.cued(clause[0], at).get("whether", ())
    )


def is_report(scene: Scene, sentence: Sentence) -> bool:
    """Whether somebody denies what is told of a date ("dismissed reports that"), and does not foretell it."""
    cues = scene.reading.cued(sentence.first, sentence.last)
    if "refuted" in cues or "upheld-mask" in cues:
        return True
    told = {hit.first for hit in cues.get("said", ())}
    return any(hit.first in told for hit in cues.get("denied", ()))


def is_threatened(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether a date is the one on which who is still there becomes a foe, and none by which anybody leaves.

    "Any soldier who remains on 1 October will be a target"; not "must leave by May or be occupiers".
    """
    cues = scene.reading.cued(sentence.first, sentence.last)
    if "foe" not in cues or "ultimatum" in cues:
        return False
    return scene.reading.cued(sentence.first, at).keys().isdisjoint(("leave", "hand", "end"))
