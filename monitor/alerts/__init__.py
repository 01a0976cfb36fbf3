"""What a person should know: alerts, told or suppressed with a reason. Pure."""

from monitor.alerts.corroboration import Corroboration, carried_by, corroborated
from monitor.alerts.decide import Coverage, decide, held_key, of_shift, severity, story_key
from monitor.alerts.facts import facts
from monitor.alerts.lately import lately
from monitor.alerts.naming import Names
from monitor.alerts.news import news_of, same_news
from monitor.alerts.policy import AlertPolicy, Kinds
from monitor.alerts.standing import Standing, standing

__all__ = [
    "AlertPolicy",
    "Corroboration",
    "Coverage",
    "Kinds",
    "Names",
    "Standing",
    "carried_by",
    "corroborated",
    "decide",
    "facts",
    "held_key",
    "lately",
    "news_of",
    "of_shift",
    "same_news",
    "severity",
    "standing",
    "story_key",
]
