"""Invented statements about an invented mission, in two languages, for samples."""

from datetime import UTC, date, datetime, timedelta

from monitor.records import (
    Bound,
    Deadline,
    DueRange,
    Edge,
    Field,
    Modality,
    Precision,
    Quote,
    Rank,
    Stated,
    Statement,
)

MILESTONE = "sample"
ENGLISH, ARABIC = "Example Wire", "وكالة المثال"
"""The outlets."""
_SPOKESMAN, _MINISTER = "the coalition's spokesman", "وزير الدفاع"


def deadline(
    due: DueRange | None,
    words: str,
    now: datetime,
    *,
    speaker: str | None = None,
    rank: Rank = Rank.OFFICIAL,
    modality: Modality = Modality.AGREED,
) -> Deadline:
    """What becomes due by a statement; of the minister or the spokesman, unless a speaker is given."""
    said = stated(words, now, speaker=speaker, rank=rank, modality=modality, due=due)
    return Deadline(MILESTONE, due, modality, rank, said)


def stated(
    words: str,
    now: datetime,
    *,
    speaker: str | None = None,
    rank: Rank = Rank.OFFICIAL,
    modality: Modality = Modality.PLANNED,
    due: DueRange | None = None,
) -> Stated:
    """Something said two months ago: by the minister in Arabic, by the spokesman in English."""
    arabic = "\u0600" <= words[0] <= "\u06ff"
    who = speaker if speaker is not None else (_MINISTER if arabic else _SPOKESMAN)
    unnamed = rank is Rank.SOURCES
    statement = Statement(
        milestone=MILESTONE,
        action="end",
        actor="coalition",
        scope="",
        place="",
        due=due,
        modality=modality,
        speaker=who,
        rank=rank,
        background=False,
        commentary=False,
        quote=Quote(Field.BODY, 0, len(words), words),
        date=None,
        rule="sample",
        confidence=0.68 if unnamed else 0.95 if due is not None else 1.0,
        doubts=("unnamed sources", "no date is given")
        if unnamed
        else ("the action stands far from its date",)
        if due
        else (),
    )
    outlet, lang = (ARABIC, "ar") if arabic else (ENGLISH, "en")
    at = (now - timedelta(days=60)).astimezone(UTC)
    return Stated(
        key=f"sample:{lang}",
        statement=statement,
        entry="01ab23cd",
        version=1,
        said_at=at,
        seen_at=at,
        outlet=outlet,
        origin=outlet,
        lang=lang,
        title=words,
        url="https://example.org/earlier",
        story="sample",
    )


def september(year: int) -> DueRange:
    """By September of a year."""
    return DueRange(date(year, 9, 1), date(year, 9, 30), Precision.MONTH, Bound.BY)


def end_of(year: int) -> DueRange:
    """By the end of a year."""
    return DueRange(date(year, 10, 1), date(year, 12, 31), Precision.YEAR, Bound.BY, Edge.END)


def whole_year(year: int) -> DueRange:
    """Some time in a year."""
    return DueRange(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, Bound.ON)


def one_day(day: date) -> DueRange:
    """By a day."""
    return DueRange(day, day, Precision.DAY, Bound.BY)
