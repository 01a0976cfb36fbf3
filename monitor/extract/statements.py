"""Statements of one reading.

Dates and cues bound to milestones, with stance, speaker and evidence (stages 6 to 10).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from monitor.extract.aside import aside, has_matter
from monitor.extract.bind import Bound as Binding_
from monitor.extract.bind import bind
from monitor.extract.dates import Mention
from monitor.extract.ellipsis import elliptic, taken
from monitor.extract.events import undated
from monitor.extract.known import is_known, is_recap, is_set
from monitor.extract.overdue import overdue
from monitor.extract.presumed import has_force, presumed
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.stance import Stance, stance
from monitor.extract.upheld import upheld
from monitor.lang import Hit
from monitor.records import Bound, DateRole, DueRange, Field, Modality, Rank, Statement

__all__ = ["statements"]

_UNKEPT = 6
"""Tokens from a negation to the date that will not be kept."""
_RECALLING = frozenset({"background", "background-was", "might", "negation"})
"""Labels that say that a delay is told of as past, possible or none."""
_IN_PASSING = frozenset({Modality.ANNOUNCED, Modality.RUMOURED, Modality.POSTPONED})
"""What a side matter is not said to be: it is told of in passing, and is planned."""
_DAY = timedelta(days=1)
_DENYING = 18
"""Tokens between a denial and a date that it denies."""
_MOVED = 3
"""Tokens after a date within which a closing verb puts something off to it."""
_LASTING = 2
"""Tokens between a negation and the verb of lasting that it negates."""
_NEGATED = 14
"""Tokens from a negated action to the date before which it does not happen."""


def _windows(
    scene: Scene, sentence: Sentence, here: list[Mention]
) -> Iterator[tuple[Mention, tuple[int, int], int]]:
    """Each date with its clause: from the date before it to the next border after it."""
    floor = sentence.first
    borders = scene.reading.cued(sentence.first, sentence.last).get("clause", [])
    for number, mention in enumerate(here):
        at = scene.token(mention.relation_start)
        end = scene.token(mention.end)
        ceiling = scene.token(here[number + 1].relation_start) if number + 1 < len(here) else sentence.last
        stop = next((border.first for border in borders if end <= border.first < ceiling), ceiling)
        for position in range(end, stop):
            if scene.reading.tokens[position].low in (",", ";") and number + 1 < len(here):
                stop = position
                break
        clause = (floor, max(stop, end))
        yield mention, clause, at
        if mention.resolved.period:
            floor = end


def dated(scene: Scene, sentence: Sentence) -> Iterator[Statement]:
    here = scene.mentions.get(sentence.number, [])
    for mention, clause, at in _windows(scene, sentence, here):
        period = mention.resolved.period
        if period is None:
            continue
        over = _over_by(scene, sentence, mention, at)
        refuted = not over and _refuted(scene, sentence, mention, at)
        denied = refuted and "undecided" not in scene.reading.cued(sentence.first, at)
        if not _due_date(scene, mention, clause, at, refuted=refuted or over):
            continue
        due = scene.due(mention)
        bound = bind(
            scene.binding,
            scene.slots.bare if refuted else scene.slots,
            clause,
            (sentence.first, sentence.last),
            scene.context(sentence),
            at,
            opening=scene.opening,
            stage=scene.stage(sentence, base=True),
            day=due.last_day if scene.reading.name is Field.BODY else None,
        )
        if mention.relation in ("until", "beyond") and not over:
            bound = tuple(one for one in bound if one.rule.principle or not one.rule.tracked)
        best = bound[0] if bound else taken(scene, sentence, mention, clause, at)
        if (
            best is not None
            and best.rule.tracked
            and not is_known(scene, due)
            and _of_meeting(scene, clause, at, best)
        ):
            best = None
        if best is None or (best.inherited and not best.taken):
            best = aside(scene, sentence, mention, clause, at, claimed=best is not None) or best
        if best is None and not refuted:
            best = presumed(scene, sentence, mention, clause)
        if best is None or scene.slots.within(best.number, "unrelated", clause):
            continue
        if (
            best.inherited
            and not best.own
            and not best.taken
            and "modal" in scene.reading.cued(clause[0], at)
        ):
            continue
        if not best.rule.tracked and period[0] <= scene.published and not _ahead(scene, mention, clause):
            continue
        official = scene.speakers[sentence.number].rank is not Rank.SOURCES
        not_before = _not_before(scene, sentence, mention, best.action.first, at)
        how = stance(
            scene.reading, sentence, clause, best, at, scene.whole,
            official=official, dated=True, deniable=not (not_before or over),
        )  # fmt: skip
        if best.taken and best.action.label == "holds" and best.action.last >= at - 1:
            due = replace(due, bound=Bound.BY)  # "to" belongs to what is said: "we stick to September"
        lasting = {"stay", "lasts"} if best.aside else {"stay"}
        if mention.relation == "by" and _either(scene) and scene.reading.cued(*clause).keys() & lasting:
            due = replace(due, bound=Bound.UNTIL)
        if refuted and not denied:
            how = replace(how, modality=Modality.RUMOURED, background=True, reason="a date left open")
        elif refuted:
            how = replace(how, modality=Modality.DENIED, change=None, reason="a stay that is denied")
            due = replace(due, bound=Bound.UNTIL)
        elif how.modality is Modality.DENIED and not _denies(scene, sentence, at):
            how = replace(
                how, modality=Modality.RUMOURED, background=True, reason="a date that a denial recalls"
            )
        elif _moves_to(scene, mention, at) and _put_off(scene, sentence, mention, clause, at, how):
            how = replace(how, modality=Modality.POSTPONED, reason="postponed to a date")
        if best.aside and how.modality in _IN_PASSING:
            if how.modality is Modality.POSTPONED and due.bound is Bound.UNTIL:
                due = replace(due, bound=Bound.ON)  # put off to a day on which it then is
            how = replace(how, modality=Modality.PLANNED, change=None, reason="a side matter")
        if not_before:
            due = _from(mention, due)
        if over:
            how, due = replace(how, change=None), replace(due, bound=Bound.BY)
        elif mention.relation == "beyond" and not refuted:
            due = replace(
                due, bound=Bound.FROM, first_day=due.last_day + _DAY, last_day=due.last_day + _DAY, fuzzy=True
            )
        if how.reason.startswith("might") and due.bound is Bound.ON:
            due = replace(due, bound=Bound.AROUND)
        resumed = best.aside and "future" in scene.reading.cued(clause[0], at)
        old = not resumed and scene.recalls(sentence, at, best.action.first)
        if old or is_recap(scene, sentence, best, mention, due):
            how = replace(how, background=True)
        held = how.modality is Modality.PROPOSED and is_set(scene, sentence, mention)
        if how.background and (held or (how.modality is Modality.PLANNED and is_known(scene, due))):
            how = replace(how, modality=Modality.AGREED, reason="a date on record")
        if _not_kept(scene, sentence, mention, at):
            how = replace(how, modality=Modality.PLANNED, background=True, reason="a date that is not kept")
        if _met(scene, mention, clause, at):
            how = replace(how, modality=Modality.AGREED, background=True, reason="a limit that was met")
        yield scene.statement(sentence, best, how, due, mention)


def _of_meeting(scene: Scene, clause: tuple[int, int], at: int, best: Binding_) -> bool:
    """Whether a date is that of talks, and what they are about is told after it or elsewhere.

    "A meeting is held early next year to review the handover".
    """
    met = [hit for hit in scene.reading.cued(*clause).get("meeting", ()) if hit.first < at]
    return bool(met) and not best.taken and (best.inherited or best.action.first >= at)


def _from(mention: Mention, due: DueRange) -> DueRange:
    """What may begin with a date and not before it."""
    first, last = mention.resolved.period or (due.first_day, due.last_day)
    return replace(due, bound=Bound.FROM, first_day=first, last_day=last)


def _ahead(scene: Scene, mention: Mention, clause: tuple[int, int]) -> bool:
    """Whether a period under way is spoken of as the future, or is a length counted from now."""
    return (
        mention.resolved.length
        or mention.bound not in (Bound.ON, Bound.WITHIN)
        or "future" in scene.reading.cued(*clause)
    )


def _moves_to(scene: Scene, mention: Mention, at: int) -> bool:
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
    return scene.reading.cued(end, end + _MOVED * scene.reading.lexicon.verb_may_close)


def _put_off(
    scene: Scene, sentence: Sentence, mention: Mention, clause: tuple[int, int], at: int, how: Stance
) -> bool:
    """Whether a clause puts something off to the date at token ``at``, be it from another date."""
    if how.modality not in (Modality.PLANNED, Modality.ANNOUNCED, Modality.AGREED, Modality.RUMOURED):
        return False
    moved = any(map(scene.old, scene.mentions[sentence.number]))
    near = scene.reading.cued(sentence.first if moved else clause[0], at)
    near = {**near, **_closing(scene, mention)}
    return not near.keys() & {"negation", "might"} and "postponed" in near


def _not_before(scene: Scene, sentence: Sentence, mention: Mention, action: int, at: int) -> bool:
    """Whether a date is the first on which something may happen: "will not leave before April"."""
    if mention.relation != "before":
        return False
    no = [hit for hit in scene.reading.cued(sentence.first, at).get("negation", ()) if hit.first <= action]
    return bool(no) and action - no[-1].last <= 3 and at - action < _NEGATED


def _over_by(scene: Scene, sentence: Sentence, mention: Mention, at: int) -> bool:
    """Whether nothing lasts longer than a date: "will not stay beyond September"."""
    if mention.relation not in ("beyond", "after"):
        return False
    cues = scene.reading.cued(max(sentence.first, at - _NEGATED), at)
    no = cues.get("negation", ())
    lasting = [hit for label in ("stay", "lasts", "against") for hit in cues.get(label, ())]
    return any(hit.last <= one.first <= hit.last + _LASTING for hit in no for one in lasting)


def _not_kept(scene: Scene, sentence: Sentence, mention: Mention, at: int) -> bool:
    """Whether a date is the one of a plan that fails: "will not be over in May as promised"."""
    end = scene.token(mention.end)
    return bool(
        scene.reading.cued(end, end + 2).get("as-planned")
        and scene.reading.cued(max(sentence.first, at - _UNKEPT), at).get("negation")
    )


def _denies(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether a denial stands close enough to a date to deny it: before it, or as the closing verb."""
    denials = scene.reading.cued(sentence.first, sentence.last).get("denied", ())
    after = scene.reading.lexicon.verb_last
    return any(0 <= at - hit.last < _DENYING or (after and 0 <= hit.first - at < _DENYING) for hit in denials)


def _met(scene: Scene, mention: Mention, clause: tuple[int, int], at: int) -> bool:
    """Whether a date is the limit of what is done already: "was finished ahead of the end of 2026"."""
    if mention.relation not in ("by", "before"):
        return False
    cues = scene.reading.cued(clause[0], at)
    done = [hit for hit in cues.get("completed", ()) if at - hit.last <= 2]
    return bool(done) and not cues.keys() & {"future", "modal", "planned", "proposed", "negation"}


def _either(scene: Scene) -> bool:
    """Whether one word is "by" and "until" in the language."""
    return "relation:until" not in scene.reading.lexicon.time


def _refuted(scene: Scene, sentence: Sentence, mention: Mention, at: int) -> bool:
    """Whether a report of staying or of a change until this date is denied: "reports of ... were wrong"."""
    lasting = mention.relation == "by" and _either(scene)
    if mention.relation not in ("until", "beyond", "after") and not lasting:
        return False
    cues = scene.reading.cued(sentence.first, sentence.last)
    closes = scene.reading.lexicon.verb_may_close
    change = [hit for label in ("against", "stay") for hit in cues.get(label, ())]
    moved = [hit for hit in change if hit.first < at or closes]
    denials = [hit for label in ("denied", "refuted", "undecided") for hit in cues.get(label, ())]
    led = any(denial.last <= hit.first for denial in denials if denial.first < at for hit in moved)
    if led or mention.relation == "after":
        return led
    followed = bool(moved) and any(max(at, moved[0].first) < hit.first for hit in cues.get("refuted", ()))
    return followed or any(hit.last <= at for hit in cues.get("upheld-mask", ()))


def _due_date(scene: Scene, mention: Mention, clause: tuple[int, int], at: int, *, refuted: bool) -> bool:
    """Whether a date can be a deadline.

    Not past, not today, and not a period under way without a future cue.
    """
    first, last = mention.resolved.period or (scene.published, scene.published)
    limit = mention.relation in ("by", "until", "before", "from") or mention.resolved.edge is not None
    if last < scene.published or mention.relation in ("since", "instead") or scene.old(mention):
        return False
    if mention.relation == "beyond":
        before = scene.reading.cued(clause[0], at)
        return refuted or ("postponed" in before and not before.keys() & {"negation", "denied"})
    if mention.role is DateRole.PAST and not limit:
        return False
    cues = scene.reading.cued(*clause)
    if mention.relation == "after" and "negation" not in cues and not _comes_after(scene, mention, clause):
        return False
    if last == scene.published and (
        not limit or (mention.relation, mention.kind) == ("until", "relative-day")
    ):
        return False  # "to this day"
    if mention.resolved.length and mention.relation == "by" and _moved(scene, mention):
        return False
    if limit or first > scene.published:
        return True
    ends = scene.reading.cued(clause[0], at).keys() & {"end", "lasts"}
    return "future" in cues or bool(ends) or not cues.keys() & {"past", "meeting", "said"}


def _comes_after(scene: Scene, mention: Mention, clause: tuple[int, int]) -> bool:
    """Whether "after" a length names a day to come: "will leave after two months"."""
    counted = mention.resolved.note == "counted on"
    cues = scene.reading.cued(clause[0], scene.token(mention.relation_start))
    return counted and "future" in cues and "past" not in cues


def _moved(scene: Scene, mention: Mention) -> bool:
    """Whether a length says by how much something moves: "put off by six months"."""
    sentence = scene.reading.sentences[mention.sentence]
    cues = scene.reading.cued(sentence.first, scene.token(mention.end))
    return "postponed" in cues or any(label.startswith("change:") for label in cues)


def statements(scene: Scene) -> tuple[Statement, ...]:
    """Every statement of one reading, in order of evidence."""
    reading, words = scene.reading, scene.slots
    found: list[Statement] = []
    for sentence in reading.sentences:
        acts = words.bare.acts(sentence.first, sentence.last)
        if reading.text(sentence.end - 1, sentence.end) == "?":
            continue
        of_dates: list[Statement] = []
        if (
            acts or elliptic(scene, sentence) or has_matter(scene, sentence) or has_force(scene, sentence)
        ):  # else no date and no cue of it can be bound
            of_dates = list(dated(scene, sentence))
        found.extend(of_dates)
        told = {s.milestone for s in of_dates if not s.background}
        kept = None
        if not any(s.modality is Modality.DENIED for s in of_dates):
            kept = upheld(scene, sentence, told)
        if kept is None and not told:
            kept = overdue(scene, sentence)
        if kept is not None:
            found.append(kept)
        elif acts or "begun:moved" in reading.cued(sentence.first, sentence.last):
            found.extend(undated(scene, sentence, told))
    return tuple(found)
