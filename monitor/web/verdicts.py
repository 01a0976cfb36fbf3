"""The reader's word on statements: which one holds, and how another is given."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from monitor.records import Stated, StatementLabel, StatementVerdict
from monitor.relabel import label_of
from monitor.store import codec
from monitor.web.site import Site

UNDO = "undo"


def verdicts(conn: Connection, rows: Sequence[Stated]) -> Mapping[str, StatementVerdict]:
    """Key of a statement -> the verdict that holds; one without a label is absent."""
    found = ((row.key, label_of(conn, row)) for row in rows)
    return {key: said.label.verdict for key, said in found if said is not None}


def give(site: Site, row: Stated, verdict: StatementVerdict) -> bool:
    """Label a statement; whether it is made already."""
    statement = row.statement
    label = StatementLabel(
        entry=row.entry,
        version=row.version,
        milestone=statement.milestone,
        quote=statement.quote,
        date=statement.date,
        verdict=verdict,
        labelled_at=site.now(),
    )
    return site.ask("label-statement", {"label": codec.dump(label)})


def take_back(site: Site, row: Stated) -> bool:
    """Take the label of a statement back; whether it is made already."""
    with site.read() as conn:
        said = label_of(conn, row)
    return said is None or site.ask("unlabel-statement", {"about": said.about})
