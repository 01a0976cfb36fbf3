"""Frozen records and enums: the words of the project, as types.

Every record is immutable, compares by value, and holds no behaviour beyond what follows from its own
fields. ``*_at`` is an aware instant in UTC, ``*_on`` / ``*_day`` a calendar date. Offsets are half-open
ranges of Unicode code points into one named field of one version of an entry.
"""

from monitor.records.adaptation import Adaptation, Experience, Learning
from monitor.records.alert import Alert, AlertKind, Confirmation, Severity, Suppression
from monitor.records.entry import (
    Entry,
    FullText,
    FullTextStatus,
    KnownEntry,
    ParsedEntry,
    ParsedFeed,
    Selection,
    Verdict,
)
from monitor.records.feed import Feed, FeedState, Health, Outage, Request, Response
from monitor.records.hush import Acknowledgement, Matcher, Silence
from monitor.records.ledger import (
    Deadline,
    Disagreement,
    Milestone,
    MilestoneLedger,
    Position,
    Shift,
    ShiftKind,
    Stated,
    origins_of,
)
from monitor.records.message import Message, MessageKind, MessageState, Outcome, Picture, Receipt
from monitor.records.pin import News, Pin
from monitor.records.score import Contribution, Leaving, Passage, Score, ScoreReason, SeedPassage
from monitor.records.statement import (
    Bound,
    Change,
    Count,
    DateMention,
    DateRole,
    DueRange,
    Edge,
    Extraction,
    Field,
    Modality,
    Precision,
    Quote,
    Rank,
    Site,
    Statement,
)

__all__ = [
    "Acknowledgement",
    "Adaptation",
    "Alert",
    "AlertKind",
    "Bound",
    "Change",
    "Confirmation",
    "Contribution",
    "Count",
    "DateMention",
    "DateRole",
    "Deadline",
    "Disagreement",
    "DueRange",
    "Edge",
    "Entry",
    "Experience",
    "Extraction",
    "Feed",
    "FeedState",
    "Field",
    "FullText",
    "FullTextStatus",
    "Health",
    "KnownEntry",
    "Learning",
    "Leaving",
    "Matcher",
    "Message",
    "MessageKind",
    "MessageState",
    "Milestone",
    "MilestoneLedger",
    "Modality",
    "News",
    "Outage",
    "Outcome",
    "ParsedEntry",
    "ParsedFeed",
    "Passage",
    "Picture",
    "Pin",
    "Position",
    "Precision",
    "Quote",
    "Rank",
    "Receipt",
    "Request",
    "Response",
    "Score",
    "ScoreReason",
    "SeedPassage",
    "Selection",
    "Severity",
    "Shift",
    "ShiftKind",
    "Silence",
    "Site",
    "Stated",
    "Statement",
    "Suppression",
    "Verdict",
    "origins_of",
]
