"""Why an alert was raised, in the language of its reader."""

from monitor.records import Alert, AlertKind, Modality
from monitor.render.phrases import Phrases

_SINCE = {
    Modality.DENIED: "new_denied",
    Modality.POSTPONED: "new_postponed",
    Modality.COMPLETED: "new_completed",
}


def reason_words(alert: Alert, phrases: Phrases) -> str:
    """One sentence; empty where the other lines say it: a reminder shows its distance, coverage its match."""
    if alert.kind in (AlertKind.COVERAGE, AlertKind.REMINDER):
        return ""
    return phrases.why[_case(alert)]


def _case(alert: Alert) -> str:
    match alert.kind:
        case AlertKind.NEW:
            return _first(alert)
        case AlertKind.LATER | AlertKind.EARLIER:
            return _moved(alert)
        case AlertKind.DENIED:
            return _denied(alert)
    return alert.kind.value


def _first(alert: Alert) -> str:
    if alert.rule == "7-revived":
        return "revived"
    if alert.after is not None and alert.after.due is None:
        return "new_undated"
    if alert.before is None:
        return "new"
    return _SINCE.get(alert.before.modality, "new" if alert.before.due is None else "new_passed")


def _denied(alert: Alert) -> str:
    if alert.before is None:
        return "denied_unknown"
    return "denied_again" if alert.before.modality is Modality.DENIED else "denied"


def _moved(alert: Alert) -> str:
    if alert.rule == "4-change":
        dated = alert.after is not None and alert.after.due is not None and alert.after != alert.before
        return "claimed" if dated else "undated_earlier"
    due = alert.before.due if alert.before is not None else None
    if due is not None and due.last_day < alert.published_at.date():
        return "passed"
    return alert.kind.value
