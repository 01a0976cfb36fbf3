"""What a date is in its clause: a deadline or none, denied, put off to, kept, met (stage 6)."""

from monitor.extract.elsewhere import of_else
from monitor.extract.former import is_former
from monitor.extract.known import is_known
from monitor.extract.lengths import COUNTED, TOPIC
from monitor.extract.mention import Mention
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.stance import Stance
from monitor.lang import Hit
from monitor.records import Bound, DateRole, Edge, Modality

__all__ = [
    "has_one_word",
    "is_ahead",
    "is_due",
    "is_first_day",
    "is_put_off",
    "is_refuted",
    "moves_to",
    "not_kept",
    "over_by",
    "stays_past",
    "was_met",
]

_HOURS = 2
"""Days up to which a length may be of hours that something took."""
_AHEAD = frozenset({"future", "modal", "duty", "planned", "proposed", "ultimatum", "now-due", "conditional"})
"""Labels of words by which it is still ahead."""
_UNMOVED = 12
"""Tokens before a clause within which it is said that the date stands."""
_UNKEPT = 6
"""Tokens from a negation to the date that will not be kept."""
_RECALLING = frozenset({"background", "background-was", "might", "negation"})
"""Labels that say that a delay is told of as past, possible or none."""
_LENGTHS = frozenset({"duration", "plural"})
_NO_STAY = frozenset({"negation", "denied", "undecided", "hearsay"})
"""Labels that say that a stay past a date is none, or that nobody says so."""
_MOVED = 3
"""Tokens after a date within which a closing verb puts something off to it."""
_LASTING = 5
"""Tokens between a negation and the verb of lasting that it negates."""
_INTENDED = 4
"""Tokens from a negation to what is not done, or to the date before which it is not: "not intend to"."""
_GOES = 1
"""Tokens of a verb between its negation and the date beyond which it does not go."""
_NOBODY = 5
"""Tokens from "no" with who does not stay to the verb of staying."""
_ENDING = ("end", "complete", "leave", "hand", "completed")
"""Labels of words of lasting or ending that tell an end."""
_CLOSES = 6
"""Tokens from a closing verb within which a word says that it does not come about."""
_NEGATED = 14
"""Tokens from a negated action to the date before which it does not happen."""


def is_ahead(scene: Scene, mention: Mention, clause: tuple[int, int]) -> bool:
    """Whether a period under way is spoken of as the future, or is a length counted from now."""
    return (
        mention.resolved.length
        or mention.bound not in (Bound.ON, Bound.WITHIN)
        or "future" in scene.reading.cued(*clause)
    )


def moves_to(scene: Scene, mention: Mention, at: int) -> bool:
    """Whether a date can be the one that something is put off to: "delayed and will now end in May"."""
    if mention.relation in ("until", "beyond") or _closing(scene, mention).get("postponed"):
        return True
    sentence = scene.reading.sentences[mention.sentence]
    cues = scene.reading.cued(sentence.first, at)
    put_off = cues.get("postponed", ())
    if mention.relation not in ("on", "by", "around") or not put_off or cues.keys() & _RECALLING:
        return False
    later = scene.reading.cued(put_off[0].last, scene.token(mention.end))
    return bool(later.keys() & {"new-day", "end"})


def _closing(scene: Scene, mention: Mention) -> dict[str, list[Hit]]:
    """The cues right after a date, where a verb that closes the sentence stands."""
    end = scene.token(mention.end)
    last = scene.reading.sentences[mention.sentence].last
    return scene.reading.cued(end, min(last, end + _MOVED * scene.reading.lexicon.verb_may_close))


def is_put_off(
    scene: Scene, sentence: Sentence, mention: Mention, clause: tuple[int, int], at: int, how: Stance
) -> bool:
    """Whether a clause puts something off to the date at token ``at``, be it from another date."""
    if how.modality not in (Modality.PLANNED, Modality.ANNOUNCED, Modality.AGREED, Modality.RUMOURED):
        return False
    moved = any(map(scene.old, scene.mentions[sentence.number]))
    kept = mention.last is not None and is_known(scene, mention.last)  # "but September stands for Erbil"
    near = scene.reading.cued(sentence.first if moved and not kept else clause[0], at)
    near = {**near, **_closing(scene, mention)}
    own = [
        hit
        for hit in near.get("postponed", ())
        if "meeting" not in scene.reading.cued(hit.last, hit.last + 1)
    ]
    perhaps = "might" in scene.reading.cued(sentence.first, at)  # "does not rule out that it slips past May"
    return not (perhaps or "negation" in near) and bool(own)  # not "the visit was put off"


def is_first_day(scene: Scene, sentence: Sentence, mention: Mention, action: int, at: int) -> bool:
    """Whether a date is the first on which something may happen: "will not leave before April".

    So is what does not come about before it or until it ("the exit is not expected before April", "will not
    be complete until April"), if no staying is told of.
    """
    if mention.relation not in ("before", "until"):
        return False
    cues = scene.reading.cued(sentence.first, at)
    if mention.relation == "before" and any(hit.first <= action < hit.last for hit in cues.get("stay", ())):
        return False  # "that nobody stays before June" is gone by then
    duty = {hit.first for hit in cues.get("duty", ())}  # "لا بد من خروجها قبل أيار"
    no = [hit for hit in cues.get("negation", ()) if hit.first <= action and hit.first not in duty]
    before = bool(no) and action - no[-1].last <= _INTENDED and at - action < _NEGATED
    beside = any(hit.first > action and at - hit.last <= _INTENDED for hit in cues.get("negation", ()))
    end = scene.token(mention.end)
    if scene.reading.lexicon.verb_last and mention.relation == "before":  # "پیش از مارس ... ترک نخواهند کرد"
        verb = max(action, end)
        closing = scene.reading.cued(verb, min(verb + _CLOSES, sentence.last))
        if "negation" in closing and (action >= end or "stay" not in closing):
            return True
    if mention.relation == "until":
        lasting = [hit.first for label in ("stay", "against") for hit in cues.get(label, ())]
        lasting += (hit.first for hit in _lasting(cues))
        return (before or beside) and not lasting
    return before or beside


def over_by(scene: Scene, sentence: Sentence, mention: Mention, at: int) -> bool:
    """Whether nothing lasts longer than a date: "will not stay beyond September", "... into 2027"."""
    if mention.relation not in ("beyond", "after", "until"):
        return False
    dates = [scene.token(one.end) for one in scene.mentions[mention.sentence] if one.end <= mention.start]
    cues = scene.reading.cued(max(sentence.first, at - _NEGATED, *dates), at)
    no = () if "undecided" in cues else cues.get("negation", ())
    until = mention.relation == "until"  # "does not mind that they stay until May" negates no staying
    labels, far = (("stay",), 0) if until else (("stay", "against"), _LASTING)
    lasting = [*_lasting(cues), *(hit for label in labels for hit in cues.get(label, ()))]
    if any(hit.last <= one.first <= hit.last + far for hit in no for one in lasting):
        return True
    if until:
        return False
    end = scene.token(mention.end)
    behind = scene.reading.cued(end, min(end + _CLOSES, sentence.last))
    if "ruled-out" in behind and any(hit.first < at for hit in cues.get("stay", ())):
        return True  # "to stay beyond May is out of the question"
    if no and scene.reading.lexicon.verb_may_close:  # "werden nicht über Mai hinaus bleiben"
        closing = scene.reading.cued(end, min(end + _NEGATED, sentence.last)).get("stay")
        if closing and at - no[-1].last <= 1:
            return True
    nobody = [hit for hit in no if scene.slots.acting(hit.last, hit.last + 1)]  # "no US troops will remain"
    verb = any(0 < at - hit.last <= _GOES for hit in no)  # "will not go beyond"
    return verb or any(one.first - hit.last <= _NOBODY for hit in nobody for one in cues.get("stay", ()))


def _lasting(cues: dict[str, list[Hit]]) -> list[Hit]:
    """Words of lasting that are none of ending: "lasts until" and not "be completed"."""
    ends = {hit.last for label in _ENDING for hit in cues.get(label, ())}
    return [hit for hit in cues.get("lasts", ()) if hit.last not in ends]


def not_kept(scene: Scene, sentence: Sentence, mention: Mention, at: int) -> bool:
    """Whether a date is the one of a plan that fails: "will not be over in May as promised"."""
    end = scene.token(mention.end)
    return bool(
        scene.reading.cued(end, min(end + 2, sentence.last)).get("as-planned")
        and scene.reading.cued(max(sentence.first, at - _UNKEPT), at).get("negation")
    )


def was_met(scene: Scene, mention: Mention, clause: tuple[int, int], at: int) -> bool:
    """Whether a date is the limit of what is done already: "was finished ahead of the end of 2026"."""
    if mention.relation not in ("by", "before"):
        return False
    cues = scene.reading.cued(clause[0], at)
    done = [hit for hit in cues.get("completed", ()) if at - hit.last <= 2]
    return bool(done) and not cues.keys() & {"future", "modal", "planned", "proposed", "negation"}


def has_one_word(scene: Scene) -> bool:
    """Whether one word is "by" and "until" in the language."""
    return "relation:until" not in scene.reading.lexicon.time


def is_refuted(scene: Scene, sentence: Sentence, mention: Mention, at: int) -> bool:
    """Whether a report of staying or of a change until this date is denied: "reports of ... were wrong"."""
    lasting = mention.relation == "by" and has_one_word(scene)
    if mention.relation not in ("until", "beyond", "after") and not lasting:
        return False
    cues = scene.reading.cued(sentence.first, sentence.last)
    closes = scene.reading.lexicon.verb_may_close
    change = [hit for label in ("against", "stay") for hit in cues.get(label, ())]
    moved = [hit for hit in change if hit.first < at or closes]
    left = {hit.first for hit in cues.get("leave", ())}  # "will not leave on time, and stay until May"
    denials = [
        hit
        for label in ("denied", "refuted", "undecided")
        for hit in cues.get(label, ())
        if left.isdisjoint(range(hit.first, hit.last + 1))
    ]
    led = any(denial.last <= hit.first for denial in denials if denial.first < at for hit in moved)
    if led or mention.relation == "after":
        return led
    followed = bool(moved) and any(max(at, moved[0].first) < hit.first for hit in cues.get("refuted", ()))
    return followed or any(hit.last <= at for hit in cues.get("upheld-mask", ()))


def stays_past(scene: Scene, mention: Mention, clause: tuple[int, int], at: int) -> bool:
    """Whether a clause tells of a stay to come past a date: "will remain in Erbil beyond September"."""
    if mention.relation not in ("beyond", "after") or mention.kind in _LENGTHS:
        return False
    cues = scene.reading.cued(clause[0], at)
    return "will-stay" in cues and cues.keys().isdisjoint(_NO_STAY)


def is_due(scene: Scene, mention: Mention, clause: tuple[int, int], at: int, *, refuted: bool) -> bool:
    """Whether a date can be a deadline.

    Not past, not today, and not a period under way without a future cue.
    """
    first, last = mention.resolved.period or (scene.published, scene.published)
    limit = mention.relation in ("by", "until", "before", "from") or mention.resolved.edge is not None
    if last < scene.published or mention.relation == "since" or mention.resolved.note == TOPIC:
        return False
    if of_else(scene, mention, at):
        return False
    if mention.relation == "within" and first <= scene.published and _is_presence(scene, at):
        return False
    if mention.relation == "before" and any(
        hit.last == at for hit in scene.reading.cued(at - 1, at).get("said", ())
    ):
        return False  # "was still saying before Saturday"
    if mention.relation == "instead" or scene.old(mention):
        return is_former(scene, mention)
    goes_on = stays_past(scene, mention, clause, at)
    if mention.relation == "beyond":
        before = scene.reading.cued(clause[0], at).keys()
        return refuted or goes_on or ("postponed" in before and before.isdisjoint(_NO_STAY))
    if goes_on:
        return True
    edge = mention.resolved.edge
    early = edge is Edge.EARLY or (edge is Edge.MID and mention.bound in (Bound.ON, Bound.AROUND))
    if mention.role is DateRole.PAST and (early or not limit):
        return False  # "gave up its bases early this year"
    cues = scene.reading.cued(*clause)
    if mention.relation == "from" and first <= scene.published and "future" not in cues:
        return False  # "as of February, 2,500 troops remain"
    if mention.relation == "after" and "negation" not in cues and not _comes_after(scene, mention, clause):
        return False
    if last == scene.published and (
        not limit or (mention.relation, mention.kind) == ("until", "relative-day")
    ):
        return False  # "to this day"
    if mention.resolved.length and mention.relation == "by" and _moved(scene, mention):
        return False
    if mention.resolved.length and (last - first).days < _HOURS and _AHEAD.isdisjoint(cues):
        return False  # "flew them out within two hours"
    stands = "unmoved" in scene.reading.cued(_led(scene, mention, clause), at)
    if stands and mention.resolved.note == "counted on":
        return False  # "the deadline has not moved, after reports that they wanted three more months"
    if limit or first > scene.published:
        return True
    before = scene.reading.cued(clause[0], at).keys()
    if mention.resolved.length and ("proposed" in cues or ("happens" in before and "past" not in before)):
        return True  # "تغادر القوات خلال شهرين، قال المسؤول"
    told = cues.keys() & {"past", "meeting", "said"}
    return "future" in cues or not before.isdisjoint(("end", "lasts")) or not told


def _is_presence(scene: Scene, at: int) -> bool:
    """Whether a time is that of a presence, whose end it does not tell: "their stay during this year"."""
    there = scene.reading.cued(max(0, at - 1), at).get("presence", ())
    ends = scene.reading.cued(max(0, at - 1 - _INTENDED), at)
    return bool(there) and ends.keys().isdisjoint(("end", "leave", "against", "hand"))


def _led(scene: Scene, mention: Mention, clause: tuple[int, int]) -> int:
    """The token of a date's sentence up to which it may have been said before that the date stands."""
    return max(scene.reading.sentences[mention.sentence].first, clause[0] - _UNMOVED)


def _comes_after(scene: Scene, mention: Mention, clause: tuple[int, int]) -> bool:
    """Whether "after" a length names a day to come: "will leave after two months"."""
    cues = scene.reading.cued(clause[0], scene.token(mention.relation_start))
    before = [one for one in scene.mentions[mention.sentence] if one.end <= mention.start]
    if mention.resolved.note == COUNTED and before:  # "Baghdad in May 2027, Erbil after a year"
        return "past" not in cues and (before[-1].first or scene.published) > scene.published
    counted = mention.resolved.note in ("counted on", "judged", "anaphoric")
    if before and before[-1].relation == "after" and (before[-1].first or scene.published) > scene.published:
        return "past" not in cues  # "Baghdad after four months, Erbil after sixteen"
    if scene.token(mention.relation_start) <= clause[0] + 1:  # "بعد شهرين تغادر القوات"
        cues = scene.reading.cued(scene.token(mention.end), clause[1])
        if "went" in cues and "future" not in cues:
            return False
    articles = {hit.last for hit in cues.get("count-lead", ())}  # "the end of the mission" is no verb
    ahead = "future" in cues or any(hit.first not in articles for hit in cues.get("happens", ()))
    return counted and ahead and "past" not in cues


def _moved(scene: Scene, mention: Mention) -> bool:
    """Whether a length says by how much something moves or does not: "put off by six months"."""
    sentence = scene.reading.sentences[mention.sentence]
    cues = scene.reading.cued(sentence.first, scene.token(mention.end))
    moved = not cues.keys().isdisjoint(("postponed", "unmoved", "unmoved-mask"))
    return moved or any(label.startswith("change:") for label in cues)
