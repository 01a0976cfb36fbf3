"""The tables. One aggregate each: feeds, entries, scores and their tally, labels, adaptations, ledger,
stories, alerts, pins, outbox, silences, conditions, meta. The ledger in force before the last rebuild is
kept beside the one in force. The words that entries are found by are in a virtual table of
:mod:`monitor.store.search`.

Rows that are queried by a field have a column for it; a record that is only ever read whole is one JSON
text (``record``). Nothing is deleted that a person or the ledger may ask for again.
"""

from monitor.store.tables.base import meta, metadata
from monitor.store.tables.learnt import adaptations, labels, learnings, vectors
from monitor.store.tables.sources import feeds, host_pauses
from monitor.store.tables.stated import (
    former_readings,
    former_statements,
    statement_labels,
    statements,
    stories,
)
from monitor.store.tables.texts import Stage, aliases, documents, entries, scores, tally, versions
from monitor.store.tables.told import (
    acknowledgements,
    alerts,
    conditions,
    messages,
    parked,
    pins,
    receipts,
    silences,
)

__all__ = [
    "Stage",
    "acknowledgements",
    "adaptations",
    "alerts",
    "aliases",
    "conditions",
    "documents",
    "entries",
    "feeds",
    "former_readings",
    "former_statements",
    "host_pauses",
    "labels",
    "learnings",
    "messages",
    "meta",
    "metadata",
    "parked",
    "pins",
    "receipts",
    "scores",
    "silences",
    "statement_labels",
    "statements",
    "stories",
    "tally",
    "vectors",
    "versions",
]
