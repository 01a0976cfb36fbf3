"""The ledger of stated deadlines: rows in, deadlines and shifts out. ``docs/ledger.md`` tells the rules."""

from monitor.ledger.clock import sweep
from monitor.ledger.compare import Relation, limit, relation
from monitor.ledger.correction import PUTS_RIGHT, due_typed, typed
from monitor.ledger.difference import Changed, Difference, difference
from monitor.ledger.fold import Folded, Folding, fold
from monitor.ledger.labelled import Labelled, counting, finds, labelled
from monitor.ledger.policy import LedgerPolicy, Slack
from monitor.ledger.rows import stated_by, told_rows

__all__ = [
    "PUTS_RIGHT",
    "Changed",
    "Difference",
    "Folded",
    "Folding",
    "Labelled",
    "LedgerPolicy",
    "Relation",
    "Slack",
    "counting",
    "difference",
    "due_typed",
    "finds",
    "fold",
    "labelled",
    "limit",
    "relation",
    "stated_by",
    "sweep",
    "told_rows",
    "typed",
]
