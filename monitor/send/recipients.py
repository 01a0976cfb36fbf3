"""One message for several recipients of one address: a retry goes to those who have not taken it yet."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from monitor.errors import SendError

log = logging.getLogger(__name__)

T = TypeVar("T")


class Recipients:
    """Who took the message under way, until all have; a restart forgets it and repeats under the same key."""

    def __init__(self) -> None:
        self._key = ""
        self._taken: dict[str, str] = {}

    def each(self, key: str, to: Iterable[T], hand_over: Callable[[T], str]) -> str:
        """Hand a message to every recipient that has not taken it.

        Args:
            key: of the message.
            to: recipients, told apart by their text.
            hand_over: gives the destination's identity of what was taken; raises SendError.

        Returns:
            The identities, separated by spaces.

        Raises:
            SendError: somebody has not taken it and may still, or nobody takes it. What single recipients
                refuse for good while others take it is logged.
        """
        if key != self._key:
            self._key, self._taken = key, {}
        failures: list[SendError] = []
        for one in to:
            if str(one) in self._taken:
                continue
            try:
                self._taken[str(one)] = hand_over(one)
            except SendError as error:
                failures.append(error)
        passing = [one for one in failures if one.retryable]
        if passing:
            # The longest wait asked for is the wait of all.
            slowest = max(passing, key=lambda one: one.retry_after_s or 0.0)
            slowest.unheard = bool(self._taken) or any(one.unheard for one in passing)
            raise slowest
        if failures and not self._taken:
            raise failures[0]
        for refusal in failures:
            log.warning("one of several recipients does not take %s: %s", key, refusal)
        taken, self._key, self._taken = self._taken, "", {}
        return " ".join(filter(None, taken.values()))
