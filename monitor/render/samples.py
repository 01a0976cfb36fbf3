"""One alert of every kind, to try destinations with and to review renderings by.

They tell of an invented mission that two sides speak about in two languages: their quotes run in both
directions, and nothing in them is news. Dates follow from ``now``, so that a sample never looks stale.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from monitor.records import (
    Alert,
    AlertKind,
    Deadline,
    Field,
    Leaving,
    Modality,
    Passage,
    Rank,
    Score,
    ScoreReason,
    SeedPassage,
    Severity,
    Stated,
)
from monitor.render.invented import (
    ARABIC,
    ENGLISH,
    MILESTONE,
    deadline,
    end_of,
    one_day,
    september,
    stated,
    whole_year,
)

_NAMES = {"en": "End of the coalition's mission", "ar": "انتهاء مهمة التحالف"}


def sample_names(language: str) -> dict[str, str]:
    """Milestone id -> name, for the samples."""
    return {MILESTONE: _NAMES.get(language[:2], _NAMES["en"])}


def samples(now: datetime) -> tuple[Alert, ...]:
    """One alert of every kind, in the order of :class:`monitor.records.AlertKind`.

    Args:
        now: the instant of deciding; the dates spoken of lie in the year after.
    """
    year = now.year + 1
    told = {alert.kind: alert for alert in (*_moves(now, year), *_events(now, year), *_clock(now, year))}
    told[AlertKind.COVERAGE] = _coverage(now, year)
    return tuple(told[kind] for kind in AlertKind)


def _moves(now: datetime, year: int) -> tuple[Alert, ...]:
    autumn, winter, some_day = september(year), end_of(year), whole_year(year)
    in_arabic = deadline(autumn, f"سينتهي وجود قوات التحالف في أيلول {year}", now)
    in_english = deadline(winter, f"the last troops will leave by the end of {year}", now)
    some_time = deadline(some_day, f"the mission will be concluded in {year}", now)
    later = _alert(
        AlertKind.LATER,
        now,
        "3-rank",
        before=in_arabic,
        after=in_english,
        title="Coalition to stay longer than announced",
        origins=(ENGLISH, ARABIC, "Example Times"),
        also=("5f0e1d2c", "77aa88bb", "c0ffee00"),
        outlets=(ENGLISH, ARABIC, "Example Times", "Example Daily"),
    )
    return (
        later,
        _alert(
            AlertKind.EARLIER,
            now,
            "4-change",
            before=in_english,
            after=in_arabic,
            title="تقديم موعد انسحاب قوات التحالف",
        ),
        _alert(AlertKind.NEW, now, "7-first", before=None, after=in_arabic, title="موعد لانتهاء المهمة"),
        _alert(AlertKind.REFINED, now, "2-refined", before=some_time, after=in_arabic, title="أيلول موعدًا"),
        replace(
            _alert(
                AlertKind.CORRECTED,
                now,
                "10-corrected",
                before=in_arabic,
                after=in_english,
                title="Correction: the coalition's timetable",
            ),
            key="sample:corrected:2",
        ),
        _alert(
            AlertKind.DENIED,
            now,
            "5-denied",
            before=in_english,
            after=deadline(
                None,
                "لا صحة لما يتداول عن موعد لانسحاب القوات",
                now,
                speaker="sources",
                rank=Rank.SOURCES,
                modality=Modality.DENIED,
            ),
            title="مصدر ينفي وجود موعد للانسحاب",
            unconfirmed=True,
        ),
        _alert(
            AlertKind.POSTPONED,
            now,
            "4-change",
            before=in_arabic,
            after=deadline(
                None, "the withdrawal has been put off until further notice", now, modality=Modality.POSTPONED
            ),
            title="Withdrawal put off",
        ),
    )


def _events(now: datetime, year: int) -> tuple[Alert, ...]:
    standing = deadline(september(year), f"سينتهي وجود قوات التحالف في أيلول {year}", now)
    joint = stated(
        f"Both sides reaffirm that the mission ends by September {year}", now, speaker="", rank=Rank.JOINT
    )
    begun = stated("بدأت أولى قوافل التحالف بالانسحاب من القاعدة الشمالية", now, modality=Modality.BEGUN)
    done = deadline(
        one_day(date(year, 9, 21)), "the last convoy has crossed the border", now, modality=Modality.COMPLETED
    )
    other = deadline(
        end_of(year),
        f"some of the troops may stay until the end of {year}",
        now,
        speaker="sources",
        rank=Rank.SOURCES,
    )
    against = deadline(end_of(year), f"our forces will stay until the end of {year}", now)
    agreed = stated(f"كلا الجانبين متفق على أيلول {year}", now, speaker="", rank=Rank.JOINT)
    return (
        _event(AlertKind.CONFIRMED, now, "2-same-limit", standing, joint, "Joint statement on the mission"),
        _event(AlertKind.BEGUN, now, "7-begun", standing, begun, "بدء انسحاب قوات التحالف"),
        replace(
            _event(AlertKind.DIVERGENCE, now, "3-divergence", standing, other.set_by, "Some troops may stay"),
            after=other,
            unconfirmed=True,
        ),
        replace(
            _event(
                AlertKind.DISAGREEMENT, now, "3-disagreement", standing, against.set_by, "Forces to stay on"
            ),
            after=against,
        ),
        replace(
            _event(AlertKind.SETTLED, now, "3-disagreement", standing, agreed, "الجانبان يتفقان على أيلول"),
            before=against,
            quote_before=against.set_by.statement.quote,
        ),
        _alert(
            AlertKind.COMPLETED,
            now,
            "7-completed",
            before=standing,
            after=done,
            title="Last coalition convoy leaves",
        ),
    )


def _clock(now: datetime, year: int) -> tuple[Alert, ...]:
    past = deadline(
        one_day((now - timedelta(days=1)).date()),
        "تكتمل المغادرة في الموعد المعلن",
        now,
        modality=Modality.AGREED,
    )
    near = deadline(
        one_day((now + timedelta(days=7)).date()), "all troops will have left the northern base", now
    )
    plan = deadline(september(year), f"سينتهي وجود قوات التحالف في أيلول {year}", now)
    return (
        _by_clock(AlertKind.LAPSED, now, past),
        _by_clock(AlertKind.REMINDER, now, near),
        _by_clock(AlertKind.SILENCE, now, plan),
    )


def _coverage(now: datetime, year: int) -> Alert:
    passage = "غادرت قافلة تضم 250 جنديًا القاعدة الشمالية ضمن جدول الانسحاب المتفق عليه"
    seed = "The coalition began withdrawing its troops from the northern base under the agreed timetable"
    score = Score(
        0.93,
        True,
        ScoreReason.ABOVE,
        Passage(Field.BODY, 0, len(passage), passage),
        SeedPassage("sample.txt", seed),
        ("انسحاب", "القاعدة", "القوات"),
        "sample",
        leaving=Leaving("غادرت", "قافلة", "القاعدة الشمالية", right_who=True, right_where=True),
    )
    return replace(
        _blank(AlertKind.COVERAGE, Severity.COVERAGE, now, ""),
        milestone=None,
        title="قافلة جديدة للتحالف تغادر القاعدة الشمالية",
        outlet=ARABIC,
        lang="ar",
        origins=(ARABIC,),
        outlets=(ARABIC,),
        score=score,
        facts=("250 جنديًا", "القاعدة الشمالية", f"أيلول {year}"),
    )


def _alert(
    kind: AlertKind,
    now: datetime,
    rule: str,
    *,
    before: Deadline | None,
    after: Deadline,
    title: str,
    origins: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
    outlets: tuple[str, ...] = (),
    unconfirmed: bool = False,
) -> Alert:
    """What a new deadline in place of another is told as."""
    said = after.set_by
    loud = Severity.NEW_DATE if kind is AlertKind.NEW else Severity.SHIFT
    quiet = kind in (AlertKind.REFINED, AlertKind.COMPLETED)
    moved = None
    if kind is not AlertKind.NEW and before is not None and before.due is not None and after.due is not None:
        moved = (after.due.last_day - before.due.last_day).days
    return replace(
        _blank(kind, Severity.EVENT if quiet else loud, now, rule),
        title=title,
        outlet=said.outlet,
        lang=said.lang,
        before=before,
        after=after,
        days_moved=moved,
        quote=said.statement.quote,
        quote_before=before.set_by.statement.quote if before is not None else None,
        speaker=said.statement.speaker,
        rank=said.statement.rank,
        confidence=said.statement.confidence,
        doubts=said.statement.doubts,
        origins=origins or (said.outlet,),
        outlets=outlets or (said.outlet,),
        also=also,
        unconfirmed=unconfirmed,
    )


def _event(kind: AlertKind, now: datetime, rule: str, standing: Deadline, said: Stated, title: str) -> Alert:
    """What leaves the deadline where it stands."""
    return replace(
        _alert(kind, now, rule, before=standing, after=standing, title=title),
        severity=Severity.EVENT,
        outlet=said.outlet,
        lang=said.lang,
        days_moved=None,
        quote=said.statement.quote,
        speaker=said.statement.speaker,
        rank=said.statement.rank,
        confidence=said.statement.confidence,
        doubts=said.statement.doubts,
        origins=(said.outlet,),
        outlets=(said.outlet,),
    )


def _by_clock(kind: AlertKind, now: datetime, standing: Deadline) -> Alert:
    return replace(
        _blank(kind, Severity.EVENT, now, "9-clock"),
        entry=None,
        title=standing.set_by.title,
        outlet=standing.set_by.outlet,
        lang=standing.set_by.lang,
        published_at=now,
        before=standing,
        after=standing,
        quote=standing.set_by.statement.quote,
        speaker=standing.set_by.statement.speaker,
        rank=standing.set_by.statement.rank,
    )


def _blank(kind: AlertKind, severity: Severity, now: datetime, rule: str) -> Alert:
    return Alert(
        key=f"sample:{kind.value}",
        severity=severity,
        kind=kind,
        milestone=MILESTONE,
        entry="ab12cd34",
        title="",
        outlet="",
        lang="und",
        url=f"https://example.org/{kind.value}?page=1&from=feed",
        published_at=now - timedelta(hours=2),
        decided_at=now,
        before=None,
        after=None,
        days_moved=None,
        quote=None,
        quote_before=None,
        speaker="",
        reason="",
        rule=rule,
    )
