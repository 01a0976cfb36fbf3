"""Which words of a sentence tell an event, and whether of all of it or a part (stage 10)."""

from datetime import timedelta

from monitor.extract.ended import ends
from monitor.extract.eventday import event_day
from monitor.extract.eventpart import DEPARTURE, ENDS, HELD, MOVES
from monitor.extract.extent import hollow, is_nearly, is_partly
from monitor.extract.grounds import of_grounds
from monitor.extract.known import is_known
from monitor.extract.reading import Sentence
from monitor.extract.reality import (
    declared,
    headed,
    long_ago,
    moves,
    negated,
    questioned,
    to_come,
    undone,
)
from monitor.extract.scene import Scene
from monitor.extract.visitors import others_do
from monitor.lang import Hit
from monitor.records import Modality

__all__ = ["ABOUT", "told"]

_FACTS = (*HELD, "begun", "completed")
"""Labels of what is told as a fact."""
_DONE = (Modality.COMPLETED, Modality.BEGUN)
_WISHED = (Modality.PROPOSED, Modality.AGREED)

_TELLERS = ("announce", "confirms", "completion")
"""Labels of words by which, or behind which, an end may be made known."""
_WHO = ("institution", "office", "no-force")
"""Labels of who makes it known."""
_PAPERS = frozenset({"scheme", "preparation", "plan", "limit", "date-of", "nearly", "ready", "holds"})
"""Labels of words between an announcement and the completion of which only a paper or a date is announced."""
_BORDERS = ("clause", "contrast", "that-clause", "said-weak")
"""Labels of words behind which something else is told than what is announced."""
ABOUT = timedelta(days=31)
"""How far from a day on record an end that is announced, or told in the present, has come."""
_ON_THE_WAY = frozenset(
    {
        "begin",
        "begun",
        "agreed",
        "proposed",
        "change:later",
        "postponed",
        "stay",
        "holds",
        "denied",
        "ready",
        "preparation",
        "meeting",
        "reduction",
        "some",
    }
)
"""Labels of words between who announces and the leaving by which it is not what is announced."""
_REACH = 12
"""Tokens from who announces an end to the word for it."""
_NOT_YET = frozenset(
    {
        *_PAPERS,
        "future",
        "modal",
        "might",
        "planned",
        "scheme",
        "plan",
        "limit",
        "date-of",
        "said-weak",
        "clause",
        "toward",
    }
)
"""Labels of words between the two by which it is still to come, or somebody else's."""
_TRAINERS = ("trainers", "trainers-mask")
"""Labels of those who stay when the others leave."""
_BESIDE = 3
"""Tokens between a convoy and a word that says that it is the last one."""


def told(
    scene: Scene, sentence: Sentence, label: str, modality: Modality, *, dated: bool
) -> tuple[list[Hit], Modality]:
    """The words of one kind of event that hold, and how they put it.

    Args:
        scene: the reading.
        sentence: where the words are looked for.
        label: the kind: "denied", "postponed", "begun", "completed", "reduction" ...
        modality: how the kind puts what it tells; what is done to most of it only has begun.
        dated: whether the sentence has a date of its own already.
    """
    cues = scene.reading.cued(sentence.first, sentence.last)
    hits = _words(scene, sentence, cues, label, dated=dated)
    if label == "reduction" and "begun" in cues:
        modality = Modality.BEGUN
    if modality in _DONE:
        if "refuted" in cues or _is_denied(cues):
            return [], modality
        hits = [hit for hit in hits if _is_done(scene, sentence, hit)]
    if modality is Modality.AGREED:
        named = {hit.first for kind in ("admits", "agreed-on") for hit in cues.get(kind, ())}  # أقر بأن
        named |= {hit.last for hit in cues.get("relative", ())}  # "the plan that the committee approved"
        hits = [hit for hit in hits if hit.first not in named and not _is_what(scene, sentence, hit)]
    if label == "denied":
        hits = [hit for hit in hits if not _of_other_part(scene, sentence, hit)]
    if label in MOVES:
        words, comments = scene.reading.tokens, {hit.first for hit in cues.get("comment", ())}
        hits = [hit for hit in hits if hit.first not in comments]  # "علق على"
        hits = [hit for hit in hits if "ل" not in words[hit.first].low[: hit.cut]]  # "للتعثر"
    if label in _FACTS:
        hits = [hit for hit in hits if not questioned(scene, sentence, hit)]
    if modality is Modality.COMPLETED:
        if "convoy" in cues and not _last_one(scene, cues):
            return [], modality
        hits = [hit for hit in hits if not is_nearly(scene, sentence, hit)]
        if hits and is_partly(scene, sentence, hits[0]):
            return hits, Modality.BEGUN
        if not hits and not dated:
            known = [hit for hit in _end_made_known(scene, cues) if hit.label != "end"]
            hits = [hit for hit in known if _is_done(scene, sentence, hit)]
        if not hits and event_day(scene, sentence):
            hits = cues.get("completed:declared", []) or _made_known(scene, cues)
        told_by = {hit.first for label in _TELLERS for hit in cues.get(label, ())}
        hits = [hit for hit in hits if hit.first not in told_by or not _only_paper(scene, sentence, hit)]
    if modality in _WISHED:
        hits = [hit for hit in hits if not negated(scene, sentence, hit)]
    return hits, modality


def _is_what(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether what was agreed is only named: "in the agreed order", "in line with what was agreed"."""
    words = scene.reading.lexicon.words
    led = [word.low for word in scene.reading.tokens[max(sentence.first, hit.first - 2) : hit.first]]
    if not led:
        return False
    if led[-1] in words("the") and scene.reading.tokens[hit.first].low in words("agrees"):
        return True
    return led[-1] in words("what") or (led[0] in words("what") and led[-1] in words("be"))


def _is_denied(cues: dict[str, list[Hit]]) -> bool:
    """Whether a report of it is denied: "denied a report that they had left"."""
    denials = cues.get("denied", ())
    return any(0 <= one.first - hit.last <= _BESIDE for hit in denials for one in cues.get("reports", ()))


def _end_made_known(scene: Scene, cues: dict[str, list[Hit]]) -> list[Hit]:
    """An end that is announced when a day on record for one has come: "announced the end of its mission".

    Before, it is announced that it will end; where none is on record, only a completion is surely one.
    """
    days = [day for rule in scene.binding.rules for day in rule.known]
    if days and all(scene.published < day - ABOUT for day in days):
        return []
    sure = not days or "completion" in cues  # "the commission for the end of the mission said"
    labels = ENDS[:1] if sure else ENDS
    for said in cues.get("announced", ()):
        for hit in [one for label in labels for one in cues.get(label, ())]:
            between = scene.reading.cued(said.last, hit.first).keys()
            aside = "elsewhere" in between and not scene.reading.lexicon.verb_first  # "a feast for the end"
            if _is_led(scene, hit) or (hit.label == DEPARTURE and not _is_gone(scene, cues, said, hit)):
                continue
            if said.last <= hit.first <= said.last + _REACH and between.isdisjoint(_NOT_YET) and not aside:
                unsaid = "negation" in scene.reading.around(said.first, _BESIDE, 0)
                return [] if unsaid else [hit._replace(first=said.first, cut=said.cut)]
    return []


def _is_led(scene: Scene, hit: Hit) -> bool:
    """Whether a word before an end says that only its date is meant, or what leads to it: "قرب اكتمال"."""
    lead = scene.reading.tokens[hit.first - 1].low
    led = scene.reading.cued(hit.first - 1, hit.first).keys() & {"noun-lead", "time-lead"}
    before = scene.reading.around(hit.first, _BESIDE, 0)
    if any(one.last == hit.first for label in _WHO for one in before.get(label, ())):
        return False  # "قيادة العمليات"
    return bool(led) and lead not in scene.reading.lexicon.words("discloses")


def _is_gone(scene: Scene, cues: dict[str, list[Hit]], said: Hit, hit: Hit) -> bool:
    """Whether a noun for leaving is itself what is made known, and not its date or beginning."""
    if not any(one.first == said.first for label in ("announce", "confirms") for one in cues.get(label, ())):
        return False  # "said the withdrawal ..." goes on to say what of it
    between = scene.reading.cued(said.last, hit.first)
    return _ON_THE_WAY.isdisjoint(between) and cues.keys().isdisjoint(("begin", "begun"))


def _made_known(scene: Scene, cues: dict[str, list[Hit]]) -> list[Hit]:
    """A completion that somebody announces, however long who does so: "The committee ... declared today the
    completion of the pullout"."""
    for said in (*cues.get("announce", ()), *cues.get("confirms", ())):
        if "negation" in scene.reading.around(said.first, _BESIDE, 0):
            continue  # "no statement that it is complete has been made"
        for hit in cues.get("completion", ()):
            between = scene.reading.cued(said.last, hit.first)
            if said.last <= hit.first and between.keys().isdisjoint(_BORDERS):
                return [hit]
    return []


def _only_paper(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether only its date or plan is announced: "a timetable for the completion", "قرب اكتمال"."""
    cues = scene.reading.cued(sentence.first, hit.last)
    said = (*cues.get("announce", ()), *cues.get("confirms", ()))
    first = max((one.last for one in said if one.first <= hit.first), default=hit.first)
    return not _PAPERS.isdisjoint(scene.reading.cued(first, hit.last))


def _last_one(scene: Scene, cues: dict[str, list[Hit]]) -> bool:
    """Whether a convoy is told of as the last one: not "over the last six days, convoys"."""
    return any(
        max(one.first - hit.last, hit.first - one.last) <= _BESIDE
        and not any(
            word.low == ","
            for word in scene.reading.tokens[min(one.last, hit.last) : max(one.first, hit.first)]
        )
        for hit in cues.get("last-one", ())
        for one in cues["convoy"]
    )


def _words(
    scene: Scene, sentence: Sentence, cues: dict[str, list[Hit]], label: str, *, dated: bool
) -> list[Hit]:
    """Words of a kind of event, and those that tell it by what follows from it, in order."""
    hits = cues.get(label, [])
    if label == "denied":
        named = {hit.first for hit in cues.get("stay", ())}
        stays = [hit for hit in cues.get("change:stays", ()) if hit.first not in named]
        belied = [hit for hit in cues.get("belied", ()) if not _is_of_trainers(cues, hit)]
        twice = {hit.first for hit in belied}
        hits = [hit for hit in hits if hit.first not in twice]
        hits = [*hits, *belied, *stays, *cues.get("refuted", ())]
    elif label == "begun":
        moved = cues.get("begun:moved", []) if moves(scene, sentence, cues) else []
        if dated:
            return [*hits, *moved]
        made = declared(scene, cues)
        twice = {hit.first for hit in made}  # "begins pulling out" in a heading has begun
        hits = [*(hit for hit in hits if hit.first not in twice), *moved, *made]
    elif label == "completed":
        said = min((hit.last for hit in cues.get("said", ())), default=sentence.last)
        reported = [hit for hit in cues.get("completed:told", ()) if said <= hit.first]
        hits = [*hits, *cues.get("completed:state", ()), *reported, *ends(scene, sentence)]
        if not dated and not hits:
            hits = _end_made_known(scene, cues) or headed(scene, sentence)
    return sorted(hits, key=lambda hit: hit.first)


def _is_of_trainers(cues: dict[str, list[Hit]], hit: Hit) -> bool:
    """Whether it is trainers whom a withdrawal does not concern: "they have nothing to do with it"."""
    return any(one.last <= hit.first for label in _TRAINERS for one in cues.get(label, ()))


def _is_done(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether a word of what is done tells it of the force, and as done."""
    return not (
        to_come(scene, hit)
        or long_ago(scene, sentence, hit)
        or undone(scene, sentence, hit)
        or others_do(scene, sentence, hit)
        or _is_agreed(scene, sentence, hit)
        or hollow(scene, sentence, hit)
        or of_grounds(scene, sentence, hit)
    )


def _is_agreed(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether it is only what the plan holds: "the deal foresees that the mission is wrapped up"."""
    terms = scene.reading.cued(sentence.first, hit.first).get("by-terms", ())
    words = scene.reading.tokens[max(sentence.first, hit.first - 1) : hit.last]
    return bool(terms) and any(word.low in scene.reading.lexicon.words("present") for word in words)


def _of_other_part(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether a stay is past the date of one part at the place of another: that is the plan.

    "Others remain in Erbil beyond September 2025", where Erbil is due a year later.
    """
    if hit.label != "change:stays":
        return False
    for mention in scene.mentions.get(sentence.number, ()):
        if mention.relation in ("beyond", "after") and hit.first < scene.token(mention.start):
            due = scene.due(mention)
            known = [scene.binding.rules[number].known for number in scene.stage(sentence)]
            return (
                bool(known) and is_known(scene, due.last_day) and not any(due.last_day in of for of in known)
            )
    return False
