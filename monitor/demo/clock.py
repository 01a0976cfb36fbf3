"""A clock that tells the years of a story in a minute of real time."""

import bisect
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta


class StoryClock:
    """The instant that the story has reached.

    Every instant of ``instants`` gets an equal share of ``seconds``, so that quiet years pass in a blink and
    busy days are told slowly. Before :meth:`start` it stands at the first instant, afterwards it is monotone
    and stops at the last one.

    Args:
        instants: the story's instants in order, at least two.
        seconds: how long telling it takes, in real seconds.
        monotonic: the real clock, in seconds.
    """

    def __init__(
        self, instants: Sequence[datetime], seconds: float, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        if len(instants) < 2:
            raise ValueError("a story needs at least two instants")
        self._instants = sorted(instants)
        self._share = seconds / (len(instants) - 1)
        self._monotonic = monotonic
        self._started: float | None = None

    def start(self) -> None:
        """Let the story begin."""
        self._started = self._monotonic()

    def __call__(self) -> datetime:
        """The instant reached."""
        if self._started is None:
            return self._instants[0]
        told, part = divmod((self._monotonic() - self._started) / self._share, 1.0)
        index = int(told)
        if index >= len(self._instants) - 1:
            return self._instants[-1]
        here, there = self._instants[index], self._instants[index + 1]
        return here + (there - here) * part

    @property
    def over(self) -> bool:
        """Whether the last instant has been reached."""
        return self() >= self._instants[-1]

    def reached(self, instant: datetime) -> int:
        """How many of the instants lie at or before one."""
        return bisect.bisect_right(self._instants, instant)


def instants(published: Sequence[datetime], until: datetime, step: timedelta) -> list[datetime]:
    """The story's instants: one just before it begins, each publication, then steps of quiet to its end."""
    story = [published[0] - timedelta(days=1), *published]
    while story[-1] + step < until:
        story.append(story[-1] + step)
    story.append(until)
    return story
