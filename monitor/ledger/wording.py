"""The ledger's reasons in plain English: one sentence per decision."""

from monitor.records import Bound, Deadline, DueRange, Modality, Precision, Rank, Stated

_RANKS = {
    Rank.JOINT: "a joint text",
    Rank.OFFICIAL: "an official on record",
    Rank.SOURCES: "unnamed sources",
}
_BOUNDS = {Bound.BEFORE: "by", Bound.WITHIN: "by", Bound.BETWEEN: "on", Bound.SINCE: "from"}
_EDGES = {1: "early", 11: "mid", 21: "late"}


def who(stated: Stated) -> str:
    """The speaker with the rank, or the rank alone when nobody is named."""
    s = stated.statement
    rank = _RANKS[s.rank]
    return f"{s.speaker} ({rank})" if s.speaker and s.speaker != "sources" else rank


def rank_name(rank: Rank) -> str:
    """A rank as a noun phrase."""
    return _RANKS[rank]


def when(due: DueRange) -> str:
    """A due range as a person would say it: ``by end of 2026``, ``on 2021-12-31``."""
    bound = _BOUNDS.get(due.bound, due.bound.value)
    first, last = due.first_day, due.last_day
    if first == last:
        text = last.isoformat()
    elif (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        text = str(first.year)
    elif due.precision is Precision.YEAR and (last.month, last.day) == (12, 31) and first.year == last.year:
        text = f"end of {last.year}"
    elif (first.year, first.month) == (last.year, last.month):
        text = f"{last:%B %Y}"
        if not (first.day == 1 and last.day > 27) and first.day in _EDGES:
            text = f"{_EDGES[first.day]} {text}"
    else:
        text = f"{first.isoformat()} to {last.isoformat()}"
    if bound == "on" and first != last:
        bound = "from" if " to " in text else "in"
    return f"{bound} {text}"


def state(deadline: Deadline | None) -> str:
    """What a deadline says: a date, or how it stands without one."""
    if deadline is None:
        return "nothing on record"
    if deadline.modality is Modality.COMPLETED:
        return "completed"
    if deadline.modality is Modality.DENIED:
        return "denied"
    if deadline.due is None:
        return "postponed without a date" if deadline.modality is Modality.POSTPONED else "no date"
    return when(deadline.due)
