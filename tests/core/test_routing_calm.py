"""When an alert leaves: quiet hours, digests, groups, the most of an hour; rows give local times."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from routed_alerts import alert, deadline

from monitor.records import Alert, AlertKind, Severity
from monitor.routing import Calm, GroupBy, Reason, Rhythm, Sent, looks_back, release
from monitor.routing.hours import always_quiet, clock_time, next_daily, quiet_hours, quiet_until, zone

QUIET = alert(AlertKind.COVERAGE, "coverage:st1")
EVENT = alert(AlertKind.CONFIRMED)
SHIFT = alert(AlertKind.LATER)


def at(where: str, local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(where)).astimezone(UTC)


def leaves(one: Alert, calm: Calm, local: str, sent: tuple[Sent, ...] = ()) -> tuple[str, str, Reason]:
    now = at(calm.zone, local)
    found = release(one, calm, sent, now)
    return found.at.astimezone(zone(calm.zone)).strftime("%Y-%m-%d %H:%M"), found.gather, found.reason


@pytest.mark.parametrize(
    ("where", "hours", "local", "until"),
    [
        pytest.param(
            "Asia/Baghdad", "22:00-07:00", "2026-03-02 23:10", "2026-03-03 07:00", id="over-midnight"
        ),
        pytest.param(
            "Asia/Baghdad", "22:00-07:00", "2026-03-03 00:00", "2026-03-03 07:00", id="after-midnight"
        ),
        pytest.param(
            "Asia/Baghdad", "22:00-07:00", "2026-03-02 22:00", "2026-03-03 07:00", id="start-is-quiet"
        ),
        pytest.param("Asia/Baghdad", "22:00-07:00", "2026-03-03 07:00", "2026-03-03 07:00", id="end-is-not"),
        pytest.param("Asia/Baghdad", "13:00-15:30", "2026-03-02 14:00", "2026-03-02 15:30", id="one-day"),
        pytest.param("Asia/Baghdad", "13:00-15:30", "2026-03-02 12:59", "2026-03-02 12:59", id="before"),
        pytest.param(
            "Asia/Baghdad", "22:00-24:00", "2026-03-02 22:30", "2026-03-03 00:00", id="until-midnight"
        ),
        # Berlin puts its clocks forward at 2 o'clock on 29 March and back at 3 o'clock on 25 October 2026.
        pytest.param(
            "Europe/Berlin", "22:00-07:00", "2026-03-28 23:00", "2026-03-29 07:00", id="short-night"
        ),
        pytest.param("Europe/Berlin", "22:00-07:00", "2026-10-24 23:00", "2026-10-25 07:00", id="long-night"),
        pytest.param(
            "Europe/Berlin", "22:00-02:30", "2026-03-29 00:30", "2026-03-29 03:00", id="end-is-skipped"
        ),
        pytest.param(
            "Europe/Berlin", "22:00-02:30", "2026-10-25 00:30", "2026-10-25 02:30", id="end-comes-twice"
        ),
        # Beirut puts its clocks forward at midnight.
        pytest.param("Asia/Beirut", "22:00-00:00", "2026-03-28 23:00", "2026-03-29 01:00", id="no-midnight"),
    ],
)
def test_quiet_hours_hold_until_their_end(where: str, hours: str, local: str, until: str) -> None:
    found = leaves(EVENT, Calm(where, (hours,)), local)
    assert found == (
        until,
        "quiet" if until != local else "",
        Reason.QUIET if until != local else Reason.AT_ONCE,
    )


def test_a_night_is_as_long_as_its_clocks_make_it() -> None:
    calm = Calm("Europe/Berlin", ("22:00-07:00",))
    spans = [
        release(EVENT, calm, (), at(calm.zone, local)).at - at(calm.zone, local)
        for local in ("2026-03-28 22:00", "2026-07-01 22:00", "2026-10-24 22:00")
    ]
    assert [span / timedelta(hours=1) for span in spans] == [8, 9, 10]


def test_quiet_hours_that_touch_are_one() -> None:
    calm = Calm("Asia/Baghdad", ("22:00-02:00", "02:00-07:00", "13:00-14:00"))
    assert leaves(EVENT, calm, "2026-03-02 23:00")[0] == "2026-03-03 07:00"


@pytest.mark.parametrize(
    "text", ["07:00-07:00", "00:00-24:00", "22:00", "7-8", "25:00-03:00", "24:30-03:00", ""]
)
def test_what_are_no_quiet_hours(text: str) -> None:
    with pytest.raises(ValueError, match=r"ends when it starts|no quiet hours|no time of the day"):
        quiet_hours(text)


@pytest.mark.parametrize("name", ["Mars/Base", "", "../etc/passwd", "baghdad"])
def test_what_is_no_time_zone(name: str) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        zone(name)


def test_a_day_without_a_free_minute_is_recognised() -> None:
    assert always_quiet([quiet_hours("00:00-12:00"), quiet_hours("11:00-24:00")])
    assert not always_quiet([quiet_hours("00:00-12:00"), quiet_hours("12:01-24:00")])
    assert not always_quiet([])


ZONES = st.sampled_from(["UTC", "Asia/Baghdad", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"])
CLOCK = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
INSTANTS = st.integers(0, 365 * 24 * 60).map(
    lambda m: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=m)
)


@given(
    ZONES, st.lists(st.tuples(CLOCK, CLOCK).filter(lambda p: p[0] != p[1]), min_size=1, max_size=3), INSTANTS
)
def test_the_end_of_quiet_is_the_first_minute_that_is_not(
    where: str, pairs: list[tuple[str, str]], now: datetime
) -> None:
    hours = [quiet_hours(f"{start}-{end}") for start, end in pairs]
    if always_quiet(hours):
        return

    def quiet(instant: datetime) -> bool:
        return any(each.holds(instant.astimezone(zone(where)).time()) for each in hours)

    end = quiet_until(now, hours, zone(where))
    assert not quiet(end)
    step = now
    while step < end:
        assert quiet(step)
        step = min(step.replace(second=0, microsecond=0) + timedelta(minutes=15), end)


@pytest.mark.parametrize(
    ("where", "local", "leaving"),
    [
        pytest.param("Asia/Baghdad", "2026-03-02 07:59", "2026-03-02 08:00", id="today"),
        pytest.param("Asia/Baghdad", "2026-03-02 08:00", "2026-03-03 08:00", id="just-missed"),
        pytest.param("Asia/Baghdad", "2026-03-02 23:59", "2026-03-03 08:00", id="tomorrow"),
        pytest.param("Europe/Berlin", "2026-03-28 09:00", "2026-03-29 08:00", id="over-a-short-night"),
        pytest.param("America/New_York", "2026-10-31 09:00", "2026-11-01 08:00", id="over-a-long-night"),
    ],
)
def test_the_daily_digest(where: str, local: str, leaving: str) -> None:
    calm = Calm(where, digest=Rhythm.DAILY, digest_at="08:00")
    assert leaves(EVENT, calm, local) == (leaving, "digest", Reason.DIGEST)


def test_a_digest_at_eight_in_baghdad_leaves_at_five_utc() -> None:
    calm = Calm("Asia/Baghdad", digest=Rhythm.DAILY)
    found = release(EVENT, calm, (), datetime(2026, 3, 2, 4, 59, tzinfo=UTC))
    assert found.at == datetime(2026, 3, 2, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("where", "local", "leaving"),
    [
        pytest.param("UTC", "2026-03-02 10:00", "2026-03-02 11:00", id="full"),
        pytest.param("UTC", "2026-03-02 10:59", "2026-03-02 11:00", id="soon"),
        pytest.param("Asia/Kolkata", "2026-03-02 10:20", "2026-03-02 11:00", id="half-an-hour-off-utc"),
    ],
)
def test_the_hourly_digest(where: str, local: str, leaving: str) -> None:
    assert leaves(QUIET, Calm(where, digest=Rhythm.HOURLY), local) == (leaving, "digest", Reason.DIGEST)


def test_a_digest_that_is_due_in_quiet_hours_waits_for_their_end() -> None:
    calm = Calm("Asia/Baghdad", ("22:00-09:00",), Rhythm.DAILY, "08:00")
    assert leaves(EVENT, calm, "2026-03-02 12:00") == ("2026-03-03 09:00", "digest", Reason.DIGEST)


def test_a_daily_time_that_is_skipped_is_when_the_clock_is_put_forward() -> None:
    found = next_daily(at("Europe/Berlin", "2026-03-29 00:00"), clock_time("02:30"), zone("Europe/Berlin"))
    assert found == datetime(2026, 3, 29, 1, tzinfo=UTC)


NEAR = deadline(date(2026, 3, 9))
FAR = deadline(date(2026, 3, 10))
NIGHT = "2026-03-02 23:00"


@pytest.mark.parametrize(
    ("one", "calm", "through"),
    [
        pytest.param(SHIFT, Calm(), True, id="shift"),
        pytest.param(SHIFT, Calm(through=()), False, id="shifts-may-wait-too"),
        pytest.param(EVENT, Calm(), False, id="event"),
        pytest.param(EVENT, Calm(through=(Severity.SHIFT, Severity.EVENT)), True, id="events-asked-for"),
        pytest.param(alert(AlertKind.REMINDER, before=NEAR), Calm(), True, id="a-week-away"),
        pytest.param(alert(AlertKind.REMINDER, before=FAR), Calm(), False, id="eight-days-away"),
        pytest.param(alert(AlertKind.NEW, after=NEAR), Calm(), True, id="new-date-in-a-week"),
        pytest.param(alert(AlertKind.NEW, after=NEAR), Calm(near_days=0), False, id="near-switched-off"),
        pytest.param(alert(AlertKind.NEW, after=deadline(None)), Calm(), False, id="no-date"),
        pytest.param(
            alert(AlertKind.REFINED, before=NEAR, after=deadline(date(2027, 1, 1))),
            Calm(),
            True,
            id="was-near",
        ),
        pytest.param(
            alert(AlertKind.LAPSED, before=deadline(date(2026, 2, 28))), Calm(), True, id="just-over"
        ),
        pytest.param(QUIET, Calm(), False, id="coverage"),
    ],
)
def test_what_breaks_through(one: Alert, calm: Calm, through: bool) -> None:
    waiting = Calm(
        "UTC", ("22:00-07:00",), Rhythm.DAILY, max_per_hour=1, through=calm.through, near_days=calm.near_days
    )
    full = tuple(Sent("desk", "", at("UTC", NIGHT)) for _ in range(9))
    found = leaves(one, waiting, NIGHT, full)
    assert (found == (NIGHT, "", Reason.THROUGH)) is through
    assert through or found[1] == "digest"


def minutes(*ago: int) -> tuple[Sent, ...]:
    now = at("UTC", "2026-03-02 10:00")
    return tuple(Sent("desk", "", now - timedelta(minutes=m)) for m in ago)


@pytest.mark.parametrize(
    ("sent", "leaving"),
    [
        pytest.param((), "10:00", id="room"),
        pytest.param(minutes(50, 10), "10:00", id="one-more"),
        pytest.param(minutes(50, 10, 5), "10:10", id="full-until-the-first-is-an-hour-old"),
        pytest.param(minutes(60, 10, 5), "10:00", id="the-first-is-an-hour-old"),
        pytest.param(minutes(55, 50, 10, 5), "10:10", id="more-than-full"),
        pytest.param((*minutes(50, 10), *minutes(5)[:1]), "10:10", id="three-of-them"),
    ],
)
def test_the_most_of_an_hour(sent: tuple[Sent, ...], leaving: str) -> None:
    found = leaves(EVENT, Calm(max_per_hour=3), "2026-03-02 10:00", sent)
    full = leaving != "10:00"
    assert found == (f"2026-03-02 {leaving}", "full" if full else "", Reason.FULL if full else Reason.AT_ONCE)


def test_what_left_inside_a_digest_is_not_counted_and_what_waits_for_room_waits_together() -> None:
    calm, now = Calm(max_per_hour=1), at("UTC", "2026-03-02 10:00")
    inside = Sent("desk", "quiet", now - timedelta(minutes=1), inside=True)
    assert release(EVENT, calm, (inside,), now).at == now
    full = (*minutes(20), Sent("desk", "full", now + timedelta(minutes=40), waits=True))
    assert release(EVENT, calm, full, now).at == now + timedelta(minutes=40)


GROUPED = Calm(wait=timedelta(minutes=2), interval=timedelta(minutes=30))
NAME = "group:mission_end"


@pytest.mark.parametrize(
    ("sent", "leaving"),
    [
        pytest.param((), 2, id="the-first-waits"),
        pytest.param(((NAME, 1, True),), 1, id="joins-what-waits"),
        pytest.param(((NAME, -10, False),), 20, id="next-after-the-interval"),
        pytest.param(((NAME, -30, False),), 2, id="the-interval-is-over"),
        pytest.param((("group:phase1", -10, False), ("", -1, False)), 2, id="others-do-not-count"),
    ],
)
def test_groups(sent: tuple[tuple[str, int, bool], ...], leaving: int) -> None:
    now = at("UTC", "2026-03-02 10:00")
    rows = [Sent("desk", name, now + timedelta(minutes=m), waits) for name, m, waits in sent]
    found = release(EVENT, GROUPED, rows, now)
    assert (found.at, found.gather) == (now + timedelta(minutes=leaving), NAME)


@pytest.mark.parametrize(
    ("one", "by", "name"),
    [
        pytest.param(EVENT, GroupBy.MILESTONE, NAME, id="milestone"),
        pytest.param(QUIET, GroupBy.MILESTONE, "group:coverage:st1", id="coverage-by-its-story"),
        pytest.param(
            alert(AlertKind.NEW, after=deadline(None)), GroupBy.STORY, "group:coverage:st1", id="story"
        ),
        pytest.param(
            alert(AlertKind.DISAGREEMENT, entry="e2", after=deadline(None)),
            GroupBy.STORY,
            "group:coverage:e2",
            id="the-deadline-is-of-another-story",
        ),
        pytest.param(alert(AlertKind.REMINDER, entry=None), GroupBy.STORY, NAME, id="the-clock-has-no-story"),
    ],
)
def test_what_a_group_is(one: Alert, by: GroupBy, name: str) -> None:
    now = at("UTC", "2026-03-02 10:00")
    assert release(one, Calm(wait=timedelta(minutes=1), by=by), (), now).gather == name


def test_without_any_wish_everything_leaves_at_once_and_nothing_is_looked_up() -> None:
    assert leaves(QUIET, Calm(), NIGHT) == (NIGHT, "", Reason.AT_ONCE)
    assert looks_back(Calm()) is None
    assert looks_back(Calm(max_per_hour=1)) == timedelta(hours=1)
    assert looks_back(Calm(interval=timedelta(hours=3))) == timedelta(hours=3)


CALMS = st.builds(
    Calm,
    zone=ZONES,
    quiet=st.sampled_from([(), ("22:00-07:00",), ("13:00-14:00", "00:00-06:30")]),
    digest=st.sampled_from(Rhythm),
    max_per_hour=st.integers(0, 2),
    wait=st.sampled_from([timedelta(), timedelta(minutes=5)]),
    interval=st.sampled_from([timedelta(), timedelta(hours=2)]),
)


@given(CALMS, INSTANTS, st.sampled_from([QUIET, EVENT, SHIFT]), st.lists(st.integers(-90, 60), max_size=4))
def test_nothing_leaves_early_or_in_quiet_hours_and_what_waits_has_a_name(
    calm: Calm, now: datetime, one: Alert, others: list[int]
) -> None:
    sent = [Sent("desk", "full" if m > 0 else "", now + timedelta(minutes=m), m > 0) for m in others]
    found = release(one, calm, sent, now)
    assert now <= found.at <= now + timedelta(days=3)
    assert found.at == now or found.gather
    if found.reason is not Reason.THROUGH:
        hours = [quiet_hours(text) for text in calm.quiet]
        assert not any(each.holds(found.at.astimezone(zone(calm.zone)).time()) for each in hours)
