"""The names that shifts are decided under, where labels changed what came before them.

A shift's own key counts how often the like was told. When a label takes one telling out, the next one gets
its key: by that alone, true news would pass for news that was told, or was taken back. So a shift is known by
what it tells and who carries it, and only has its own key as long as that means nothing else.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import count

from monitor.alerts.standing import carried_alike, tells
from monitor.records import Alert, Shift, Suppression

_HELD = ":held"


class Names:
    """Knows which decision is about which shift. Mutable: it learns what is decided meanwhile.

    Args:
        decided: every decision about the milestones that were ever labelled, in the order of deciding.
    """

    def __init__(self, decided: Iterable[Alert] = ()) -> None:
        self._of: dict[str, dict[str, Alert]] = {}
        for alert in decided:
            self._of.setdefault(alert.milestone or "", {})
            self._learn(alert)

    def learn(self, decided: Collection[Alert]) -> None:
        """Take in new decisions; those about other milestones are ignored."""
        for alert in decided:
            if alert.milestone in self._of:
                self._learn(alert)

    def named(self, shifts: Iterable[Shift]) -> tuple[Shift, ...]:
        """The shifts under the keys by which they are decided, in the order given."""
        return tuple(self._named(shift) for shift in shifts)

    def _learn(self, alert: Alert) -> None:
        known = self._of[alert.milestone or ""]
        key = alert.key.removesuffix(_HELD)
        # What was held and then told has two decisions; the telling is what counts.
        if alert.suppressed is not Suppression.HELD or key not in known:
            known[key] = alert

    def _named(self, shift: Shift) -> Shift:
        known = self._of.get(shift.milestone, {})
        if shift.key not in known or _means(known[shift.key], shift):
            return shift
        fresh = (f"{shift.key}:{n}" for n in count(2))
        again = next(key for key in fresh if key not in known or _means(known[key], shift))
        told = (key for key, alert in known.items() if _means(alert, shift) and tells(alert, shift))
        return replace(shift, key=next(told, again) if shift.stated is not None else again)


def _means(alert: Alert, shift: Shift) -> bool:
    """Whether a decision under a shift's key is about it; what was taken back is over."""
    if alert.suppressed is Suppression.RETRACTED:
        return False
    return shift.stated is None or carried_alike(alert, shift)
