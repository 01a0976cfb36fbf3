"""The pace at each host, on a clock of our own."""

import threading
from contextlib import ExitStack
from datetime import timedelta
from itertools import pairwise

import pytest

from monitor.errors import FetchError
from monitor.fetch import HostPace, PacePolicy
from monitor.records import Outage


class Clock:
    """Monotonic seconds that pass only by sleeping."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pace(clock: Clock) -> HostPace:
    return HostPace(clock=clock, sleep=clock.sleep)


def test_starts_at_one_host_are_a_second_apart(clock: Clock, pace: HostPace) -> None:
    starts = []
    for _ in range(4):
        with pace.turn("a.example"):
            starts.append(clock.now)
    gaps = [later - earlier for earlier, later in pairwise(starts)]
    assert gaps == pytest.approx([1.0, 1.0, 1.0])


def test_other_hosts_do_not_wait(clock: Clock, pace: HostPace) -> None:
    for i in range(50):
        with pace.turn(f"{i}.example") as waited:
            assert waited == 0
    assert clock.now == 1000.0


def test_at_most_two_at_once(clock: Clock) -> None:
    pace = HostPace(PacePolicy(patience=timedelta(seconds=5)), clock=clock, sleep=clock.sleep)
    with ExitStack() as held:
        held.enter_context(pace.turn("a.example"))
        held.enter_context(pace.turn("a.example"))
        with pytest.raises(FetchError) as caught, pace.turn("a.example"):
            pytest.fail("a third turn")
        assert caught.value.outage is Outage.WAIT
        with pace.turn("b.example") as waited:
            assert waited == 0
    with pace.turn("a.example"):
        pass


def test_a_turn_is_given_back_when_its_request_fails(pace: HostPace) -> None:
    for _ in range(5):
        with pytest.raises(ValueError), pace.turn("a.example"):
            raise ValueError


def test_a_paused_host_is_not_asked_and_says_for_how_long(clock: Clock, pace: HostPace) -> None:
    pace.pause("a.example", 300)
    pace.pause("a.example", 20)
    with pytest.raises(FetchError) as caught, pace.turn("a.example"):
        pytest.fail("a turn at a paused host")
    assert caught.value.outage is Outage.WAIT
    assert caught.value.retry_after_s == 300
    assert "5 minutes" in str(caught.value)
    with pace.turn("b.example"):
        pass
    clock.now += 301
    with pace.turn("a.example") as waited:
        assert waited == 0


def test_a_queue_too_long_is_put_off(clock: Clock) -> None:
    pace = HostPace(PacePolicy(gap=timedelta(seconds=90)), clock=clock, sleep=clock.sleep)
    with pace.turn("a.example"):
        pass
    with pytest.raises(FetchError) as caught, pace.turn("a.example"):
        pytest.fail("a turn beyond patience")
    assert caught.value.retry_after_s is not None
    assert caught.value.retry_after_s >= 90
    assert clock.now == 1000.0


def test_crawl_delay_slows_pages_but_not_feeds(clock: Clock, pace: HostPace) -> None:
    pace.slow("a.example", timedelta(seconds=20))
    with pace.turn("a.example", crawling=True):
        pass
    with pace.turn("a.example") as waited:
        assert waited == pytest.approx(1)
    with pace.turn("a.example", crawling=True) as waited:
        assert waited == pytest.approx(20)


def test_closing_ends_a_wait(clock: Clock) -> None:
    def sleep(seconds: float) -> None:
        clock.sleep(seconds)
        pace.close()

    pace = HostPace(clock=clock, sleep=sleep)
    with pace.turn("a.example"):
        pass
    with pytest.raises(FetchError), pace.turn("a.example"):
        pytest.fail("a turn after closing")


def test_threads_share_a_host_fairly() -> None:
    """Real threads and clock: never more than two at once, and every one gets its turn."""
    pace = HostPace(PacePolicy(gap=timedelta(milliseconds=5)))
    lock, under_way, most, done = threading.Lock(), 0, 0, 0

    def visit() -> None:
        nonlocal under_way, most, done
        with pace.turn("a.example"):
            with lock:
                under_way += 1
                most = max(most, under_way)
            with pace.turn("b.example"):
                pass
            with lock:
                under_way -= 1
                done += 1

    threads = [threading.Thread(target=visit) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert done == 12
    assert most <= 2


def test_idle_hosts_are_forgotten_and_paused_ones_are_not(clock: Clock, pace: HostPace) -> None:
    pace.pause("paused.example", 1e6)
    for i in range(5000):
        with pace.turn(f"{i}.example"):
            pass
        clock.now += 2
    assert len(pace._hosts) <= 4097
    with pytest.raises(FetchError), pace.turn("paused.example"):
        pytest.fail("a turn at a paused host")
