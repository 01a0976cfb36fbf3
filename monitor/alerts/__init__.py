"""What a person should know: alerts, told or suppressed with a reason. Pure."""

from monitor.alerts.decide import Coverage, decide, is_unconfirmed, of_shift, severity, story_key
from monitor.alerts.facts import facts
from monitor.alerts.policy import AlertPolicy, Kinds

__all__ = [
    "AlertPolicy",
    "Coverage",
    "Kinds",
    "decide",
    "facts",
    "is_unconfirmed",
    "of_shift",
    "severity",
    "story_key",
]
