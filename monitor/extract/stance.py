"""How a statement is put: modality, background, commentary, explicit change (stage 7).

Cues of the sentence, weighed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from monitor.extract.agreement import is_fresh
from monitor.extract.bind import Bound
from monitor.extract.claim import changed, upholds
from monitor.extract.column import is_column
from monitor.extract.denial import denied_from
from monitor.extract.reading import Reading, Sentence
from monitor.extract.recap import fails, is_background
from monitor.extract.tabled import as_tabled
from monitor.extract.ultimatum import is_if, is_ultimatum
from monitor.lang import Hit
from monitor.records import Change, DueRange, Field, Modality, Rank

__all__ = ["GUESSES", "IN_FORCE", "Context", "Stance", "context", "stance"]

Cues = dict[str, list[Hit]]

GUESSES = ("a forecast", "an analyst's guess")
"""Reasons of a date that somebody only expects of others."""
IN_FORCE = "in force"
"""Reason of a statement that tells until when something holds."""
_LEAD = 6
"""Tokens between "once", the action that it times, and the date of that; from "previously due" to its own."""
_DENYING = 14
"""Tokens between a denial and the action that it denies."""
_FORESEEN = 8
"""Tokens from "expects" to what is expected."""
_MUST = 3
"""Tokens from a word of duty to what must be done."""
_LIMIT = 6
"""Tokens between a date and a word that makes it a limit."""
_TOLD_BY = frozenset({"said", "announced"})
"""Labels that say that somebody tells it."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole article says, for sentences that say nothing of their own."""

    agreed: bool
    """Its opening tells of an agreement."""
    sourced: bool
    """Its title names sources that are no officials."""
    insider: bool
    """Its opening rests on a source within a government or command."""
    commentary: bool
    """It is a columnist's."""
    cut: bool = False
    """Its opening tells that the force is made smaller."""
    day_in_doubt: bool = False
    """Its day of publication is not the feed's own, or its text names another one as today."""
    doubts: tuple[str, ...] = ()
    """Doubts that hold for all its statements."""


@dataclass(frozen=True, slots=True)
class Stance:
    """How a sentence puts what it says."""

    modality: Modality
    background: bool
    commentary: bool
    change: Change | None
    reason: str


def context(readings: tuple[Reading, ...]) -> Context:
    """The opening of an article: title, teaser and the first two sentences of the body."""
    labels: set[str] = set()
    for reading in readings:
        for sentence in reading.sentences[:2]:
            cues = reading.cued(sentence.first, sentence.last)
            if _meets(cues.get("rumoured", ()), cues.get("sources:official", ())):
                labels.add("insider")
            if reading.name is Field.TITLE and _outside(cues):
                labels.add("sources")
            if any(is_fresh(reading, cues, hit) for hit in cues.get("agreed", ())):
                labels.add("agreed")
            if "reduction" in cues:
                labels.add("cut")
            if _jointly(cues):
                labels.add("agreed")
    return Context(
        agreed="agreed" in labels,
        sourced="sources" in labels,
        insider="insider" in labels,
        commentary=is_column(readings),
        cut="cut" in labels,
    )


def _jointly(cues: Cues) -> bool:
    """Whether both sides make something public together: "Washington and Baghdad declared today"."""
    both = cues.get("both", ())
    return any(abs(hit.first - one.last) <= 1 for hit in cues.get("announced", ()) for one in both)


def stance(
    reading: Reading,
    sentence: Sentence,
    clause: tuple[int, int],
    bound: Bound,
    at: int,
    whole: Context,
    *,
    rank: Rank,
    due: DueRange | None,
    known: bool = False,
    far: bool = False,
    deniable: bool = True,
    asserted: bool = False,
    apart: frozenset[int] = frozenset(),
    view: bool = False,
) -> Stance:
    """Modality, background and the rest of a statement whose date or cue stands at token ``at``.

    ``due``: the deadline, None without one; ``known``: it is one on record; ``far``: it is
    months away, as what is agreed on is; what is nearer is the carrying out.
    ``deniable``: a cue of denial denies it; "will not leave before April" denies nothing.
    ``asserted``: it is said against what is denied before, and neither denied nor a rumour itself.
    ``apart``: tokens of words that recap another date of the sentence, which it has taken the place of.
    ``view``: it is only somebody's opinion.

    Denials and postponements win over everything; what is begun or completed needs its cue in the clause;
    an agreement in the sentence, or in the opening of an article, makes a plan an agreed one, unnamed sources
    alone a rumoured one.
    """
    dated = due is not None
    all_cues, near = (_own(reading.cued(*of), at) for of in ((sentence.first, sentence.last), clause))
    recap = is_background(reading, sentence, at, dated=dated, clause=clause[0], apart=apart)
    background = recap or (dated and _presumed(all_cues, bound.action, at, apart))
    heard = all_cues if deniable else {**all_cues, "denied": []}
    if asserted:
        heard = {label: hits for label, hits in heard.items() if label not in ("denied", "rumoured")}
    heard, near = (as_tabled(cues) for cues in (heard, near))
    last, rest = reading.lexicon.verb_last, (heard, near, bound, at, whole)
    modality, reason = _modality(*rest, rank=rank, due=due, known=known, far=far, verb_last=last)
    sourced = reason == "agreed" and _outside(all_cues, whole)
    if due and sourced and not (background or known or whole.agreed):
        modality, reason = Modality.RUMOURED, "agreed, as sources say"
    if due and modality is not Modality.DENIED:
        modality, reason = _recalled(reading, at, all_cues, near, modality, reason, background=background)
    if view and due and bound.rule.principle:
        modality, reason = _read(modality, reason, known=known)
    return Stance(modality, background, view, changed(near, all_cues, bound.action, modality), reason)


def _own(near: Cues, at: int) -> Cues:
    """Cues without what might change of what the date is set against: "the rest may slip, but not this"."""
    turn = max((hit.first for hit in near.get("contrast", ()) if hit.last <= at), default=-1)
    moved = [label for label in near if label.startswith("change:")]
    if not moved or "might" not in near or any(near[label][-1].first > turn for label in (*moved, "might")):
        return near
    return {label: hits for label, hits in near.items() if label not in (*moved, "might", "postponed")}


def _presumed(cues: Cues, action: Hit, at: int, apart: frozenset[int]) -> bool:
    """Whether a date only times something else: "once the mission is over in May"."""
    leads = [hit.last for hit in cues.get("presumed", ()) if hit.first not in apart]
    lead = max((last for last in leads if last <= action.first), default=-inf)
    return (
        action.first - lead <= _LEAD
        and 0 <= at - action.last <= _LEAD
        and not any(
            lead <= hit.first < at
            for label in ("clause", "modal", "that-clause")
            for hit in cues.get(label, ())
        )
    )


def _modality(
    cues: Cues,
    near: Cues,
    bound: Bound,
    at: int,
    whole: Context,
    *,
    rank: Rank,
    due: DueRange | None,
    known: bool,
    far: bool,
    verb_last: bool,
) -> tuple[Modality, str]:
    action, principle = bound.action, bound.rule.principle
    dated, official = due is not None, rank is not Rank.SOURCES
    reach = inf if verb_last else min(action.first, at)
    lead = inf if verb_last else max(action.last, at)
    admits = {hit.first for hit in cues.get("admits", ())}  # أقر بأن: who owns to something agrees to none
    agreed = any(hit.first < lead and hit.first not in admits for hit in cues.get("agreed", ()))
    if dated and is_ultimatum(cues, near, action, at):
        return Modality.CONDITIONAL, "an ultimatum"
    if dated and "hangs" in cues:
        return Modality.CONDITIONAL, "hangs on something"
    if any(
        (hit.first <= action.last or (verb_last and hit.first - action.last < _DENYING))
        and action.first - denied_from(cues, hit) < _DENYING
        and not upholds(cues, hit, action)
        and not (dated and is_if(cues, hit))
        for hit in cues.get("denied", ())
    ):
        return Modality.DENIED, "denied"
    if "postponed" in near and not dated:
        return Modality.POSTPONED, "postponed"
    if "might" in near and dated:
        if any(label.startswith("change:") for label in near):
            return Modality.CONDITIONAL, "might change"
        return (Modality.PLANNED, "might, on record") if official else (Modality.RUMOURED, "might")
    if "conditional" in near and dated and any(hit.first < reach for hit in near["conditional"]):
        return Modality.CONDITIONAL, "conditional"
    if "proposed" in cues and any(hit.first < reach for hit in cues["proposed"]) and "agreed" not in near:
        return Modality.PROPOSED, "proposed"
    if agreed and principle:
        return Modality.AGREED, "agreed"
    if dated and not principle and "in-force" in near:
        return Modality.AGREED, IN_FORCE
    if dated and principle and rank is Rank.JOINT:
        return Modality.AGREED, "jointly"
    if dated and principle and not known and "said" in cues and _is_demand(near, action):
        return Modality.PROPOSED, "a demand"
    if dated and bound.rule.tracked and official and _kept(cues, near, bound, at, whole):
        return Modality.PLANNED, "kept to"
    if _outside(cues, whole) and not (whole.agreed and principle):
        return Modality.RUMOURED, "rumoured"
    jointly = all(any(hit.first < reach for hit in cues.get(label, ())) for label in ("both", "announced"))
    if dated and principle and jointly:
        return Modality.AGREED, "announced by both"
    if dated and principle and not known and _is_foreseen(cues, action):
        return Modality.RUMOURED, GUESSES[0]
    intent = "intent" in near or any(hit.first < reach for hit in cues.get("intent", ()))
    if (
        whole.agreed
        and dated
        and principle
        and not intent
        and (far or (known and not cues.keys() & _TOLD_BY))
    ):
        return Modality.AGREED, "agreed in the opening"
    if any(hit.first <= action.first < hit.last for hit in cues.get("meeting", ())):
        return Modality.PLANNED, "a meeting"
    if "planned" in near or any(hit.first < reach for hit in cues.get("planned", ())):
        return Modality.PLANNED, "planned"
    if bound.rule.tracked and not principle and official:
        return Modality.PLANNED, "on record"
    if whole.sourced and dated and not official:
        return Modality.RUMOURED, "sources in the title"
    moved = any(label.startswith("change:") and label != "change:stays" for label in cues)
    if moved and dated and not official and "rumoured" in cues:
        return Modality.RUMOURED, "a change that sources tell"
    if ("announced" in cues and (official or moved)) or ("said" in cues and official):
        if dated and bound.rule.known and not moved and (known or far or not _declared(cues)):
            return Modality.PLANNED, "a plan on record"
        return Modality.ANNOUNCED, "announced"
    return Modality.PLANNED, "planned"


def _is_foreseen(cues: Cues, action: Hit) -> bool:
    """Whether somebody only expects of others what is told: "he expects them to stay until 2030"."""
    return any(hit.last <= action.first <= hit.last + _FORESEEN for hit in cues.get("foresees", ()))


def _is_demand(near: Cues, action: Hit) -> bool:
    """Whether it must be done: "must leave by May"; not "will have to leave".

    Only somebody's word demands; what an article itself says must be done is what was agreed on.
    """
    ahead = {hit.last for hit in near.get("modal", ())}
    return any(
        hit.first < action.first <= hit.last + _MUST and hit.first not in ahead
        for hit in near.get("duty", ())
    )


def _read(modality: Modality, reason: str, *, known: bool) -> tuple[Modality, str]:
    """What an analyst makes of a date: a plan of what is agreed, a guess of what nobody has set."""
    if modality is Modality.AGREED:
        return Modality.PLANNED, "an analyst's reading"
    if modality in (Modality.PLANNED, Modality.PROPOSED, Modality.ANNOUNCED) and not known:
        return Modality.RUMOURED, GUESSES[1]
    return modality, reason


def _outside(cues: Cues, whole: Context | None = None) -> bool:
    """Whether a cue speaks of sources other than those of a government or command: "a ministry source".

    "The source" is one of these where the opening rests on one.
    """
    inside = [
        *cues.get("sources:official", ()),
        *(cues.get("same-source", ()) if whole and whole.insider else ()),
    ]
    return any(not _meets((hit,), inside) for hit in cues.get("rumoured", ()))


def _meets(some: Iterable[Hit], others: Iterable[Hit]) -> bool:
    """Whether a cue of one kind shares a word with one of another."""
    return any(one.first < hit.last and hit.first < one.last for hit in some for one in others)


def _declared(cues: Cues) -> bool:
    """Whether something is made public, and not only said or confirmed."""
    public = {hit.first for hit in cues.get("announce", ())}
    return any(hit.first in public for hit in cues.get("announced", ()))


def _kept(cues: Cues, near: Cues, bound: Bound, at: int, whole: Context) -> bool:
    """Whether a known date is only kept to: said again, a duty or a limit announces nothing."""
    if (bound.taken and not whole.agreed) or "reaffirmed" in cues:
        return True
    if any(hit.first < at for hit in near.get("duty", ())):
        return True
    return any(abs(hit.first - at) <= _LIMIT for hit in near.get("limit", ()))


def _recalled(
    reading: Reading, at: int, cues: Cues, near: Cues, modality: Modality, reason: str, *, background: bool
) -> tuple[Modality, str]:
    """What a recap makes of a date.

    A limit that both sides know is agreed, what sources once said a rumour.
    """
    if background and fails(cues, at):
        return Modality.PLANNED, "a date that is not kept"
    if background and "limit" in reading.around(at, 4, 4):
        return Modality.AGREED, "a known limit"
    if background and "rumoured" in cues and "agreed" not in near and modality is not Modality.PROPOSED:
        return Modality.RUMOURED, "rumoured then"
    return modality, reason
