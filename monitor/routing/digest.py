"""Which waiting messages leave as one. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from monitor.records import Message

BEHIND_A_FAILURE = 20
"""More untried messages than this behind a failing destination leave as one when it works again."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Messages of one destination that leave as one, in order."""

    destination: str
    members: tuple[Message, ...]
    more: bool
    """Whether others were told before, and these had no room in their hour."""

    def key(self, now: datetime) -> str:
        """The key of the digest."""
        # The first member tells apart what two names release at one instant; a member leaves only once.
        first = blake2b(self.members[0].key.encode(), digest_size=4).hexdigest()
        return f"digest:{self.destination}:{now.isoformat()}:{first}"


def bundles(due: Iterable[Message], failing: Iterable[str]) -> tuple[Bundle, ...]:
    """What becomes of messages that are due and were never tried: those to be told together.

    Args:
        due: in order.
        failing: destinations that have not taken what was sent to them last.

    Returns:
        Bundles of two and more. What is in none goes as it is.
    """
    waiting: dict[str, list[Message]] = {}
    for message in due:
        waiting.setdefault(message.destination, []).append(message)
    found: list[Bundle] = []
    down = frozenset(failing)
    for destination, messages in waiting.items():
        if destination in down:
            if len(messages) > BEHIND_A_FAILURE:
                found.append(Bundle(destination, tuple(messages), more=False))
            continue
        found += _by_name(destination, messages)
    return tuple(found)


def _by_name(destination: str, messages: Sequence[Message]) -> list[Bundle]:
    named: dict[str, list[Message]] = {}
    for message in messages:
        if message.gather:
            named.setdefault(message.gather, []).append(message)
    return [
        Bundle(destination, tuple(members), more=name == "full")
        for name, members in named.items()
        if len(members) > 1
    ]
