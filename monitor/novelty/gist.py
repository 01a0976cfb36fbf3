"""What an article says, in no language: what reports of one news share when their words do not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from monitor.lang import LANGUAGES, lexicon
from monitor.novelty.names import names, sounds
from monitor.records import DueRange, Entry, Precision, Rank, Statement
from monitor.text import normalise

LEAD = 70
"""Words at the beginning of a body that are looked at, beside title and teaser; background follows."""
LEAST = 32
"""Smaller numbers are days of a month, phases, or hours."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SLACK = {
    Precision.WEEK: timedelta(days=3),
    Precision.MONTH: timedelta(days=10),
    Precision.YEAR: timedelta(days=30),
}
"""How far lengths in these units may lie apart."""
_SPOKEN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Gist:
    """An article reduced to what a report of the same news in another language also has."""

    vector: str = ""
    """That of the score; empty where none was made."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Sounds of names in title, teaser and lead -> the word as written."""
    numbers: frozenset[int] = frozenset()
    """Numbers of title, teaser and lead that are neither years nor days."""
    dues: Mapping[str, frozenset[tuple[date, date]]] = field(default_factory=dict)
    """Milestone -> first and last days that the article itself states, recaps left out."""
    speakers: Mapping[str, str] = field(default_factory=dict)
    """Sounds of the last names of persons on record -> the name as written."""
    last_days: frozenset[date] = frozenset()
    """Every last day stated, whatever for: reports differ in what they call a milestone."""


def gist(entry: Entry, statements: Sequence[Statement], vector: str) -> Gist:
    """The gist of an article.

    Args:
        entry: its texts.
        statements: what was read out of it; none for an article that was not read.
        vector: what its score carries.
    """
    lead = f"{entry.title}\n{entry.summary}\n{' '.join(entry.body.split()[:LEAD])}"
    dues: dict[str, set[tuple[date, date]]] = {}
    speakers: dict[str, str] = {}
    for said in statements:
        if said.background:
            continue
        if said.due is not None:
            dues.setdefault(said.milestone, set()).add(_range(said.due))
        if said.rank is Rank.OFFICIAL and not _is_institution(said.speaker, entry.lang):
            words = _SPOKEN.findall(normalise(said.speaker).text)
            if words and len(spoken := sounds(words[-1])) > 1:
                speakers[spoken] = said.speaker
    return Gist(
        vector=vector,
        names=names(lead, entry.lang),
        numbers=_numbers(lead),
        dues={name: frozenset(ranges) for name, ranges in dues.items()},
        speakers=speakers,
        last_days=frozenset(last for ranges in dues.values() for _, last in ranges),
    )


def _range(due: DueRange) -> tuple[date, date]:
    """First and last day; a length ("within three years") told a day later still means the same."""
    if due.first_day == due.last_day and (slack := _SLACK.get(due.precision)):
        return due.first_day - slack, due.last_day + slack
    return due.first_day, due.last_day


def _numbers(text: str) -> frozenset[int]:
    found = set()
    for match in _NUMBER.finditer(normalise(text).text):
        digits = re.sub(r"[.,](?=\d{3}(?!\d))", "", match.group())
        if not _YEAR.fullmatch(digits) and digits.isdigit() and len(digits) < 12 and int(digits) >= LEAST:
            found.add(int(digits))
    return frozenset(found)


def _is_institution(speaker: str, lang: str) -> bool:
    """Whether a ministry, a government or nobody speaks: such names are translated, not spelled alike."""
    if not speaker or speaker == "sources":
        return True
    book = lexicon(lang if lang in LANGUAGES else "en").book
    _, cues, _ = book.find(normalise(speaker).text).hits
    return any(hit.label == "institution" for hit in cues)
