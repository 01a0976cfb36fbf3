"""A ledger in the making: in a file of its own beside the state, so that nothing in force is touched.

The file is written by the command that rebuilds, batch by batch; a process that is killed leaves what it had
committed, and the next one goes on from there. Whoever holds the state puts the draft in force, and discards
it.
"""

import json
import logging
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    Text,
    delete,
    select,
)

from monitor.errors import StateError
from monitor.records import Score, Stated
from monitor.store import codec, sqlite
from monitor.store.exclusive import PATIENCE_S
from monitor.store.trouble import DiskError, LockedError, explain_os, translated
from monitor.store.upsert import insert

log = logging.getLogger(__name__)

FILE = "rebuild.db"
LOCK = "rebuild.lock"

Version = tuple[str, int]

_metadata = MetaData()
_plan = Table("plan", _metadata, Column("record", Text, nullable=False))
_readings = Table(
    "readings",
    _metadata,
    Column("entry", String, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("shape", Text, nullable=False),
    Column("failure", Text),
    Column("rows", Text, nullable=False),
    sqlite_with_rowid=False,
)
_scores = Table(
    "scores",
    _metadata,
    Column("entry", String, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a draft is made by; a draft of another plan is of no use."""

    rules: str
    """Identity of the rules that articles are read by."""
    scorer: str = ""
    """Identity of the scorer that all entries are scored anew by; empty when scores are taken as they are."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read out of one version of an entry."""

    entry: str
    version: int
    shape: str
    """The shape of the text that was read (:func:`monitor.store.ledgers.judged`)."""
    stated: tuple[Stated, ...] = ()
    failure: str | None = None
    """Why it could not be read; then its rows of before are kept."""


class Draft:
    """An open draft. One process at a time has it."""

    def __init__(self, folder: Path, name: str, plan: Plan, lock: FileLock) -> None:
        self.name = name
        self.plan = plan
        self._path = folder / FILE
        self._lock = lock
        self._writer = sqlite.writer(self._path)

    def done(self) -> Mapping[Version, str]:
        """Every version that was read without failure, with the shape of the text read."""
        statement = select(_readings).where(_readings.c.failure.is_(None))
        return {(row.entry, row.version): row.shape for row in self._rows(statement)}

    def readings(self) -> Mapping[Version, Reading]:
        """Everything read so far."""
        return {
            (row.entry, row.version): Reading(
                row.entry,
                row.version,
                row.shape,
                tuple(codec.load(Stated, text) for text in json.loads(row.rows)),
                row.failure,
            )
            for row in self._rows(select(_readings))
        }

    def scores(self) -> Mapping[Version, Score]:
        """The scores made anew so far."""
        return {(r.entry, r.version): codec.load(Score, r.record) for r in self._rows(select(_scores))}

    def add(self, read: Sequence[Reading] = (), scored: Mapping[Version, Score] | None = None) -> None:
        """Keep what was read and scored, durable when this returns; the same version again is replaced.

        Raises:
            DiskError: the disk is full or failing; what was kept before is safe.
        """
        rows = [
            {
                "entry": r.entry,
                "version": r.version,
                "shape": r.shape,
                "failure": r.failure,
                "rows": json.dumps([codec.dump(s) for s in r.stated], ensure_ascii=False),
            }
            for r in read
        ]
        marks = [
            {"entry": id_, "version": version, "record": codec.dump(score)}
            for (id_, version), score in (scored or {}).items()
        ]
        with translated(self._path), self._writer.begin() as conn:
            _put(conn, _readings, rows)
            _put(conn, _scores, marks)

    def close(self) -> None:
        """Let go of the file; it is there for the next one."""
        self._writer.dispose()
        self._lock.release()

    def discard(self) -> None:
        """Let go of the file and remove it."""
        self._writer.dispose()
        _remove(self._path)
        self._lock.release()

    def _rows(self, statement: Select[Any]) -> Sequence[Any]:
        with translated(self._path), self._writer.connect() as conn:
            return conn.execute(statement).all()


def open(folder: Path, plan: Plan) -> Draft:
    """Go on with the draft of this plan, or begin one; a draft of another plan is thrown away.

    Args:
        folder: the state directory.
        plan: what is to be made.

    Raises:
        LockedError: another process has the draft open.
        DiskError: the disk is full or failing.
    """
    lock = _locked(folder)
    path = folder / FILE
    try:
        known = _known(path)
        if known is None or known[1] != plan:
            _remove(path)
            known = _begin(path, plan)
        return Draft(folder, known[0], plan, lock)
    except BaseException:
        lock.release()
        raise


def reopen(folder: Path, name: str) -> Draft:
    """The draft of this name, as another process left it.

    Raises:
        StateError: it is not there any more.
        LockedError: another process has it open.
    """
    lock = _locked(folder)
    known = _known(folder / FILE)
    if known is None or known[0] != name:
        lock.release()
        raise StateError(f"{folder / FILE}: the rebuilt ledger {name} is not there any more.")
    return Draft(folder, *known, lock)


def _locked(folder: Path) -> FileLock:
    lock = FileLock(folder / LOCK, timeout=PATIENCE_S, poll_interval=0.02, is_singleton=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise LockedError("another `monitor rebuild` is under way; wait for it, or stop it first.") from error
    except OSError as error:
        raise explain_os(error, folder) from error
    return lock


def _begin(path: Path, plan: Plan) -> tuple[str, Plan]:
    name = secrets.token_hex(8)
    engine = sqlite.writer(path)
    try:
        with translated(path), engine.begin() as conn:
            _metadata.create_all(conn)
            conn.execute(delete(_plan))
            conn.execute(_plan.insert().values(record=json.dumps({"name": name, **asdict(plan)})))
    finally:
        engine.dispose()
    return name, plan


def _known(path: Path) -> tuple[str, Plan] | None:
    """Name and plan of the draft at ``path``; None when there is none, or none that can be gone on with."""
    if not path.exists():
        return None
    engine = sqlite.writer(path)
    try:
        with translated(path), engine.connect() as conn:
            told = json.loads(conn.execute(select(_plan.c.record)).scalar_one())
        return str(told.pop("name")), Plan(**told)
    except DiskError:
        raise
    except Exception as error:
        log.warning("%s cannot be gone on with (%s); the rebuild begins anew", path, error)
        return None
    finally:
        engine.dispose()


def _put(conn: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    if not rows:
        return
    statement = insert(conn, table)
    rest = [column.name for column in table.columns if not column.primary_key]
    conn.execute(
        statement.on_conflict_do_update(
            index_elements=["entry", "version"], set_={name: statement.excluded[name] for name in rest}
        ),
        list(rows),
    )


def _remove(path: Path) -> None:
    # The log before its file: a log without one would be taken for that of the next file.
    for part in (path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm"), path):
        try:
            part.unlink(missing_ok=True)
        except OSError as error:
            raise explain_os(error, part) from error
