"""What is wrong with the monitor itself: seen, told once when it lasts, told once when it is over."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.deliver import health_messages
from monitor.health import (
    Backlogged,
    Beat,
    HealthPolicy,
    Notice,
    Vitals,
    follow,
    longest_gap,
    pulse,
    see,
)
from monitor.policies import Destination
from monitor.records import Condition, ConditionKind, FeedState, Health, MessageKind, Outage, Severity

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
POLICY = HealthPolicy()
NO_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def feed(name: str = "a", health: Health = Health.OK, quiet: timedelta | None = HOUR) -> FeedState:
    failing = health is Health.FAILING
    return FeedState(
        name,
        f"https://{name}.example/feed",
        NOW,
        health,
        ok_at=NOW - 2 * HOUR,
        new_at=None if quiet is None else NOW - quiet,
        outage=Outage.DNS if failing else None,
        error="no such name" if failing else None,
        failures=3 if failing else 0,
    )


WELL = Vitals(
    feeds=(feed("a"), feed("b")),
    destinations=frozenset({"desk", "boss"}),
    free_bytes=10**10,
    backup_age=HOUR,
    ticks={"poll": NOW},
)
DOWN = (feed("a", Health.FAILING), feed("b", Health.FAILING))
WRONG: Mapping[ConditionKind, Vitals] = {
    ConditionKind.FEEDS: replace(WELL, feeds=DOWN),
    ConditionKind.SILENT: replace(WELL, feeds=(feed("a", quiet=9 * DAY), feed("b")), gaps={"a": 4 * DAY}),
    ConditionKind.ENCODER: replace(WELL, degraded="no model there"),
    ConditionKind.OUTBOX: replace(WELL, due=(Backlogged("desk", NOW - HOUR),)),
    ConditionKind.DISK: replace(WELL, free_bytes=10**6),
    ConditionKind.BACKUP: replace(WELL, backup_age=9 * DAY),
    ConditionKind.WORK: replace(WELL, ticks={"poll": NOW - HOUR}),
}


class Ledger:
    """Keeps conditions as the store does, across as many starts as one likes."""

    def __init__(self, policy: HealthPolicy = POLICY) -> None:
        self.policy = policy
        self.rows: dict[tuple[ConditionKind, str, datetime], Condition] = {}
        self.notices: list[Notice] = []

    def go(self, vitals: Vitals, minutes: float) -> tuple[Notice, ...]:
        now = NOW + minutes * MINUTE
        # What is looked at moves with the clock, as it would.
        shifted = replace(vitals, ticks={n: at + minutes * MINUTE for n, at in vitals.ticks.items()})
        course = follow(self.open, see(shifted, self.policy, now), self.told, self.policy, now)
        for one in course.dropped:
            del self.rows[one.kind, one.subject, one.seen_at]
        for one in course.changed:
            self.rows[one.kind, one.subject, one.seen_at] = one
        self.notices += course.notices
        return course.notices

    @property
    def open(self) -> list[Condition]:
        return [one for one in self.rows.values() if one.ended_at is None]

    @property
    def told(self) -> dict[tuple[ConditionKind, str], datetime]:
        times: dict[tuple[ConditionKind, str], datetime] = {}
        for one in self.rows.values():
            if one.opened_at is not None:
                name = one.kind, one.subject
                times[name] = max(times.get(name, one.opened_at), one.opened_at)
        return times

    def heard(self) -> list[tuple[ConditionKind, bool, list[str]]]:
        return [(n.kind, n.over, [one.subject for one in n.conditions]) for n in self.notices]


def test_nothing_is_wrong_with_what_is_well() -> None:
    assert see(WELL, POLICY, NOW).troubles == ()
    assert see(replace(WELL, feeds=(feed(health=Health.NEW),)), POLICY, NOW).troubles == ()
    # What waits for its hour is not due.
    held = (Backlogged("desk", NOW + HOUR), Backlogged("gone", NOW - DAY))
    assert see(replace(WELL, due=held), POLICY, NOW).troubles == ()
    # One feed that can be read is enough.
    assert see(replace(WELL, feeds=(*DOWN, feed("c"))), POLICY, NOW).troubles == ()


@pytest.mark.parametrize("kind", ConditionKind)
def test_each_opens_and_ends_exactly_once(kind: ConditionKind) -> None:
    assert [t.kind for t in see(WRONG[kind], POLICY, NOW).troubles] == [kind]
    ledger = Ledger()
    for minute in range(120):
        ledger.go(WRONG[kind], minute)
    for minute in range(120, 240):
        ledger.go(WELL, minute)
    assert [(n.kind, n.over) for n in ledger.notices] == [(kind, False), (kind, True)]
    [one] = ledger.rows.values()
    assert one.opened_at == NOW + 15 * MINUTE
    assert one.ended_at == NOW + (120 + 15) * MINUTE
    assert ledger.open == []


@pytest.mark.parametrize(
    ("wrong_at", "heard"),
    [
        (range(14), []),  # too short
        ([m for m in range(300) if m % 10 < 5], []),  # never long enough
        (range(20), [False, True]),
        ([m for m in range(300) if m < 20 or m % 10 < 5], [False, True]),  # opens, then comes and goes
        ([*range(20), *range(40, 60)], [False, True]),  # the same again too soon
        ([*range(20), *range(40, 500)], [False, True, False, True]),  # again, and it stays
    ],
)
def test_flapping_is_held_down(wrong_at: Iterable[int], heard: list[bool]) -> None:
    ledger, bad = Ledger(), set(wrong_at)
    for minute in range(700):
        ledger.go(WRONG[ConditionKind.ENCODER] if minute in bad else WELL, minute)
    assert [n.over for n in ledger.notices] == heard


@pytest.mark.parametrize(
    ("quiet", "published", "silent"),
    [
        # Hourly reports: silent after the least time, three days.
        (2 * DAY, [n * HOUR for n in range(20)], False),
        (4 * DAY, [n * HOUR for n in range(20)], True),
        # Weekly ones: a fortnight passes for them.
        (13 * DAY, [n * 7 * DAY for n in range(8)], False),
        (15 * DAY, [n * 7 * DAY for n in range(8)], True),
        # One holiday is no rhythm; two dates are none either.
        (4 * DAY, [*(n * HOUR for n in range(10)), 40 * DAY], True),
        (90 * DAY, [HOUR, 9 * HOUR], False),
    ],
)
def test_silence_is_measured_by_a_feeds_own_rhythm(
    quiet: timedelta, published: list[timedelta], silent: bool
) -> None:
    gap = longest_gap([NOW - quiet - back for back in published])
    gaps = {} if gap is None else {"a": gap}
    found = see(replace(WELL, feeds=(feed("a", quiet=quiet),), gaps=gaps), POLICY, NOW)
    assert bool(found.troubles) is silent


def storm(*names: str) -> Vitals:
    return replace(WELL, feeds=[feed(name, quiet=9 * DAY) for name in names], gaps=dict.fromkeys(names, HOUR))


def test_feeds_that_fall_silent_share_their_notices() -> None:
    names = [f"f{n}" for n in range(12)]
    ledger = Ledger()
    for minute in range(60):
        ledger.go(storm(*names[: 8 + minute // 5]), minute)
    # What came after the first notice waits for the next, six hours later.
    assert ledger.heard() == [(ConditionKind.SILENT, False, names[:8])]
    for minute in range(60, 500, 5):
        ledger.go(storm(*names), minute)
    assert ledger.heard()[1:] == [(ConditionKind.SILENT, False, names[8:])]


def test_silent_feeds_are_no_news_while_no_feed_can_be_read() -> None:
    ledger = Ledger()
    for minute in range(30):
        ledger.go(storm("a"), minute)
    away = replace(storm("a", "b"), feeds=[replace(f, new_at=NOW - 9 * DAY) for f in DOWN])
    for minute in range(30, 90):
        ledger.go(away, minute)
    assert [(n.kind, n.over) for n in ledger.notices] == [
        (ConditionKind.SILENT, False),
        (ConditionKind.FEEDS, False),
    ]


@pytest.mark.parametrize(
    ("kind", "after"),
    [
        (ConditionKind.SILENT, replace(WELL, feeds=(feed("b"),))),  # configured no more
        (ConditionKind.OUTBOX, replace(WELL, destinations=frozenset({"boss"}))),  # parked
    ],
)
def test_what_is_gone_is_not_told_to_be_well(kind: ConditionKind, after: Vitals) -> None:
    ledger = Ledger()
    ledger.go(WRONG[kind], 0)
    ledger.go(WRONG[kind], 20)
    for minute in range(30, 90):
        ledger.go(after, minute)
    assert [n.over for n in ledger.notices] == [False]
    assert ledger.open == []


def test_kinds_that_nobody_wants_are_not_told() -> None:
    ledger = Ledger(replace(POLICY, kinds=(ConditionKind.DISK,)))
    for minute in range(60):
        ledger.go(WRONG[ConditionKind.ENCODER], minute)
    assert ledger.notices == []


@pytest.mark.parametrize(
    ("kind", "at_once", "lasting"),
    [
        (ConditionKind.FEEDS, Beat.REST, Beat.FAIL),
        (ConditionKind.OUTBOX, Beat.REST, Beat.FAIL),
        (ConditionKind.DISK, Beat.REST, Beat.FAIL),
        (ConditionKind.WORK, Beat.REST, Beat.FAIL),
        (ConditionKind.SILENT, Beat.WELL, Beat.WELL),
        (ConditionKind.ENCODER, Beat.WELL, Beat.WELL),
        (ConditionKind.BACKUP, Beat.WELL, Beat.WELL),
    ],
)
def test_the_pulse_beats_only_while_work_is_done(kind: ConditionKind, at_once: Beat, lasting: Beat) -> None:
    ledger = Ledger()
    ledger.go(WRONG[kind], 0)
    sight = see(WRONG[kind], POLICY, NOW)
    assert pulse(sight, ledger.open, POLICY, NOW).beat is at_once
    assert pulse(sight, ledger.open, POLICY, NOW + 15 * MINUTE).beat is lasting
    assert pulse(see(WELL, POLICY, NOW), [], POLICY, NOW).beat is Beat.WELL


def notice(kind: ConditionKind, *subjects: str, over: bool = False, detail: str = "") -> Notice:
    found = [Condition(kind, subject, NOW, detail, NOW - 4 * DAY, NOW) for subject in subjects or ("",)]
    return Notice(kind, over, tuple(found))


TWELVE = tuple(f"feed{n}" for n in range(12))


@pytest.mark.parametrize(
    ("told", "english", "arabic"),
    [
        (
            notice(ConditionKind.SILENT, *TWELVE),
            "HEALTH: 12 feeds silent: feed0, feed1, feed2 and 9 more",
            "حالة المراقب: 12 مصدرًا صامتًا: feed0، feed1، feed2 و9 غيرها",
        ),
        (
            notice(ConditionKind.SILENT, "wire", over=True),
            "WELL AGAIN: feed brings news again: wire",
            "عاد إلى طبيعته: عادت الأخبار من مصدر: wire",
        ),
        (
            notice(ConditionKind.OUTBOX, "desk"),
            "HEALTH: messages to desk are stuck",
            "حالة المراقب: رسائل عالقة لا تصل إلى desk",
        ),
        (
            notice(ConditionKind.WORK, "poll"),
            "HEALTH: part of the work stands still: asking feeds",
            "حالة المراقب: توقف جزء من العمل: سؤال المصادر",
        ),
        (
            notice(ConditionKind.DISK, detail="12 MB"),
            "HEALTH: the disk is nearly full",
            "حالة المراقب: القرص يوشك أن يمتلئ",
        ),
    ],
)
def test_notices_in_words(told: Notice, english: str, arabic: str) -> None:
    there = [Destination("boss"), Destination("arabic", language="ar"), Destination("deaf", health=False)]
    made = health_messages([told], NOW, destinations=[*there, Destination("desk")])
    assert [m.destination for m in made] == (
        ["boss", "arabic"] if told.kind is ConditionKind.OUTBOX else ["boss", "arabic", "desk"]
    )
    assert [m.title.translate(NO_ISOLATES) for m in made[:2]] == [english, arabic]
    assert {m.kind for m in made} == {MessageKind.HEALTH}
    assert {m.severity for m in made} == {None if told.over else Severity.EVENT}
    assert len({m.key for m in made}) == len(made)


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", ConditionKind)
def test_every_notice_has_its_words(kind: ConditionKind, language: str, over: bool) -> None:
    for count in (1, 2, 3, 5, 14, 103):
        told = notice(kind, *(f"n{n}" for n in range(count)), over=over, detail="<b>down\r\n</b>")
        [made] = health_messages([told], NOW, destinations=[Destination("out", language=language)])
        assert "\n" not in made.title
        assert len(made.title) < 300
        assert ("26 February 2026" if language == "en" else "26 شباط 2026") in made.body
        assert "monitor" in made.body or over or kind not in (ConditionKind.FEEDS, ConditionKind.ENCODER)


def test_a_restart_in_between_tells_nothing_twice() -> None:
    """Nothing is kept but the rows: a look by another process goes on from them."""
    ledger = Ledger()
    ledger.go(WRONG[ConditionKind.DISK], 0)
    ledger.go(WRONG[ConditionKind.DISK], 16)
    other = Ledger()
    other.rows = dict(ledger.rows)
    for minute in range(17, 90):
        other.go(WRONG[ConditionKind.DISK], minute)
    assert other.notices == []
    other.go(WELL, 90)
    other.go(WELL, 106)
    assert [n.over for n in other.notices] == [True]
