"""Statements without a date: denials, postponements, beginnings, completions, principles (stage 10)."""

from collections.abc import Iterator

from monitor.extract.bind import bind
from monitor.extract.claim import upholds
from monitor.extract.condition import is_bounded, is_premise
from monitor.extract.deeds import told
from monitor.extract.ended import of_far
from monitor.extract.eventday import event_day, is_of_saying, of_late, told_on
from monitor.extract.eventpart import HELD, MOVES, PRINCIPLE, cut, is_part, moved, of_event, start_of
from monitor.extract.former import recapped
from monitor.extract.fraction import is_counted, is_some
from monitor.extract.moot import mooted
from monitor.extract.named import is_told_of, timed_by
from monitor.extract.outstay import outstayed
from monitor.extract.reading import Sentence
from monitor.extract.reality import (
    denies_change,
    denies_else,
    is_ballot,
    is_no_delay,
    limited,
    negated,
    of_session,
    of_talks,
    prepared,
)  # fmt: skip
from monitor.extract.scene import Scene
from monitor.extract.stance import Stance, stance
from monitor.extract.turn import is_turn
from monitor.extract.urged import DEMAND, demands, of_old, unasked
from monitor.lang import Hit
from monitor.records import Change, Modality, Rank, Statement

__all__ = ["BARE", "undated"]

_EVENTS = {
    "denied": Modality.DENIED,
    "reduction": Modality.ANNOUNCED,
    "postponed": Modality.POSTPONED,
    "called-off": Modality.POSTPONED,
    "completed": Modality.COMPLETED,
    "begun": Modality.BEGUN,
    "change:earlier": Modality.POSTPONED,
    "heralded": Modality.PLANNED,
    "agreed": Modality.AGREED,
    "proposed": Modality.PROPOSED,
    "conditions": Modality.CONDITIONAL,
    "plan": Modality.PLANNED,
}
_WORDS = {
    **{label: frozenset({label}) for label in _EVENTS},
    "denied": frozenset({"denied", "belied", "change:stays", "refuted"}),
    "begun": frozenset({"begun", "begun:declared", "begun:title", "begun:moved"}),
    "completed": frozenset(
        {"completed", "completed:declared", "completed:state", "completed:told", "completion", "ended"}
    ),
}
"""Labels of which one must stand in a sentence that tells an event."""
BARE = frozenset({"begun:moved", "completed:state"})
"""Labels of words that tell an event of a place without a word of leaving: "the base stands empty"."""
_MOOT = (*MOVES, "change:stays", "reduction")
"""Labels that tell nothing where they are only asked for or possible."""
_SOON = 6
"""Tokens after the name of a part within which a word of the future is its own: "of the plan"."""
_THEN = ("date-of", "at-which")
"""Labels behind which nothing is told as done: "by May, at which point it is over"."""
_NAMED = ("day", "month")
"""Kinds of dates that a delay can leave behind: "originally planned for May, has been postponed"."""
_TURNS = {
    "called-off": (Modality.DENIED, Change.STAYS),
    "change:earlier": (Modality.PLANNED, Change.EARLIER),
}
"""How a plan that is called off or brought forward without a date is told."""
_SAID_BY = 5
"""Tokens before a denial within which an armed group makes it."""
_SAID_OF = ("denied", "agreed", "proposed")
"""Labels of what is said of a plan, and not of what those did who are only named."""
_DONE = (Modality.COMPLETED, Modality.BEGUN)
_TERMS = frozenset({"agreed", "plan", "scheme"})
"""Labels of what can call for something without anybody who asks."""


def undated(scene: Scene, sentence: Sentence, dated: set[str]) -> Iterator[Statement]:
    """At most one event of a sentence.

    A denial, a postponement, a beginning, a completion, a principle.
    """
    cues = scene.reading.cued(sentence.first, sentence.last)
    for label, modality in _events(scene, sentence, cues):
        hits, modality = told(scene, sentence, label, modality, dated=bool(dated))
        hits = [hit for hit in hits if not (hit.label in _MOOT and mooted(scene, sentence, hit.first))]
        if not hits:
            continue
        if modality in PRINCIPLE and (dated or sentence.number > 3 or "undecided" in cues):
            continue
        if hits[0].label == "change:stays" and "undecided" in cues:
            continue
        if label in MOVES and "time-lead" in scene.reading.around(hits[0].first, 2, 0):
            continue
        if label in MOVES and of_talks(scene, sentence, hits[0]):
            continue
        if modality is Modality.COMPLETED and "left-to-run" in cues:
            continue  # "only three months are left until the last one goes"
        if modality in _DONE and any(
            hit.first < hits[0].first for name in _THEN for hit in cues.get(name, ())
        ):
            continue
        if label in MOVES and is_no_delay(scene, sentence, hits[0]):
            continue
        if modality in PRINCIPLE and ("against" in cues or _was_planned(scene, sentence, cues)):
            continue
        ask = hits[0]
        if label == "proposed" and (of_old(scene, sentence, ask) or unasked(scene, sentence, ask)):
            continue
        if label == "conditions" and negated(scene, sentence, hits[0]):
            continue  # "an unconditional withdrawal"
        if label == "reduction" and (
            sentence.number > 1
            or not cues.keys().isdisjoint(("agreed", "untimely"))
            or cues.keys().isdisjoint(("announced", "reaffirmed", "said"))
        ):
            continue
        is_cut = label == "reduction"
        best = cut(scene, sentence, hits[0]) if is_cut else of_event(scene, sentence, hits, label, modality)
        ended = next((hit for hit in hits if hit.label == "ended"), None)
        if best is None and ended is not None:
            best = of_far(scene, sentence, ended)
        bare = next((hit for hit in hits if hit.label in BARE), None)
        if best is None and bare is not None:
            best = moved(scene, sentence, bare)
        if best and modality in PRINCIPLE and any(h.first == best.action.first for h in cues.get("stay", ())):
            continue
        if best is not None and label in ("begun", "completed") and prepared(scene, best, hits[0]):
            continue
        if modality is Modality.COMPLETED and best is not None and is_counted(scene, sentence, hits[0], best):
            best, modality = start_of(scene, best), Modality.BEGUN
        if best is not None and label in MOVES and is_ballot(scene, best, hits[0]):
            continue
        if (
            best is not None
            and modality in _DONE
            and (limited(scene, best) or is_some(scene, sentence, best))
        ):
            continue
        if best is not None and label == "denied" and of_session(scene, best, hits[0]):
            continue
        if best is not None and label == "denied" and upholds(cues, hits[0], best.action):
            continue
        if best is not None and label == "denied" and _by_armed(scene, sentence, hits[0]):
            return  # who wants them out says that what goes on is no withdrawal
        if best is not None and label in _SAID_OF and is_told_of(scene, hits[0], best.action):
            return
        if best is not None and label == "denied" and denies_else(scene, sentence, hits[0], best):
            continue
        if best is not None and label == "denied" and denies_change(scene, sentence, hits[0], best.action):
            continue
        if best is not None and label == "denied" and is_bounded(scene, sentence, hits[0], best.action):
            return
        if best is not None and modality in PRINCIPLE and timed_by(scene, sentence, best.action):
            continue
        if best is not None and modality in PRINCIPLE and outstayed(scene, sentence, best.action.first):
            continue
        if best is not None and label == "conditions" and is_premise(scene, hits[0], best.action):
            continue
        if best is None or (label in ("completed", "denied") and best.rule.id in dated):
            continue
        if label in _TURNS and not is_turn(scene, sentence, hits[0], best):
            continue
        ahead = any(
            day.first and day.first > scene.published and day.kind in _NAMED
            for day in scene.mentions.get(sentence.number, ())
        )
        apart = recapped(scene, sentence) if label in MOVES and ahead else frozenset()
        since = _but(scene, sentence, hits[0]) if label in MOVES and ahead else 0
        how = stance(
            scene.reading,
            sentence,
            (sentence.first, sentence.last),
            best,
            hits[0].first,
            scene.whole,
            rank=Rank.OFFICIAL,
            due=None,
            view=scene.is_view(sentence, hits[0].first),
            apart=frozenset(range(sentence.first, since)) if since else apart,
        )
        mention = None
        if modality in _DONE and not is_cut:  # a beginning goes on, and the day of the lead is not its own
            begun = modality is Modality.BEGUN
            mention = event_day(scene, sentence) if begun else told_on(scene, sentence)
        if modality is Modality.BEGUN and mention is None and not is_cut:
            mention = of_late(scene, sentence)
        if mention and modality is Modality.BEGUN and is_of_saying(scene, sentence, mention, hits[0]):
            mention = None
        upto, own = hits[0].first, False
        if modality in _DONE:
            here = mention is not None and mention.sentence == sentence.number
            own = here and mention is not None and not is_of_saying(scene, sentence, mention, hits[0])
            borders = scene.reading.cued(hits[0].last, sentence.last).get("clause", ())
            border = min((hit.first for hit in borders), default=sentence.last)
            upto = scene.token(mention.end) if mention and here else border
        background = how.background or scene.recalls(sentence, upto, hits[0].first, dated=own, since=since)
        background = background or (label in MOVES and best.rule.id in dated)
        coming = cues.get("future", [])
        if hits[0].label in ("begun:declared", "begun:title"):  # "announced the start of"
            coming = [hit for hit in coming if not hits[0].first <= hit.first < hits[0].last]
        if modality is Modality.BEGUN and is_part(best) and hits[0].label not in BARE:
            coming = [hit for hit in coming if hit.first >= best.action.last + _SOON]
        if modality in _DONE and (background or any(hit.first < hits[0].last for hit in coming)):
            continue
        if modality in _DONE and not best.rule.tracked and sentence.number > 1:
            continue
        if background and modality in PRINCIPLE:
            continue
        if how.commentary and label in HELD:
            continue
        change = how.change if label in ("denied", "postponed") else None
        if hits[0].label == "belied":
            change = Change.CHANGED  # not the plan is denied but what something else is taken for
        elif label == "denied" and change is None:
            change = Change.STAYS
        if label in _TURNS:
            modality, change = _TURNS[label]
        rule = DEMAND if modality is Modality.PROPOSED and demands(scene, sentence, hits[0]) else label
        due = scene.due(mention) if mention else None
        yield scene.statement(
            sentence, best, Stance(modality, background, how.commentary, change, rule), due, mention
        )
        return


def _but(scene: Scene, sentence: Sentence, hit: Hit) -> int:
    """Where what is told begins behind a plan that it is set against: "was due in May, but is put off"."""
    cues = scene.reading.cued(sentence.first, hit.first).get("contrast", ())
    stops = [at + 1 for at in range(sentence.first, hit.first) if scene.reading.tokens[at].low == ";"]
    return max([*(one.last for one in cues), *stops], default=0)


def _was_planned(scene: Scene, sentence: Sentence, cues: dict[str, list[Hit]]) -> bool:
    """Whether a sentence tells what a plan had in it: "the deal called for"; not who calls for something."""
    asked = {hit.first for hit in cues.get("proposed", ())}
    return any(
        hit.first not in asked or not _TERMS.isdisjoint(scene.reading.cued(sentence.first, hit.first))
        for hit in cues.get("was-planned", ())
    )


def _by_armed(scene: Scene, sentence: Sentence, denial: Hit) -> bool:
    """Whether an armed group denies, or takes what goes on for something else."""
    near = (max(sentence.first, denial.first - _SAID_BY), denial.first)
    if "armed-group" in scene.reading.cued(*near):
        return True
    return denial.label == "belied" and "armed-group" in scene.reading.cued(sentence.first, sentence.last)


def _events(scene: Scene, sentence: Sentence, cues: dict[str, list[Hit]]) -> Iterator[tuple[str, Modality]]:
    """The events that a sentence has cues of; of agreement and wish in one sentence only one."""
    principle = "agreed" in cues and "proposed" in cues
    for label, modality in _EVENTS.items():
        if not cues.keys().isdisjoint(_WORDS[label]) and not (principle and modality in PRINCIPLE):
            yield label, modality
    if principle:
        yield _principle(scene, sentence, cues)


def _principle(scene: Scene, sentence: Sentence, cues: dict[str, list[Hit]]) -> tuple[str, Modality]:
    """Of agreement and wish the one nearest before what is agreed or wished."""
    window = (sentence.first, sentence.last)
    found = bind(
        scene.binding,
        scene.slots,
        window,
        window,
        scene.context(sentence),
        sentence.first,
        opening=scene.opening,
    )
    if not found:
        return "agreed", Modality.AGREED
    at = found[0].action.first
    asks = {hit.first for hit in cues["proposed"]}  # "signed a petition" agrees to nothing
    agreed = [hit for hit in cues["agreed"] if hit.first not in asks]
    away = {
        label: min((abs(hit.first - at) for hit in hits), default=sentence.last)
        for label, hits in (("agreed", agreed), ("proposed", cues["proposed"]))
    }
    near = min(away, key=lambda label: away[label])
    return near, _EVENTS[near]
