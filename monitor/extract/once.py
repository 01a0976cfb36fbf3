"""One statement once: what title, teaser and body say alike is told by its best evidence (stage 10)."""

from dataclasses import dataclass, replace

from monitor.extract.former import FORMER
from monitor.extract.milestone import MilestoneRule
from monitor.extract.urged import DEMAND
from monitor.records import WISHED, Bound, Change, DueRange, Field, Modality, Site, Statement
from monitor.text import normalise

__all__ = ["once"]

_PRINCIPLE = (Modality.AGREED, Modality.PROPOSED, Modality.PLANNED)
_DUE = (Modality.PLANNED, Modality.ANNOUNCED, Modality.AGREED)
_DONE = (Modality.BEGUN, Modality.COMPLETED)
_FIELDS = {Field.BODY: 0, Field.SUMMARY: 1, Field.TITLE: 2}
_JUDGED_DAYS = 31
"""How far the last day of "over the next 12 months" may be from the date it means."""


def once(
    found: tuple[Statement, ...], rules: tuple[MilestoneRule, ...], named: tuple[Site, ...] = ()
) -> tuple[Statement, ...]:
    """Statements without repetition, in order of the text.

    The body proves better than the teaser, the teaser better than the title; the foreground better than a
    recap; a date better than none. See :class:`_Kept` for what counts as a repetition.
    """
    found = _recalled_delays(found, named)
    ranked = sorted(
        found,
        key=lambda s: (
            s.due is None,
            s.modality in _PRINCIPLE or (s.due is None and s.modality is Modality.RUMOURED),
            s.background,
            s.commentary,
            s.due is not None and s.due.fuzzy,
            _FIELDS[s.quote.field],
            s.change is Change.KEPT,
            s.quote.start,
        ),
    )
    kept = _Kept(
        [],
        frozenset(rule.id for rule in rules if not rule.narrow),
        frozenset(rule.id for rule in rules if rule.tracked),
        frozenset(rule.id for rule in rules if rule.stage is not None),
        frozenset(rule.id for rule in rules if rule.tracked and not rule.principle),
        tuple(s for s in found if s.due and not s.due.fuzzy),
        any(s.quote.field is Field.BODY for s in found),
    )
    for statement in ranked:
        if not kept.tells(statement):
            kept.statements.append(statement)
    return tuple(sorted(kept.statements, key=lambda s: (-_FIELDS[s.quote.field], s.quote.start)))


def _recalled_delays(found: tuple[Statement, ...], named: tuple[Site, ...]) -> tuple[Statement, ...]:
    """The statements; that something was late is a recap where the same article tells that it is done.

    Where one site is told of as left, another one of its part may still be late.
    """
    at = frozenset(text.lower() for site in named for text in (site.name, normalise(site.quote.text).text))
    over = [s for s in found if s.modality is Modality.COMPLETED and not s.background]

    def recalls(one: Statement) -> bool:
        return any(
            s.milestone == one.milestone
            and (s.place.lower() not in at or one.place in ("", s.place) or one.place.lower() not in at)
            for s in over
        )

    return tuple(
        replace(s, background=True)
        if s.modality is Modality.POSTPONED and s.due is None and recalls(s)
        else s
        for s in found
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept so far, best evidence first."""

    statements: list[Statement]
    wide: frozenset[str]
    """Milestones that are not a part of another: a detail's event tells theirs."""
    tracked: frozenset[str]
    staged: frozenset[str]
    """Milestones that are a stage of the plan, of several sites: one that is left is not the whole of it."""
    apart: frozenset[str]
    """Milestones of how the plan is made known: no date of the plan itself tells them."""
    exact: tuple[Statement, ...]
    """Every statement of the article with a calendar date."""
    bodied: bool
    """Whether the body states anything."""

    def tells(self, one: Statement) -> bool:
        """Whether what is kept tells this statement already."""
        if any(_same(one, other) for other in self.statements):
            return True
        if one.due is not None and one.quote.field is not Field.BODY and self.part(one, one.due):
            return True
        if one.due is not None and one.due.fuzzy:
            return self.meant(one, one.due)
        if _upholds(one) and self.affirmed(one):
            return True
        if one.modality is Modality.DENIED:
            return self.denied(one)
        if one.modality in _DONE:
            return self.done(one) or self.to_come(one)
        sooner = one.change is Change.EARLIER
        if _is_wished(one):
            return self.wished(one)
        if one.due is None and one.modality in _PRINCIPLE and one.change is not Change.KEPT and not sooner:
            return self.principle(one)
        if one.due is None and (sooner or one.modality is Modality.POSTPONED) and self.put_off(one):
            return True
        heading = one.due is None and one.quote.field is not Field.BODY
        return heading and any(k.milestone == one.milestone for k in self.statements)

    def put_off(self, one: Statement) -> bool:
        """That something is late, or sooner, says nothing beside the date to which it is moved.

        A heading says it of the whole where the text puts off a part.
        """
        heading = one.quote.field is not Field.BODY
        return any(
            (
                kept.change is (one.change or Change.LATER)
                or kept.modality is one.modality is Modality.POSTPONED
            )
            and kept.due is not None
            and not kept.background
            and (kept.milestone == one.milestone or (heading and kept.milestone in self.tracked))
            for kept in self.statements
        )

    def affirmed(self, one: Statement) -> bool:
        """That a plan stands is told once; a heading's word for it less well than a date of the plan."""
        heading = one.quote.field is not Field.BODY
        return any(
            kept.background == one.background
            and (_upholds(kept) or (heading and kept.due is not None and kept.milestone in self.tracked))
            for kept in self.statements
        )

    def denied(self, one: Statement) -> bool:
        """A second denial tells nothing new, nor does a stay of what is told to be put off.

        A heading's "will not leave in May" neither, where the text says to when that is put off, nor its
        "will not leave" where the text says until what.
        """
        heading = one.quote.field is not Field.BODY

        def late(kept: Statement) -> bool:
            return kept.due is None or (heading and kept.milestone == one.milestone)

        return any(
            (
                kept.modality is Modality.DENIED
                and kept.background == one.background
                and (kept.due is None or kept.milestone in self.tracked)
            )
            or (one.change is Change.STAYS and kept.modality is Modality.POSTPONED and late(kept))
            or (heading and kept.modality is Modality.CONDITIONAL and kept.milestone == one.milestone)
            for kept in self.statements
        )

    def part(self, one: Statement, due: DueRange) -> bool:
        """A heading's loose word for what the body tells of a part by the same day, or within its year."""
        kept = (s.due for s in self.statements)
        return one.milestone in self.wide and any(
            d is not None
            and (d.last_day == due.last_day or (due.first_day <= d.first_day and d.last_day < due.last_day))
            for d in kept
        )

    def meant(self, one: Statement, due: DueRange) -> bool:
        """A length of time that a calendar date of the article says better."""
        if one.quote.field is not Field.BODY and any(s.quote.field is Field.BODY for s in self.exact):
            return True
        return any(
            s.due is not None
            and s.milestone == one.milestone
            and s.background == one.background
            and due.bound is s.due.bound is Bound.BY
            and abs((due.last_day - s.due.last_day).days) <= _JUDGED_DAYS
            for s in self.exact
        )

    def to_come(self, one: Statement) -> bool:
        """Whether what is said to be done of a part is still due as the same article has it.

        "They leave the base next week; none of them is at the headquarters any more": one site is no part.
        """
        return (
            one.modality is Modality.COMPLETED
            and one.milestone in self.staged
            and one.quote.field is Field.BODY
            and any(
                other.milestone == one.milestone
                and other.quote.field is Field.BODY
                and other.modality in _DUE
                and other.due is not None
                and other.due.bound in (Bound.ON, Bound.BY)
                and not (other.background or other.commentary)
                for other in self.exact
            )
        )

    def done(self, one: Statement) -> bool:
        """A second beginning or completion is a detail of the first; what is over has begun.

        An undated one of a heading whose text has statements, but none of it, is a word too much.
        """
        if one.due is None and one.quote.field is not Field.BODY and self.bodied:
            return True
        for kept in self.statements:
            alike = kept.modality is one.modality and kept.milestone != one.milestone
            if alike and (one.milestone in self.wide or kept.quote.start <= one.quote.start):
                return True
            if kept.milestone == one.milestone and kept.modality in _DONE and one.due is None:
                return True
        return False

    def wished(self, one: Statement) -> bool:
        """A change that is only wished or talked of adds nothing to a change, nor to another wish.

        A heading's adds nothing to whatever the text tells of the same milestone, or to its news of the plan.
        """
        heading = one.quote.field is not Field.BODY
        return any(
            (heading and (kept.milestone == one.milestone or self.news(kept)))
            or (
                not kept.background
                and (kept.modality is Modality.PROPOSED or _changes(kept))
                and (heading or kept.due is None or kept.milestone == one.milestone)
            )
            for kept in self.statements
        )

    def news(self, kept: Statement) -> bool:
        """Whether a statement is news of the plan."""
        return not kept.background and kept.milestone in self.tracked

    def principle(self, one: Statement) -> bool:
        """A principle without a date adds nothing to a date, to another principle, or to a denial.

        What somebody asks for adds something to the recap of a plan.
        """
        asked = one.rule.endswith(DEMAND)
        heading = one.quote.field is not Field.BODY
        for kept in self.statements:
            if asked and heading and self.news(kept):
                return True
            told = kept.due is not None and kept.milestone in self.tracked and not _is_recalled(kept, one)
            other = one.milestone in self.apart and kept.milestone != one.milestone
            if told and not other and not (asked and kept.background):
                return True
            if kept.due is None and kept.modality in _PRINCIPLE:
                return True
            if kept.modality is Modality.DENIED and one.modality is Modality.AGREED:
                return True
        return False


def _is_recalled(kept: Statement, one: Statement) -> bool:
    """Whether a date is only recalled in the sentence of a wish: "at once rather than in September"."""
    return kept.rule.endswith(FORMER) and kept.quote == one.quote


def _is_wished(one: Statement) -> bool:
    """Whether a statement tells that somebody wants or talks of a change: what no recap of the plan tells."""
    return one.due is None and one.modality in WISHED and one.change is not None


def _changes(one: Statement) -> bool:
    """Whether a statement claims that the plan has changed, or is to."""
    return one.change is not None and not _upholds(one)


def _upholds(one: Statement) -> bool:
    """Whether a statement without a date says that the plan stands, be it by denying that it changed."""
    denies = one.modality is Modality.DENIED and one.change is Change.CHANGED
    return one.due is None and (denies or one.change is Change.KEPT)


def _same(one: Statement, other: Statement) -> bool:
    """Whether two statements limit the same milestone by the same last day, or a heading's wider one."""
    if one.milestone != other.milestone:
        return False
    if one.due is None or other.due is None:
        return one.due is None and other.due is None and one.modality is other.modality
    if one.due.last_day == other.due.last_day:
        return True
    wider = one.due.first_day <= other.due.first_day and other.due.last_day <= one.due.last_day
    return wider and one.quote.field is not other.quote.field
