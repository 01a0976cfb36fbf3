"""Whether a date without a year is one to come or gone by: what the words around it tell (stage 4)."""

from monitor.extract.anchor import Tense
from monitor.lang import Hit

__all__ = ["in_verb", "tense_of"]

_DONE = 4
"""Tokens after a date within which a word of the past may be its verb."""
_VERB = 2
"""Tokens from a verb of the present to the date that it is of: "runs out at the end of September"."""
_SUBJECT = 6
"""Tokens from a verb that leads its clause to its date: "تغادر القوات البلاد الجمعة"."""
_VERBS = ("past", "said", "went", "that-clause", "clause", "background")
_COMING = ("future", "that", "duty")
"""Labels of words after which a month or day is the next one."""
_BEFORE_NO_ACT = ("count-lead", "that-clause")
"""Labels of words after which the form of a deed is none: "the vacated base", "أن تسلم"."""
_AFTER = ("future", "modal", "might", "happens", "that-clause", "clause")
"""Labels of words behind a date after which a verb of the past is not its own."""
_KEPT = 4
"""Tokens from a date to the words that it was planned so."""
_TOLD = 3
"""Tokens from "had" to the verb of who told of a plan before: "had previously said"."""
_PASSIVE = (1, 2)
"""Tokens from "will" to what is then done: "will be made public", "could be formally announced"."""


def tense_of(
    cues: dict[str, list[Hit]], at: int, *, recap: bool, spoken: bool, length: bool, follows: bool = True
) -> Tense:
    """1 or -1 by the last cue of future or past before token ``at``, else by whether the sentence opens as
    a recap; -2 when it says that something came about only then.

    For a weekday or weekend (``spoken``) a verb of saying is a cue of the past: "he said on Monday", and so
    is any of going; for a ``length`` a demand is one of the future: "asked them to leave within thirty days".
    ``follows``: verbs may stand behind their date.
    """
    labels = ("past", "background", "said") if spoken else ("past", "background")
    coming = (*_COMING, "proposed") if length else _COMING
    ahead = [hit.first for label in coming for hit in cues.get(label, ()) if hit.first < at]
    happens = _present(cues, at)
    led = spoken and any(hit.first < at for label in ("past", "said") for hit in cues.get(label, ()))
    ahead += (hit.first for hit in happens if not led and _rules(cues, hit, at))
    future = max(ahead, default=-1)
    went = _gone(cues, at, happens)
    if spoken and went:
        return -1
    verbs = (hit.last for label in ("modal", "future", "might") for hit in cues.get(label, ()))
    due = {last + gap for last in verbs for gap in _PASSIVE}
    longer = [*cues.get("said", ()), *cues.get("future", ())]
    gone = [
        hit.first
        for label in labels
        for hit in cues.get(label, ())
        if hit.first < at and hit.first not in due  # "could be formally announced in" is to come
        if not any(one.first <= hit.first and hit.last < one.last for one in longer)  # "nach Angaben"
    ]
    past = max([*gone, *went], default=-1)
    if any(hit.first < at <= hit.last + 1 for hit in cues.get("not-until", ())):
        return -2
    if _once_planned(cues, at):
        return 2
    if future > past:
        return 1
    if spoken and any(cues.get(label) for label in ("past", "background", "said")):
        return -1
    if past > future or recap:
        return -1
    if follows and _closed(cues, at):
        return -1
    told = [hit.first for label in ("future", "refuted", "holds") for hit in cues.get(label, ())]
    done = min((hit.first for hit in cues.get("past", ()) if hit.first >= at), default=at + _DONE)
    if spoken or not told or (done < at + _DONE and done < min(told)):
        return 0  # "the handover in January was carried out ... is to be"
    return 1


def _closed(cues: dict[str, list[Hit]], at: int) -> bool:
    """Whether the first verb behind a date that opens or lacks one before it tells what was done.

    "Im Januar übergaben sie", "ocakta üssü boşalttı"; "In January they left" too.
    """
    went = min(
        (hit.first for hit in cues.get("went", ()) if hit.first >= at and not _to_come(cues, hit)), default=-1
    )
    if went < 0:
        return False
    verbs = (hit.first for label in _AFTER for hit in cues.get(label, ()))
    return not any(at <= first < went for first in verbs)


def _rules(cues: dict[str, list[Hit]], verb: Hit, at: int) -> bool:
    """Whether a verb of the present is near enough to a date to be its own, no other verb between.

    That of a relative clause has only a date right behind it: "struck the base that hosts them, on Monday".
    """
    if at <= verb.last + _VERB:
        return True
    if any(hit.last == verb.first for hit in cues.get("relative", ())):
        return False
    between = (hit.first for label in _VERBS for hit in cues.get(label, ()))
    return at <= verb.last + _SUBJECT and not any(verb.last <= first < at for first in between)


def _present(cues: dict[str, list[Hit]], at: int) -> list[Hit]:
    """Verbs of the present before token ``at`` that are no part of a past one: "came to an end"."""
    negated = [hit for hit in cues.get("past", ()) if hit.last - hit.first > 1]  # "لم يكتمل"
    past = [*cues.get("went", ()), *negated]
    return [
        verb
        for verb in cues.get("happens", ())
        if verb.first < at and not any(one.first <= verb.first and verb.last <= one.last for one in past)
    ]


def _gone(cues: dict[str, list[Hit]], at: int, happens: list[Hit]) -> list[int]:
    """Verbs before token ``at`` that tell what was done, where no later verb of the present takes the date.

    "The vacated buildings" tells of no act.
    """
    last = max((hit.first for hit in happens), default=-1)
    articles = {hit.last for label in _BEFORE_NO_ACT for hit in cues.get(label, ())}
    went = [hit for hit in cues.get("went", ()) if last < hit.first < at and hit.first not in articles]
    return [hit.first for hit in went if not _to_come(cues, hit)]


def _to_come(cues: dict[str, list[Hit]], verb: Hit) -> bool:
    """Whether a verb is no past one: "will have left", "to be handed over"."""
    ahead = [hit.first for label in ("future", "modal", "might") for hit in cues.get(label, ())]
    return any(0 <= verb.first - first <= _KEPT for first in ahead)


def _once_planned(cues: dict[str, list[Hit]], at: int) -> bool:
    """Whether a date is of a plan told in the past ("was meant to be empty in September", "had said that it
    would be empty in September") or kept no more ("not done in September as planned"), with no later word of
    the future between.
    """
    would = max((hit.first for hit in cues.get("future", ()) if hit.first < at), default=-1)
    said = [hit.first for hit in cues.get("said", ()) if hit.first < would]
    if any(-1 <= first - hit.last <= _TOLD for hit in cues.get("background", ()) for first in said):
        return True
    if any(at < hit.first <= at + _KEPT for hit in cues.get("as-planned", ())) and "negation" in cues:
        return True
    before = [hit for hit in cues.get("was-planned", ()) if hit.first < at]
    if not before:
        return False
    last = max(before, key=lambda hit: hit.last).last
    return not any(last < hit.first < at for hit in cues.get("modal", ()))


def in_verb(cues: dict[str, list[Hit]], token: int) -> bool:
    """Whether a relation word belongs to the verb before it: "was handed over early this year"."""
    return any(hit.first < token < hit.last for label in ("went", "hand") for hit in cues.get(label, ()))
