"""Laws that hold for any feed, outcome, policy and clock."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from monitor.cadence import (
    Advice,
    CadencePolicy,
    Failed,
    Read,
    RetryPolicy,
    Unchanged,
    after_clock_jump,
    first_state,
    retry,
    rhythm,
    settle,
    trickle,
)
from monitor.records import Feed, FeedState, Health, Outage

POLICY = CadencePolicy()
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

instants = st.datetimes(
    datetime(2001, 1, 1),  # noqa: DTZ001  the strategy adds the zone
    datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
spans = st.timedeltas(timedelta(0), timedelta(days=3650))
jitters = st.floats(0, 1, exclude_max=True)
advices = st.builds(
    Advice, st.none() | st.binary(min_size=1), st.none() | st.binary(min_size=1), st.none() | spans
)
urls = st.sampled_from(["https://a.example/", "http://a.example/", "https://b.example/"])
unchanged = st.builds(Unchanged, advices, st.booleans(), st.none() | urls)
readings = st.builds(
    Read,
    advices,
    st.binary(),
    st.lists(instants).map(tuple),
    st.none() | spans,
    st.integers(0, 50),
    st.none() | urls,
)
failures = st.builds(Failed, st.sampled_from(Outage), st.text(max_size=5), st.none() | spans, st.booleans())
states = st.builds(
    FeedState,
    name=st.text(min_size=1, max_size=8),
    url=urls,
    next_poll_at=instants,
    health=st.sampled_from(Health),
    etag=st.none() | st.binary(),
    body_hash=st.none() | st.binary(),
    polled_at=st.none() | instants,
    full_at=st.none() | instants,
    interval=st.timedeltas(timedelta(0), timedelta(days=40)),
    failures=st.integers(0, 10_000),
    gone_at=st.none() | instants,
)
feeds = st.builds(
    Feed,
    name=st.text(min_size=1),
    url=urls,
    outlet=st.just("o"),
    origin=st.just("o"),
    interval=st.none() | st.timedeltas(timedelta(0), timedelta(days=40)),
)


@given(states, unchanged | readings, instants, jitters)
def test_after_a_good_poll_the_next_is_between_floor_and_ceiling(state, outcome, now, jitter) -> None:
    settled = settle(state, outcome, POLICY, now, jitter)
    assert POLICY.floor <= settled.next_poll_at - now <= POLICY.ceiling
    assert settled.health is Health.OK


@given(states, failures, instants, jitters, st.none() | feeds)
def test_no_failure_is_final_but_a_confirmed_410(state, outcome, now, jitter, feed) -> None:
    settled = settle(state, outcome, POLICY, now, jitter, feed=feed)
    wait = settled.next_poll_at - now
    longest = POLICY.wait_ceiling if outcome.outage is Outage.WAIT else POLICY.full_every
    shortest = POLICY.wait_floor if outcome.outage is Outage.WAIT else POLICY.floor
    assert shortest <= wait <= longest
    assert settled.failures == state.failures + 1
    if settled.health is Health.PARKED:
        assert outcome.outage is Outage.GONE
        assert state.health is Health.PARKED or now - settled.gone_at >= POLICY.gone_after


@given(states, st.sampled_from([o for o in Outage if o is not Outage.GONE]), st.booleans(), instants, jitters)
def test_other_failures_are_retried_within_a_day(state, outage, refused, now, jitter) -> None:
    assume(outage is not Outage.WAIT)
    settled = settle(state, Failed(outage, "", None, refused), POLICY, now, jitter)
    assert settled.next_poll_at - now <= POLICY.refused_ceiling


@given(states, spans, instants, jitters)
def test_a_server_is_never_asked_before_it_wants_to_be(state, asked, now, jitter) -> None:
    settled = settle(state, Failed(Outage.WAIT, "", asked), POLICY, now, jitter)
    assert settled.next_poll_at - now >= min(asked, POLICY.wait_ceiling)


@given(st.lists(instants, max_size=40), instants)
def test_rhythm_stays_in_its_range_and_does_not_depend_on_order(published, now) -> None:
    found = rhythm(published, POLICY, now)
    assert min(POLICY.fastest, POLICY.start) <= found <= POLICY.ceiling
    assert rhythm(reversed(published), POLICY, now) == found


@given(feeds, instants)
def test_first_polls_are_spread_and_always_alike(feed, now) -> None:
    state = first_state(feed, POLICY, now)
    assert timedelta(0) <= state.next_poll_at - now < POLICY.trickle
    assert first_state(feed, POLICY, now) == state


@given(st.lists(states, max_size=12, unique_by=lambda s: s.name), instants)
def test_trickle_spreads_what_is_overdue_and_leaves_the_rest(before, now) -> None:
    after = trickle(before, POLICY, now)
    assert [s.name for s in after] == [s.name for s in before]
    known = [after_clock_jump(s, POLICY, now) for s in before]
    moved = [
        a
        for b, a in zip(known, after, strict=True)
        if b.health is not Health.PARKED and (b.next_poll_at <= now or b.health is Health.NEW)
    ]
    times = sorted(s.next_poll_at for s in moved)
    assert times == [now + POLICY.trickle * (i / len(moved)) for i in range(len(moved))]
    assert all(a == b for b, a in zip(known, after, strict=True) if a not in moved)
    assert trickle(before, POLICY, now) == after


@given(states, instants)
def test_a_clock_set_back_never_silences_a_feed_for_long(state, now) -> None:
    mended = after_clock_jump(state, POLICY, now)
    if state.polled_at is None:
        assert mended.next_poll_at <= max(
            now, min(state.next_poll_at, now + POLICY.trickle + POLICY.clock_slack)
        )
    elif state.polled_at <= now + POLICY.clock_slack:
        assert mended == state
    else:
        assert mended.polled_at == now
        assert mended.next_poll_at <= now + POLICY.wait_ceiling
        assert mended.next_poll_at <= state.next_poll_at


RETRY = RetryPolicy()


@given(st.integers(1, 400), instants, jitters, st.none() | st.timedeltas(timedelta(0), timedelta(days=5)))
def test_attempts_are_at_most_an_hour_apart_and_end_within_three_days(attempts, now, jitter, spent) -> None:
    since = None if spent is None else now - spent
    at = retry(attempts, RETRY, now, jitter, since=since)
    if at is None:
        return
    assert timedelta(seconds=1) <= at - now <= RETRY.ceiling
    assert since is None or at - since <= RETRY.give_up


@pytest.mark.parametrize(
    ("attempts", "longest_s"),
    [(1, 10), (2, 20), (3, 40), (9, 2560), (10, 3600), (50, 3600)],
)
def test_the_longest_wait_doubles_up_to_an_hour(attempts: int, longest_s: int) -> None:
    now = datetime(2020, 1, 5, tzinfo=UTC)
    at = retry(attempts, RETRY, now, 0.999999999, since=now)
    assert at is not None
    assert at - now == pytest.approx(timedelta(seconds=longest_s), abs=timedelta(milliseconds=1))


def test_a_destination_that_asks_for_patience_gets_it() -> None:
    now = datetime(2020, 1, 5, tzinfo=UTC)
    assert retry(1, RETRY, now, 0.0, retry_after=7 * MINUTE) == now + 7 * MINUTE


@pytest.mark.parametrize(
    ("spent", "given_up"),
    [(0 * HOUR, False), (71 * HOUR, False), (72 * HOUR, True)],
    ids=["at once", "almost three days", "three days"],
)
def test_a_message_is_given_up_after_three_days(spent: timedelta, given_up: bool) -> None:
    now = datetime(2020, 1, 5, tzinfo=UTC)
    assert (retry(20, RETRY, now, 0.5, since=now - spent) is None) is given_up


def test_without_a_start_the_longest_waits_are_counted() -> None:
    now = datetime(2020, 1, 5, tzinfo=UTC)
    tries = next(n for n in range(1, 500) if retry(n, RETRY, now, 0.0) is None)
    assert 72 <= tries <= 90
