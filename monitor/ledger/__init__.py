"""The ledger of stated deadlines: rows in, deadlines and shifts out. ``docs/ledger.md`` tells the rules."""

from monitor.ledger.clock import sweep
from monitor.ledger.compare import Relation, limit, relation
from monitor.ledger.fold import Folding, fold
from monitor.ledger.policy import LedgerPolicy, Slack
from monitor.ledger.rows import stated_by

__all__ = ["Folding", "LedgerPolicy", "Relation", "Slack", "fold", "limit", "relation", "stated_by", "sweep"]
