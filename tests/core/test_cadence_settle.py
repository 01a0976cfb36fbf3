"""What is remembered after one poll, rule by rule."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.cadence import (
    Advice,
    CadencePolicy,
    Failed,
    Fresh,
    Read,
    Unchanged,
    failure,
    outcome_of,
    read,
    request,
    rhythm,
    settle,
)
from monitor.cadence.outcome import digest
from monitor.errors import FetchError, ParseError
from monitor.records import (
    Feed,
    FeedState,
    Health,
    Outage,
    ParsedEntry,
    ParsedFeed,
    Request,
    Response,
)

NOW = datetime(2020, 1, 5, 12, 0, tzinfo=UTC)
POLICY = CadencePolicy()
URL = "https://news.example/feed"
FEED = Feed("news", URL, "News", "news")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

POLLED = FeedState(
    "news",
    URL,
    NOW,
    health=Health.OK,
    etag=b'"a"',
    last_modified=b"then",
    body_hash=digest(b"old"),
    polled_at=NOW - HOUR,
    ok_at=NOW - HOUR,
    full_at=NOW - DAY,
)


def wait(state: FeedState) -> timedelta:
    return state.next_poll_at - NOW


# -- what to ask ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "conditional"),
    [
        pytest.param(POLLED, True, id="known"),
        pytest.param(FeedState("news", URL, NOW), False, id="never polled"),
        pytest.param(replace(POLLED, body_hash=None), False, id="never read"),
        pytest.param(replace(POLLED, full_at=NOW - 30 * DAY), False, id="a month since the last whole body"),
        pytest.param(replace(POLLED, full_at=NOW - 29 * DAY), True, id="almost a month"),
    ],
)
def test_request_is_conditional_only_with_something_to_compare(state: FeedState, conditional: bool) -> None:
    asked = request(state, POLICY, NOW)
    assert (asked.etag, asked.last_modified) == ((b'"a"', b"then") if conditional else (None, None))
    assert "application/atom+xml" in asked.accept


# -- judging a response --------------------------------------------------------------------------------


def response(status: int, body: bytes = b"", **headers: bytes) -> Response:
    return Response(status, URL, {k.replace("_", "-"): v for k, v in headers.items()}, body, received_at=NOW)


CONDITIONAL = Request(URL, b'"a"')


def test_not_modified_is_unchanged() -> None:
    outcome = outcome_of(CONDITIONAL, response(304, etag=b'"b"'), POLLED)
    assert outcome == Unchanged(Advice(b'"b"'))


def test_not_modified_without_being_asked_is_a_failure() -> None:
    outcome = outcome_of(Request(URL), response(304), POLLED)
    assert isinstance(outcome, Failed)
    assert outcome.outage is Outage.PROTOCOL


def test_equal_body_is_unchanged_without_parsing() -> None:
    outcome = outcome_of(CONDITIONAL, response(200, b"old"), POLLED)
    assert outcome == Unchanged(Advice(), whole=True)


def test_other_body_is_to_be_parsed() -> None:
    outcome = outcome_of(CONDITIONAL, response(200, b"new", etag=b'"n"'), POLLED)
    assert outcome == Fresh(Advice(b'"n"'), b"new", digest(b"new"), URL)


@pytest.mark.parametrize(
    ("status", "outage", "refused"),
    [
        (204, Outage.STATUS, False),
        (206, Outage.STATUS, False),
        (301, Outage.STATUS, False),
        (400, Outage.STATUS, True),
        (401, Outage.STATUS, True),
        (403, Outage.STATUS, True),
        (404, Outage.STATUS, True),
        (410, Outage.GONE, False),
        (418, Outage.STATUS, True),
        (429, Outage.WAIT, False),
        (451, Outage.STATUS, True),
        (500, Outage.STATUS, False),
        (503, Outage.WAIT, False),
        (599, Outage.STATUS, False),
    ],
)
def test_other_statuses_are_failures_with_a_sentence(status: int, outage: Outage, refused: bool) -> None:
    outcome = outcome_of(CONDITIONAL, response(status, b"<html>"), POLLED)
    assert isinstance(outcome, Failed)
    assert (outcome.outage, outcome.refused) == (outage, refused)
    assert str(status) in outcome.detail


def test_errors_become_outcomes() -> None:
    assert failure(FetchError(Outage.DNS, "no such name", retry_after_s=90)) == Failed(
        Outage.DNS, "no such name", timedelta(seconds=90)
    )
    assert failure(ParseError(Outage.NOT_A_FEED, "a web page")) == Failed(Outage.NOT_A_FEED, "a web page")


def test_read_takes_dates_and_ttl_from_the_document() -> None:
    fresh = Fresh(Advice(b'"n"'), b"new", b"hash", URL, "https://new.example/")
    entries = (ParsedEntry("1", None, "t", "s", published_at=NOW), ParsedEntry("2", None, "t", "s"))
    outcome = read(fresh, ParsedFeed("News", entries, ttl=HOUR), new=1)
    assert outcome == Read(Advice(b'"n"'), b"hash", (NOW,), HOUR, 1, "https://new.example/")


# -- good polls ----------------------------------------------------------------------------------------


def test_not_modified_renews_only_the_validators_it_carries() -> None:
    settled = settle(POLLED, Unchanged(Advice(b'"b"')), POLICY, NOW, 0.0)
    assert (settled.etag, settled.last_modified) == (b'"b"', b"then")
    silent = settle(POLLED, Unchanged(Advice()), POLICY, NOW, 0.0)
    assert (silent.etag, silent.last_modified) == (b'"a"', b"then")
    assert settled.full_at == POLLED.full_at
    assert settled.body_hash == POLLED.body_hash


def test_whole_body_replaces_the_validators_even_by_nothing() -> None:
    settled = settle(POLLED, Unchanged(Advice(b'"b"'), whole=True), POLICY, NOW, 0.0)
    assert (settled.etag, settled.last_modified, settled.full_at) == (b'"b"', None, NOW)


def test_read_records_body_validators_and_news() -> None:
    settled = settle(POLLED, Read(Advice(b'"n"'), b"hash", new=2), POLICY, NOW, 0.0)
    assert (settled.body_hash, settled.etag, settled.last_modified) == (b"hash", b'"n"', None)
    assert (settled.full_at, settled.new_at, settled.ok_at, settled.polled_at) == (NOW, NOW, NOW, NOW)
    assert settled.health is Health.OK


def test_read_without_news_keeps_when_there_was_some() -> None:
    state = replace(POLLED, new_at=NOW - DAY)
    assert settle(state, Read(Advice(), b"h"), POLICY, NOW, 0.0).new_at == NOW - DAY


def test_a_good_poll_forgets_failures() -> None:
    state = replace(
        POLLED, health=Health.FAILING, failures=7, outage=Outage.DNS, error="?", gone_at=NOW - HOUR
    )
    settled = settle(state, Unchanged(Advice()), POLICY, NOW, 0.0)
    assert (settled.failures, settled.outage, settled.error, settled.gone_at) == (0, None, None, None)
    assert settled.health is Health.OK


def test_a_parked_feed_that_answers_is_in_service_again() -> None:
    state = replace(POLLED, health=Health.PARKED)
    assert settle(state, Read(Advice(), b"h"), POLICY, NOW, 0.0).health is Health.OK


@pytest.mark.parametrize(
    ("fresh_for", "expected"),
    [
        pytest.param(None, 30 * MINUTE, id="nothing said"),
        pytest.param(MINUTE, 30 * MINUTE, id="shorter than our rhythm"),
        pytest.param(2 * HOUR, 2 * HOUR, id="stretched"),
        pytest.param(timedelta(days=5840), 6 * HOUR, id="sixteen years, up to our ceiling"),
    ],
)
def test_servers_may_stretch_the_wait_up_to_the_ceiling(
    fresh_for: timedelta | None, expected: timedelta
) -> None:
    assert wait(settle(POLLED, Unchanged(Advice(fresh_for=fresh_for)), POLICY, NOW, 0.0)) == expected


def test_ttl_of_the_document_counts_at_each_later_poll() -> None:
    first = settle(POLLED, Read(Advice(), b"h", ttl=2 * HOUR), POLICY, NOW, 0.0)
    second = settle(first, Unchanged(Advice()), POLICY, NOW, 0.0)
    assert (wait(first), wait(second)) == (2 * HOUR, 2 * HOUR)


def test_jitter_stretches_by_a_tenth() -> None:
    assert wait(settle(POLLED, Unchanged(Advice()), POLICY, NOW, 0.5)) == 31.5 * MINUTE


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        pytest.param(2 * MINUTE, 2 * MINUTE, id="below the common floor"),
        pytest.param(timedelta(seconds=1), MINUTE, id="below its own floor"),
        pytest.param(12 * HOUR, 12 * HOUR, id="above the ceiling"),
    ],
)
def test_an_interval_set_for_the_feed_wins(interval: timedelta, expected: timedelta) -> None:
    feed = replace(FEED, interval=interval)
    settled = settle(POLLED, Unchanged(Advice(fresh_for=DAY)), POLICY, NOW, 0.0, feed=feed)
    assert wait(settled) == expected


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        pytest.param([], 30 * MINUTE, id="no dates"),
        pytest.param([1 * HOUR, 2 * HOUR], 30 * MINUTE, id="too few"),
        pytest.param([i * HOUR for i in range(1, 6)], 30 * MINUTE, id="hourly"),
        pytest.param([i * 4 * HOUR for i in range(1, 6)], 2 * HOUR, id="every four hours"),
        pytest.param([i * DAY for i in range(1, 9)], 6 * HOUR, id="daily, up to the ceiling"),
        pytest.param([i * MINUTE for i in range(1, 30)], 15 * MINUTE, id="busy, down to the fastest"),
        pytest.param([10 * DAY + i * HOUR for i in (0, 1, 3)], 1 * HOUR, id="silence counts as a gap"),
        pytest.param([HOUR] * 20, 15 * MINUTE, id="all at once"),
        pytest.param([-DAY, -2 * DAY, HOUR, 2 * HOUR], 30 * MINUTE, id="dates to come tell nothing"),
    ],
)
def test_rhythm_is_half_the_median_gap(ages: list[timedelta], expected: timedelta) -> None:
    assert rhythm([NOW - age for age in ages], POLICY, NOW) == expected


# -- moves ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "moved_to", "adopted"),
    [
        pytest.param(URL, "https://new.example/feed", True, id="other host"),
        pytest.param("http://news.example/feed", URL, True, id="up to https"),
        pytest.param(URL, "http://news.example/feed", False, id="down to http"),
    ],
)
def test_a_permanent_move_is_adopted_once_its_target_was_read(url: str, moved_to: str, adopted: bool) -> None:
    state = replace(POLLED, url=url)
    settled = settle(state, Read(Advice(b'"n"'), b"h", moved_to=moved_to), POLICY, NOW, 0.0)
    assert settled.url == (moved_to if adopted else url)
    assert settled.etag == b'"n"'


def test_a_move_is_not_adopted_from_an_answer_without_a_body() -> None:
    outcome = Unchanged(Advice(), moved_to="https://new.example/")
    assert settle(POLLED, outcome, POLICY, NOW, 0.0).url == URL


def test_a_move_whose_target_is_no_feed_is_not_adopted() -> None:
    assert settle(POLLED, Failed(Outage.NOT_A_FEED, "a web page"), POLICY, NOW, 0.0).url == URL


def test_an_adopted_address_that_fails_gives_way_to_the_configured_one() -> None:
    state = replace(POLLED, url="https://new.example/feed")
    for _ in range(2):
        state = settle(state, Failed(Outage.STATUS, "?"), POLICY, NOW, 0.0, feed=FEED)
        assert state.url == "https://new.example/feed"
    state = settle(state, Failed(Outage.STATUS, "?"), POLICY, NOW, 0.0, feed=FEED)
    assert state.url == URL
    assert (state.etag, state.last_modified, state.body_hash) == (None, None, None)


def test_an_adopted_address_that_is_gone_gives_way_at_once_and_does_not_park() -> None:
    state = replace(POLLED, url="https://new.example/feed", gone_at=NOW - 2 * DAY)
    settled = settle(state, Failed(Outage.GONE, "?"), POLICY, NOW, 0.0, feed=FEED)
    assert (settled.url, settled.health, settled.gone_at) == (URL, Health.FAILING, None)


# -- bad polls -----------------------------------------------------------------------------------------


def test_a_failure_is_told_and_keeps_what_was_known() -> None:
    settled = settle(POLLED, Failed(Outage.DNS, "No such name."), POLICY, NOW, 0.0)
    assert (settled.health, settled.outage, settled.error) == (Health.FAILING, Outage.DNS, "No such name.")
    assert settled.failures == 1
    assert (settled.etag, settled.body_hash, settled.ok_at) == (POLLED.etag, POLLED.body_hash, POLLED.ok_at)


@pytest.mark.parametrize(
    ("outcome", "before", "longest"),
    [
        pytest.param(Failed(Outage.STATUS, "500"), 0, 30 * MINUTE, id="first"),
        pytest.param(Failed(Outage.STATUS, "500"), 2, 2 * HOUR, id="third"),
        pytest.param(Failed(Outage.STATUS, "500"), 100_000, 12 * HOUR, id="for ever"),
        pytest.param(Failed(Outage.STATUS, "404", refused=True), 50, 24 * HOUR, id="refused"),
        pytest.param(Failed(Outage.PARSE, "broken"), 50, 12 * HOUR, id="unreadable"),
        pytest.param(Failed(Outage.DNS, "offline"), 50, 1 * HOUR, id="network away"),
        pytest.param(Failed(Outage.CONNECT, "offline"), 50, 1 * HOUR, id="server away"),
    ],
)
def test_backoff_doubles_up_to_its_ceiling(outcome: Failed, before: int, longest: timedelta) -> None:
    state = replace(POLLED, failures=before)
    assert wait(settle(state, outcome, POLICY, NOW, 0.0)) == POLICY.floor
    almost = wait(settle(state, outcome, POLICY, NOW, 0.999999))
    assert longest - timedelta(seconds=2) < almost <= longest


@pytest.mark.parametrize(
    ("asked", "before", "expected"),
    [
        pytest.param(timedelta(seconds=1), 0, MINUTE, id="less than a minute"),
        pytest.param(2 * HOUR, 0, 2 * HOUR, id="as asked"),
        pytest.param(365 * DAY, 0, 7 * DAY, id="a year"),
        pytest.param(None, 0, 10 * MINUTE, id="unsaid"),
        pytest.param(None, 3, 80 * MINUTE, id="unsaid, fourth time"),
        pytest.param(None, 500, 7 * DAY, id="unsaid, for ever"),
    ],
)
def test_waiting_is_as_long_as_the_server_asks_within_reason(
    asked: timedelta | None, before: int, expected: timedelta
) -> None:
    state = replace(POLLED, failures=before)
    settled = settle(state, Failed(Outage.WAIT, "429", asked), POLICY, NOW, 0.0)
    assert (settled.health, wait(settled)) == (Health.WAITING, expected)


def test_gone_is_believed_after_a_day() -> None:
    gone = Failed(Outage.GONE, "410")
    first = settle(POLLED, gone, POLICY, NOW, 0.0)
    assert (first.health, first.gone_at, wait(first)) == (Health.FAILING, NOW, DAY)
    again = settle(first, gone, POLICY, first.next_poll_at, 0.0)
    assert (again.health, again.gone_at) == (Health.PARKED, NOW)


def test_gone_is_not_believed_within_a_day() -> None:
    state = replace(POLLED, gone_at=NOW - 23 * HOUR)
    assert settle(state, Failed(Outage.GONE, "410"), POLICY, NOW, 0.0).health is Health.FAILING


def test_anything_else_in_between_restarts_the_day() -> None:
    state = replace(POLLED, gone_at=NOW - 5 * DAY)
    between = settle(state, Failed(Outage.STATUS, "500"), POLICY, NOW, 0.0)
    assert between.gone_at is None
    assert settle(between, Failed(Outage.GONE, "410"), POLICY, NOW, 0.0).health is Health.FAILING
