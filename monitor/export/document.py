"""Which documents there are, and each of them made from what is recorded.

The libraries that write feeds and calendars are imported with the first of these.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from monitor.export.table import ALERT_COLUMNS, LEDGER_COLUMNS, csv_table, json_table
from monitor.formats import Object, alert_object, ledger_objects
from monitor.ledger import Labelled
from monitor.policies import ExportForm
from monitor.records import Alert, Milestone, MilestoneLedger
from monitor.render import headline, load_phrases


class What(StrEnum):
    """What a document tells of."""

    ALERTS = "alerts"
    LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What documents are made of."""

    language: str
    """Of the words around quotes, as :func:`monitor.render.load_phrases` takes it."""
    names: Mapping[str, str]
    """Milestone id -> name in that language."""
    alerts: tuple[Alert, ...] = ()
    """Newest first."""
    ledgers: tuple[tuple[Milestone, MilestoneLedger], ...] = ()
    """In the order in which they are shown."""
    reminder_days: tuple[int, ...] = ()
    """Days before a deadline at which a calendar reminds, for milestones that name none of their own."""
    address: str = ""
    """Web address of the folder that the documents are served from; empty when it is not known."""
    everything: bool = False
    """Also statements that changed nothing."""
    said: Labelled | None = None
    """What a person said about statements."""


FILES: Mapping[str, tuple[ExportForm, What]] = {
    "alerts.rss": (ExportForm.RSS, What.ALERTS),
    "alerts.atom": (ExportForm.ATOM, What.ALERTS),
    "deadlines.ics": (ExportForm.ICAL, What.LEDGER),
    "alerts.csv": (ExportForm.CSV, What.ALERTS),
    "ledger.csv": (ExportForm.CSV, What.LEDGER),
    "alerts.json": (ExportForm.JSON, What.ALERTS),
    "ledger.json": (ExportForm.JSON, What.LEDGER),
}
"""File name -> the document that it holds."""


def document(form: ExportForm, what: What, of: Recorded) -> bytes:
    """One document, UTF-8.

    Raises:
        ValueError: there is no such document (a calendar of alerts), or no such language.
    """
    if (form, what) not in FILES.values():
        raise ValueError(f"there is no {form} of the {what}")
    match form:
        case ExportForm.RSS | ExportForm.ATOM:
            from monitor.export.syndication import feed

            return feed(form, of.alerts, of.names, of.language, of.address)
        case ExportForm.ICAL:
            from monitor.export.calendar import calendar

            return calendar(of.ledgers, of.names, of.language, of.reminder_days)
        case ExportForm.CSV:
            columns = ALERT_COLUMNS if what is What.ALERTS else LEDGER_COLUMNS
            return csv_table(_rows(what, of), columns)
        case ExportForm.JSON:
            return json_table(_rows(what, of))


def _rows(what: What, of: Recorded) -> list[Object]:
    if what is What.LEDGER:
        phrases = load_phrases(of.language)
        return [
            row
            for _, ledger in of.ledgers
            for row in ledger_objects(ledger, phrases, everything=of.everything, said=of.said)
        ]
    return [
        {"headline": headline(alert, names=of.names, language=of.language), **alert_object(alert)}
        for alert in of.alerts
    ]
