"""What the user said about statements. Never lost; every change of mind is kept."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import Connection, func, insert, select

from monitor.records import StatementLabel
from monitor.store import codec
from monitor.store.tables import statement_labels as table


@dataclass(frozen=True, slots=True)
class Said:
    """A label as it stands in the store."""

    id: int
    about: str
    label: StatementLabel


def about(label: StatementLabel) -> str:
    """What a label is about, by its words: entry, milestone, and where they first stood."""
    words = "\n".join((label.quote.text, label.date.text if label.date else "", f"{label.quote.start}"))
    digest = blake2b(words.encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()
    return f"{label.entry}:{label.milestone}:{digest}"


def say(conn: Connection, label: StatementLabel, name: str = "") -> int | None:
    """Label a statement; what was said before is kept as history.

    Args:
        label: the verdict.
        name: what it is about, where an earlier label found the same statement by other words.

    Returns:
        The number of the label; None when the same holds already.
    """
    name = name or about(label)
    known = next((said.label for said in all(conn) if said.about == name), None)
    if known is not None and replace(known, labelled_at=label.labelled_at) == label:
        return None
    return _append(conn, name, label.entry, codec.dump(label), label.labelled_at)


def take_back(conn: Connection, name: str, now: datetime) -> int | None:
    """Take the label of a statement back; the number of this, None when there is no label."""
    known = next((said for said in all(conn) if said.about == name), None)
    return None if known is None else _append(conn, name, known.label.entry, None, now)


def all(conn: Connection, entry: str | None = None) -> tuple[Said, ...]:
    """The labels that hold now, of one entry or of all, oldest first."""
    newest = select(func.max(table.c.id)).group_by(table.c.about)
    found = (
        select(table.c.id, table.c.about, table.c.record)
        .where(table.c.id.in_(newest), table.c.record.is_not(None))
        .order_by(table.c.id)
    )
    if entry is not None:
        found = found.where(table.c.entry == entry)
    return tuple(
        Said(row.id, row.about, codec.load(StatementLabel, row.record)) for row in conn.execute(found)
    )


def in_force(conn: Connection) -> tuple[StatementLabel, ...]:
    """The labels that hold now, oldest first."""
    return tuple(said.label for said in all(conn))


def newest(conn: Connection) -> int:
    """The number of what was said last; 0 when nothing ever was."""
    return int(conn.execute(select(func.max(table.c.id))).scalar_one() or 0)


def milestones(conn: Connection) -> frozenset[str]:
    """Every milestone that a label ever bore on, those taken back among them."""
    own = select(func.json_extract(table.c.record, "$.milestone").label("milestone"))
    right = select(func.json_extract(table.c.record, "$.correction.milestone"))
    return frozenset(filter(None, conn.execute(own.union(right)).scalars()))


def _append(conn: Connection, name: str, entry: str, record: str | None, at: datetime) -> int:
    row = {"about": name, "entry": entry, "record": record, "labelled_at": at}
    made: int = conn.execute(insert(table).values(row).returning(table.c.id)).scalar_one()
    return made
