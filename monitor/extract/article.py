"""Reading one entry from title to statements."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from monitor.extract.aside import in_story
from monitor.extract.confidence import of_language
from monitor.extract.counts import counts
from monitor.extract.dates import mentions
from monitor.extract.evidence import proven
from monitor.extract.mention import Mention, to_record
from monitor.extract.milestone import Binding, MilestoneRule, binding
from monitor.extract.once import once
from monitor.extract.reading import Reading, read_field
from monitor.extract.scene import Scene
from monitor.extract.sites import sites
from monitor.extract.slots import Opening, Slots, opening, slots
from monitor.extract.stance import Context, context
from monitor.extract.statements import statements
from monitor.lang import SHIPPED, Lexicons
from monitor.records import DateRole, Entry, Extraction, Field, Modality, Statement

__all__ = ["Stages", "conclude", "extract", "stages"]

_PLANNED = timedelta(days=730)
"""How long before the first date on record of a stage it can be completed."""
_REMEMBERED = timedelta(days=90)
"""How long after a matter ended articles are still read for it."""


@dataclass(frozen=True, slots=True)
class Stages:
    """An entry between the stages: what was found in each of its fields that has text, field by field."""

    readings: tuple[Reading, ...]
    mentions: tuple[tuple[Mention, ...], ...]
    slots: tuple[Slots, ...]
    binding: Binding
    opening: Opening
    whole: Context
    stated: tuple[Statement, ...]
    """Every statement made, repetitions included."""


def stages(entry: Entry, rules: tuple[MilestoneRule, ...], lexicons: Lexicons = SHIPPED) -> Stages:
    """Everything of an entry up to its statements, before each is told once."""
    published = entry.published_at.date()
    whole_text = f"{entry.title}\n{entry.summary}\n{entry.body}"
    lang = lexicons.detect(whole_text, entry.lang)
    words = lexicons.nearest(lang)
    bound = binding(rules, words, frozenset(rule.id for rule in rules if _over(rule, published)))
    readings = tuple(
        read_field(field, text, words, bound.book) for field in Field if (text := entry.text(field))
    )
    mentioned = tuple(mentions(reading, published) for reading in readings)
    found = tuple(
        slots(
            reading,
            bound,
            [
                (bisect_left(reading.offsets, m.start), bisect_left(reading.offsets, m.end))
                for m in dates
                if m.last
            ],
        )
        for reading, dates in zip(readings, mentioned, strict=True)
    )
    start = opening(readings, found, bound)
    whole = replace(
        context(readings),
        day_in_doubt=entry.date_doubt is not None or any(_other_today(of, entry) for of in mentioned),
        doubts=of_language(lang, known=lang in lexicons.languages),
    )
    stated: list[Statement] = []
    scene: Scene | None = None
    for reading, dates, hits in zip(readings, mentioned, found, strict=True):
        if start.home:
            scene = Scene(reading, dates, bound, hits, whole, published, start, scene)
            stated.extend(statement for statement in statements(scene) if proven(entry, statement))
    told = in_story(stated, bound, start)
    return Stages(
        readings, mentioned, found, bound, start, whole, tuple(_before_plan(told, bound, published))
    )


def extract(entry: Entry, rules: tuple[MilestoneRule, ...], lexicons: Lexicons = SHIPPED) -> Extraction:
    """Dates, statements, counts and sites of one entry.

    Args:
        entry: title, summary and body are all read; offsets count code points of the entry's own fields.
        rules: the milestones, in order of precedence.
        lexicons: the words that it is read with.

    Returns:
        What the text says; empty for empty text. Never raises. For every quote,
        ``entry.text(quote.field)[quote.start:quote.end] == quote.text``; a statement of which that does not
        hold is not made.
    """
    return conclude(stages(entry, rules, lexicons), rules)


def conclude(of: Stages, rules: tuple[MilestoneRule, ...]) -> Extraction:
    """What an entry says, from what its stages found: every statement once, with counts and sites."""
    dates = tuple(
        to_record(reading, mention)
        for reading, found in zip(of.readings, of.mentions, strict=True)
        for mention in found
    )
    named = sites(of.readings)
    return Extraction(dates, once(of.stated, rules, named), counts(of.readings), named)


def _over(rule: MilestoneRule, published: date) -> bool:
    """Whether a matter was over so long ago that an article no longer speaks of it as due."""
    return rule.ended_on is not None and published > rule.ended_on + _REMEMBERED


def _before_plan(told: Iterable[Statement], binding: Binding, published: date) -> Iterator[Statement]:
    """The statements; what is done at a stage's place years before its plan is a side matter.

    A base handed over in 2020 completes no stage that is due in 2025. Dates stay: a stage may come sooner.
    """
    stages = {rule.id: rule for rule in binding.rules if rule.stage is not None}
    known = [day for rule in stages.values() for day in rule.known]
    early = bool(known) and min(known) - published > _PLANNED
    side = next((binding.rules[number] for number in binding.aside), None) if early else None
    for one in told:
        if side is not None and one.milestone in stages and one.modality is Modality.COMPLETED:
            how = one.rule.partition("/")[2]
            one = replace(one, milestone=side.id, action=side.verb, rule=f"{side.id}/{how}")
        yield one


def _other_today(found: tuple[Mention, ...], entry: Entry) -> bool:
    """Whether a text names another weekday as today than that of its publication."""
    published = entry.published_at.date()
    return any(
        mention.role is DateRole.PUBLICATION and mention.kind == "weekday" and mention.first != published
        for mention in found
    )
