"""How sure a statement is to say what its words say, with the reasons against.

Confidence is 1 without a doubt; each doubt leaves a share of it, and the shares are multiplied.
:data:`LEFT` is the one place where a doubt has its weight; docs/extraction.md lists it for a person who
recomputes a figure.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from math import prod
from types import MappingProxyType

from monitor.extract.anchor import PARTLY
from monitor.extract.bind import Bound
from monitor.extract.mention import Mention
from monitor.extract.speakers import Speaker
from monitor.extract.stance import Context, Stance
from monitor.lang import UNKNOWN
from monitor.records import Modality, Rank

__all__ = ["LEFT", "Doubt", "confidence", "of_language", "of_statement"]


class Doubt(StrEnum):
    """A reason to be less sure, in the words that a person is shown."""

    FAR = "the action stands far from its date"
    INHERITED = "the action comes from another clause"
    OUTSIDE = "part or place are named outside the clause"
    PERVADING = "the part is only named in the opening"
    TAKEN = "the matter is taken from the sentence before or the heading"
    ASIDE = "a side matter is named, and no word for what is done"
    RIVAL = "another milestone fits nearly as well"
    JUDGED = "the date is a judgement or a length of time"
    PARTLY = "the date is only partly understood"
    YEAR = "the year is inferred"
    REFERRING = "the date refers to the one mentioned before"
    HIJRI = "a Hijri date, give or take a day"
    DAY = "counted from a day of publication that is in doubt"
    NOBODY = "nobody is named as speaker"
    UNNAMED = "unnamed sources"
    PRONOUN = "the speaker is a pronoun, followed back"
    CARRIED = "the speaker is the one of an earlier sentence"
    TITLE = "told by the headline only"
    UNSAID = "no word says whether it is planned or agreed"
    WEAK = "how it is put rests on a weak word"
    UNDATED = "no date is given"
    COMMENTARY = "an analyst or columnist says it"
    POORLY = "few words of its language are known"
    UNREAD = "its language has no lexicon"


LEFT: Mapping[str, float] = MappingProxyType(
    {
        Doubt.FAR: 0.95,
        Doubt.INHERITED: 0.8,
        Doubt.OUTSIDE: 0.85,
        Doubt.PERVADING: 0.75,
        Doubt.TAKEN: 0.7,
        Doubt.ASIDE: 0.8,
        Doubt.RIVAL: 0.8,
        Doubt.JUDGED: 0.8,
        Doubt.PARTLY: 0.5,
        Doubt.YEAR: 0.9,
        Doubt.REFERRING: 0.9,
        Doubt.HIJRI: 0.95,
        Doubt.DAY: 0.8,
        Doubt.NOBODY: 0.9,
        Doubt.UNNAMED: 0.95,
        Doubt.PRONOUN: 0.95,
        Doubt.CARRIED: 0.9,
        Doubt.TITLE: 0.8,
        Doubt.UNSAID: 0.9,
        Doubt.WEAK: 0.95,
        Doubt.UNDATED: 0.7,
        Doubt.COMMENTARY: 0.8,
        Doubt.POORLY: 0.8,
        Doubt.UNREAD: 0.5,
    }
)
"""What each doubt leaves of the confidence."""

_FAR = 10
"""Tokens between action and date from which on they may belong to different things."""
_LEAD = 2.0
"""Points by which the best milestone should be ahead of the next one."""
_COUNTED = frozenset({"unit", "duration", "plural", "weekday", "relative-day", "season"})
"""Kinds of expression that are counted from the day of publication."""
_JUDGED = frozenset({"judged", "counted on"})
_WEAK = frozenset({
    "might", "might, on record", "might change", "agreed in the opening", "sources in the title",
    "a date that a denial recalls",
})  # fmt: skip
"""Reasons of a stance that are no cue beside the statement."""
_WELL_READ = ("ar", "en")


def confidence(doubts: Iterable[str]) -> float:
    """What the doubts leave of 1, with two decimals; words that are no doubt of the table leave all."""
    return round(prod(LEFT.get(words, 1.0) for words in doubts), 2)


def of_language(lang: str, *, known: bool) -> tuple[Doubt, ...]:
    """Doubts about every statement of an article in a language; ``known``: it has a lexicon."""
    if lang in (*_WELL_READ, UNKNOWN):
        return ()
    return (Doubt.POORLY if known else Doubt.UNREAD,)


def of_statement(
    best: Bound,
    how: Stance,
    speaker: Speaker,
    mention: Mention | None,
    whole: Context,
    *,
    gap: int,
    title: bool,
    said: bool,
    planned: bool,
) -> Iterator[str]:
    """Doubts about one statement.

    Args:
        best: the milestone that it was bound to.
        how: modality, background and the rest, with what decided it.
        speaker: who says it.
        mention: its date; None for an undated statement.
        whole: what holds for the whole article.
        gap: tokens between action and date.
        title: it is told by a headline.
        said: its sentence has a verb of saying.
        planned: its sentence has a cue of a plan.
    """
    yield from _of_binding(best, gap)
    yield from _of_date(mention) if mention is not None else (Doubt.UNDATED,)
    office = speaker.unnamed and speaker.rank is not Rank.SOURCES
    if not speaker.name or office:
        yield Doubt.NOBODY
    elif speaker.name == "sources" or speaker.unnamed:
        yield Doubt.UNNAMED
    elif speaker.carried:
        yield Doubt.PRONOUN if said else Doubt.CARRIED
    if title:
        yield Doubt.TITLE
    if how.reason in _WEAK:
        yield Doubt.WEAK
    elif how.modality is Modality.PLANNED and not planned:
        yield Doubt.UNSAID
    if how.commentary:
        yield Doubt.COMMENTARY
    if whole.day_in_doubt and _counted(mention):
        yield Doubt.DAY
    yield from whole.doubts


def _of_binding(best: Bound, gap: int) -> Iterator[Doubt]:
    if best.taken:
        yield Doubt.TAKEN
        return
    if best.aside:
        yield Doubt.ASIDE
    if gap > _FAR:
        yield Doubt.FAR
    if best.inherited:
        yield Doubt.INHERITED
    if best.rule.narrow and not best.own:
        yield Doubt.PERVADING if best.action in (best.scope, best.place) else Doubt.OUTSIDE
    if best.lead < _LEAD:
        yield Doubt.RIVAL


def _of_date(mention: Mention) -> Iterator[Doubt]:
    resolved = mention.resolved
    if resolved.fuzzy or resolved.length or resolved.note in _JUDGED:
        yield Doubt.JUDGED
    if PARTLY in resolved.note:
        yield Doubt.PARTLY
    if "year inferred" in resolved.note:
        yield Doubt.YEAR
    if "anaphoric" in resolved.note:
        yield Doubt.REFERRING
    if "Hijri" in resolved.note and "Solar" not in resolved.note:
        yield Doubt.HIJRI


def _counted(mention: Mention | None) -> bool:
    """Whether a date depends on the day of publication."""
    return mention is not None and (mention.kind in _COUNTED or "year inferred" in mention.resolved.note)
