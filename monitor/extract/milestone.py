"""The rules that bind statements to milestones.

One frozen record per ``[[milestone]]`` table of the configuration.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import lru_cache

from monitor.lang import Lexicon, PhraseBook, spelled_out
from monitor.records import Milestone

__all__ = ["Binding", "Kind", "MilestoneRule", "Names", "Words", "binding", "milestone_of"]

Kind = str

SLOTS = ("action", "actor", "scope", "place", "seat", "home", "exclude", "matter", "unrelated")


@dataclass(frozen=True, slots=True)
class Words:
    """Phrases per language, in the pattern language of :mod:`monitor.lang.pattern`.

    ``@leave`` stands for the cue words of that label in the language's lexicon, ``@phase1.actor`` for the
    words of another milestone's slot.
    """

    ar: tuple[str, ...] = ()
    """Arabic."""
    en: tuple[str, ...] = ()
    """English."""
    fa: tuple[str, ...] = ()
    """Persian."""
    ckb: tuple[str, ...] = ()
    """Central Kurdish (Sorani)."""
    tr: tuple[str, ...] = ()
    """Turkish."""
    fr: tuple[str, ...] = ()
    """French."""
    de: tuple[str, ...] = ()
    """German."""

    def of(self, lang: str) -> tuple[str, ...]:
        """The phrases of one language."""
        found: tuple[str, ...] = getattr(self, lang, ())
        return found


@dataclass(frozen=True, slots=True)
class Names:
    """The milestone's name as shown in one language; empty falls back to ``name``."""

    ar: str = ""
    """Arabic."""
    en: str = ""
    """English."""


@dataclass(frozen=True, slots=True)
class MilestoneRule:
    """One thing that is due, and the words by which a statement about it is told. See docs/extraction.md."""

    id: str
    """Short stable identity, used in the ledger; never change it once there is a history."""
    name: str
    """Name shown to a person."""
    names: Names = Names()
    """Names in other languages."""
    tracked: bool = True
    """Whether shifts of it may alert. Untracked ones are recorded and shown."""
    ended_on: date | None = None
    """The day on which the matter was over for you: from then on the clock is silent about it, and articles
    published more than 90 days later are not read for it."""
    known: tuple[date, ...] = ()
    """Last days of deadlines on record for it: in an article on the matter a date that ends on one of them
    speaks of it, unless the clause names something else."""
    others: tuple[date, ...] = ()
    """Last days on record for other milestones of the plan: a bare date that ends on one of them is noted
    and does not move this one's; a claim of change does."""
    reminder_days: tuple[int, ...] | None = None
    """Days before its deadlines at which the clock reminds; as in ``[ledger]`` when left out."""
    lapses: bool | None = None
    """Whether its deadlines lapse when they pass; as in ``[ledger]`` when left out."""
    silence_after: timedelta | None = None
    """How long nobody may speak about it before the clock says so; as in ``[ledger]`` when left out."""
    stage: int | None = None
    """Which stage it is of a plan that is told in stages: 1 for the first, the highest for the last.

    "The first by May, the rest by June" then speaks of these, whatever their words.
    """
    verb: str = ""
    """One English word or two for what is done, shown as the statement's action."""
    weight: int = 0
    """Added to the rule's score: a tie between rules goes to the higher weight, then to the earlier rule."""
    narrow: bool = False
    """True: binds only with a word of ``scope`` or ``place`` near the date. False.

    These only strengthen it.
    """
    begins: str | None = None
    """The id of the milestone of which it is the beginning: that one "has begun" is then told of this one."""
    inherits: bool = True
    """Whether a clause without an action of its own may take it from the rest of its sentence."""
    pervades: bool = False
    """Whether a word of ``scope`` in the article's opening holds for all its clauses."""
    principle: bool = True
    """Whether an agreement told in the article's opening makes its dates agreed ones."""
    undated: tuple[str, ...] = ("denied", "postponed", "begun", "completed", "agreed", "proposed")
    """Modalities that are worth a statement without a date."""
    action: Words = Words()
    """What is done. Without one of these there is no statement."""
    actor: Words = Words()
    """Who does it. The nearest actor must be one of these, not one of ``exclude``."""
    scope: Words = Words()
    """Which part of the force or plan."""
    place: Words = Words()
    """Where."""
    seat: Words = Words()
    """Where a sentence plays that opens with it, be it only where somebody speaks: "In Baghdad, ..."."""
    home: Words = Words()
    """Where the story plays: one must stand in the sentence or in the article's opening."""
    exclude: Words = Words()
    """Other forces, countries and matters.

    Nearer to the action than an actor, they make it another matter.
    """
    matter: Words = Words()
    """What a deadline is about that no words of action tell of: a contingent, talks, a memorandum.

    One of them in the clause of a date binds it, without an action, an actor or a place.
    """
    unrelated: Words = Words()
    """Wholly other matters (elections, salaries): a date with one of them in its clause is not this one's."""

    def __hash__(self) -> int:
        return hash(self.id)  # the rules are looked up by value for every article


def milestone_of(rule: MilestoneRule) -> Milestone:
    """The milestone as the ledger knows it."""
    names = tuple((f.name, getattr(rule.names, f.name)) for f in fields(Names) if getattr(rule.names, f.name))
    return Milestone(
        id=rule.id,
        name=rule.name,
        names=names,
        tracked=rule.tracked,
        ended_on=rule.ended_on,
        others=rule.others,
        reminder_days=rule.reminder_days,
        lapses=rule.lapses,
        silence_after=rule.silence_after,
    )


@dataclass(frozen=True, slots=True)
class Binding:
    """The rules, compiled for one language.

    ``labels`` says which slots of which rules a hit's label serves, and again which slots of any.
    """

    lang: str
    rules: tuple[MilestoneRule, ...]
    book: PhraseBook
    """The lexicon's tables, and the words of the rules."""
    labels: dict[str, tuple[frozenset[tuple[int, str]], frozenset[str]]]
    placed: frozenset[int]
    """Numbers of the rules that say where their story plays (``home``)."""
    acted: frozenset[int]
    """Numbers of the rules that say who acts (``actor``)."""
    parts: tuple[int, ...]
    """Numbers of the tracked rules for a part of the story (``narrow``)."""
    aside: tuple[int, ...]
    """Numbers of the rules that say what else may be due (``matter``)."""
    whole: frozenset[int]
    """Numbers of the tracked rules for the story as a whole."""


def _expand(
    words: tuple[str, ...], lexicon: Lexicon, rules: dict[str, MilestoneRule], depth: int = 0
) -> Iterator[str]:
    for word in words:
        if not word.startswith("@"):
            yield from spelled_out((word,))
            continue
        owner, dot, slot = word[1:].partition(".")
        if not dot:
            yield from lexicon.cues.get(owner, ())
        elif depth < 4 and owner in rules and slot in SLOTS:
            yield from _expand(getattr(rules[owner], slot).of(lexicon.lang), lexicon, rules, depth + 1)


@lru_cache(maxsize=64)
def binding(
    rules: tuple[MilestoneRule, ...], lexicon: Lexicon, over: frozenset[str] = frozenset()
) -> Binding:
    """The rules compiled for one lexicon. Pure; remembered, as both change only with the configuration.

    Args:
        rules: all of them, in order.
        lexicon: the words of a language.
        over: ids of those that an article is not read for.
    """
    known = {rule.id: rule for rule in rules}
    serving: dict[str, set[tuple[int, str]]] = {}
    for number, rule in enumerate(rules):
        if rule.id in over:
            continue
        for slot in SLOTS:
            for word in _expand(getattr(rule, slot).of(lexicon.lang), lexicon, known):
                serving.setdefault(word, set()).add((number, slot))
    labelled: dict[str, list[str]] = {}
    labels: dict[str, tuple[frozenset[tuple[int, str]], frozenset[str]]] = {}
    for word, served in serving.items():
        key = ";".join(f"{number}.{slot}" for number, slot in sorted(served))
        labelled.setdefault(key, []).append(word)
        labels[key] = (frozenset(served), frozenset(slot for _, slot in served))
    lang = lexicon.lang
    return Binding(
        lang,
        rules,
        lexicon.compiled(labelled),
        labels,
        frozenset(number for number, rule in enumerate(rules) if rule.home.of(lang)),
        frozenset(number for number, rule in enumerate(rules) if rule.actor.of(lang)),
        tuple(number for number, rule in enumerate(rules) if rule.narrow and rule.tracked),
        tuple(number for number, rule in enumerate(rules) if rule.matter.of(lang) and rule.id not in over),
        frozenset(
            number for number, rule in enumerate(rules) if rule.tracked and rule.principle and not rule.narrow
        ),
    )
