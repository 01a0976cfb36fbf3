"""A clock that tells the years of a story in a minute of real time."""

from collections.abc import Sequence
from datetime import datetime, timedelta


class StoryClock:
    """Stands still until it is told to go on: the instant that the story has reached.

    Args:
        at: where it stands at first.
    """

    def __init__(self, at: datetime) -> None:
        self._at = at

    def __call__(self) -> datetime:
        """The instant reached."""
        return self._at

    def go_on(self, to: datetime) -> None:
        """Reach a later instant; an earlier one is ignored."""
        self._at = max(self._at, to)


def steps(
    published: Sequence[datetime], until: datetime, together: timedelta, quiet: timedelta
) -> list[datetime]:
    """The instants that the clock stops at.

    Args:
        published: when the reports come out, in order.
        until: where the story ends.
        together: reports so close to each other share a step, as if polled at once.
        quiet: longest time without a step, so that the calendar can speak in between.

    Returns:
        Ascending instants, the first one before any report is out.
    """
    story = [published[0] - timedelta(days=1)]
    for at, following in zip(published, (*published[1:], until), strict=True):
        if following - at < together and following != until:
            continue
        while at - story[-1] > quiet:
            story.append(story[-1] + quiet)
        story.append(at)
    while until - story[-1] > quiet:
        story.append(story[-1] + quiet)
    return [*story, until]
