import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from stored_records import NOW, entry

from monitor import store
from monitor.errors import StateError
from monitor.store import backups, entries, meta, schema, search, sqlite, tally
from monitor.store.tables import metadata, scores

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9999_next"
down_revision = "{head}"


def upgrade() -> None:
    with op.batch_alter_table("versions") as table:
        table.add_column(sa.Column("mood", sa.String(), nullable=False, server_default="calm"))
    op.execute("UPDATE versions SET mood = 'glad'")
    {crash}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "monitor.db"


def described(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Columns, indexes and references of every table, as SQLite reports them."""
    with sqlite3.connect(path) as conn:
        tables = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            f"{table}.{pragma}": sorted(conn.execute(f"PRAGMA {pragma}('{table}')").fetchall(), key=str)
            for table in sorted(tables)
            for pragma in ("table_info", "foreign_key_list")
        }
        for table in tables:
            for _seq, name, *what in conn.execute(f"PRAGMA index_list('{table}')"):
                columns = conn.execute(f"PRAGMA index_info('{name}')").fetchall()
                found[f"{table}.{name}"] = [tuple(what), *columns]
    conn.close()
    return found


def migrated(path: Path, migrations: Path = schema.MIGRATIONS, *, to: str = "head") -> None:
    engine = sqlite.writer(path, foreign_keys=False)
    config = Config()
    config.set_main_option("script_location", str(migrations))
    with engine.connect() as conn, conn.begin():
        config.attributes["connection"] = conn
        command.upgrade(config, to)
    engine.dispose()


def next_version(folder: Path, crash: str = "") -> Path:
    """A copy of the migrations with one more, as the next version would ship them."""
    copy = folder / "migrations"
    shutil.copytree(schema.MIGRATIONS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "versions" / "9999_next.py").write_text(
        NEXT.replace("{head}", schema.REVISIONS[-1]).replace("{crash}", crash), encoding="utf-8"
    )
    return copy


NEXT_REVISIONS = (*schema.REVISIONS, "9999_next")


def recorded(path: Path) -> None:
    """A database of today with one entry in it."""
    opened = store.open(path.parent, NOW)
    with opened.write() as conn:
        entries.add(conn, [entry()])
    opened.close()


def test_migrations_lead_to_the_tables(path: Path) -> None:
    migrated(path)
    engine = sqlite.reader(path)
    with engine.connect() as conn:
        # The index keeps itself in tables of its own, of which only SQLite knows.
        ours = MigrationContext.configure(
            conn, opts={"include_name": lambda name, *_: not search.owns(name or "")}
        )
        assert compare_metadata(ours, metadata) == []
    engine.dispose()


def test_a_new_database_equals_a_migrated_one(path: Path, tmp_path: Path) -> None:
    migrated(path)
    store.open(tmp_path / "fresh", NOW).close()
    assert described(tmp_path / "fresh" / "monitor.db") == described(path)


def test_the_known_revisions_are_those_of_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(s.revision for s in scripts)[::-1] == schema.REVISIONS


def test_neither_opening_nor_reading_imports_alembic(tmp_path: Path) -> None:
    code = (
        "import sys; from datetime import datetime, UTC\n"
        "from pathlib import Path; from monitor import store\n"
        f"folder = Path({str(tmp_path)!r})\n"
        "store.open(folder, datetime.now(UTC)).close()\n"
        "store.open(folder, datetime.now(UTC)).close()\n"
        "store.open(folder, datetime.now(UTC), readonly=True).close()\n"
        "heavy = {'alembic', 'pydantic', 'sqlalchemy.dialects.postgresql', 'httpx', 'torch', 'numpy'}\n"
        "heavy &= set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_migrating_keeps_the_data_and_a_backup(path: Path) -> None:
    recorded(path)
    scripts = next_version(path.parent)
    then = datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC)
    schema.prepare(path, then, revisions=NEXT_REVISIONS, migrations=scripts)
    with sqlite3.connect(path) as conn:
        assert conn.execute("SELECT entry, mood FROM versions").fetchall() == [("e1", "glad")]
        assert conn.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999_next",)]
    conn.close()
    backup = path.parent / "backups" / f"monitor-20210304T050607Z-from-{schema.REVISIONS[-1]}.db"
    restored = path.parent / "restored"
    restored.mkdir()
    shutil.copy(backup, restored / "monitor.db")
    with_backup = store.open(restored, NOW)
    with with_backup.read() as read:
        assert entries.get(read, "e1") == entry()
    with_backup.close()


@pytest.mark.parametrize(("judged", "rules"), [(True, meta.MIXED), (False, None)])
def test_a_ledger_of_an_older_version_was_read_by_rules_unknown(
    path: Path, judged: bool, rules: str | None
) -> None:
    migrated(path, to="0002_adaptation")
    if judged:
        with sqlite3.connect(path) as conn:
            conn.execute("INSERT INTO scores VALUES ('e1', 1, 0.9, 1, 'm', '2020-08-01', '{}')")
        conn.close()
    migrated(path)
    engine = sqlite.reader(path, at_rest=True)
    with engine.connect() as read:
        assert meta.get(read, meta.RULES) == rules
    engine.dispose()


def test_scores_of_an_older_version_are_tallied(path: Path) -> None:
    migrated(path, to="0008_search")
    engine = sqlite.writer(path)
    old = [entry("e1"), entry("e1", 2, published_at=NOW - timedelta(9)), entry("e2"), entry("e3")]
    with engine.connect() as conn, conn.begin():
        entries.add(conn, old)
        for id_, version, value in (("e1", 1, 0.3), ("e1", 2, 0.57), ("e2", 1, 1.0)):
            row = {"entry": id_, "version": version, "value": value, "relevant": 1, "encoder": "m"}
            conn.execute(scores.insert().values(**row, scored_at=NOW, record="{}"))
    engine.dispose()
    migrated(path)
    engine = sqlite.reader(path)
    with engine.connect() as conn:
        week = tally.week_of(NOW)
        assert {i: n for i, n in enumerate(tally.counts(conn)) if n} == {57: 1, 100: 1}
        assert tally.span(conn, week) == (week - 1, week)
    engine.dispose()


def test_only_the_newest_backups_are_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "KEPT_OTHERWISE", 2)
    recorded(path)
    scripts = next_version(path.parent, crash="raise RuntimeError('half-way')")
    for day in (1, 2, 3):
        with pytest.raises(RuntimeError):
            schema.prepare(
                path, datetime(2021, 1, day, tzinfo=UTC), revisions=NEXT_REVISIONS, migrations=scripts
            )
    names = sorted(p.name[:16] for p in (path.parent / "backups").iterdir())
    assert names == ["monitor-20210102", "monitor-20210103"]


@pytest.mark.parametrize(
    "crash",
    [
        pytest.param("raise RuntimeError('half-way')", id="exception"),
        pytest.param("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", id="kill"),
    ],
)
def test_a_migration_that_breaks_half_way_changes_nothing(path: Path, crash: str) -> None:
    recorded(path)
    before = described(path)
    scripts = next_version(path.parent, crash)
    code = (
        "from datetime import datetime, UTC; from pathlib import Path; from monitor.store import schema\n"
        f"schema.prepare(Path({str(path)!r}), datetime.now(UTC), revisions={NEXT_REVISIONS!r},"
        f" migrations=Path({str(scripts)!r}))"
    )
    assert subprocess.run([sys.executable, "-c", code], stderr=subprocess.DEVNULL).returncode != 0
    assert described(path) == before
    opened = store.open(path.parent, NOW)
    with opened.read() as conn:
        assert entries.get(conn, "e1") == entry()
    opened.close()


def test_a_migration_that_breaks_references_is_taken_back(path: Path) -> None:
    recorded(path)
    scripts = next_version(path.parent, crash="op.execute('DELETE FROM entries')")
    with pytest.raises(StateError, match="would break 4 references"):
        schema.prepare(path, NOW, revisions=NEXT_REVISIONS, migrations=scripts)
    with sqlite3.connect(path) as conn:
        assert conn.execute("SELECT count(*) FROM entries").fetchone() == (1,)
    conn.close()


@pytest.mark.parametrize("readonly", [False, True], ids=["to write", "to read"])
def test_a_newer_state_is_refused_by_name(path: Path, readonly: bool) -> None:
    recorded(path)
    with sqlite3.connect(path) as conn:
        conn.execute("UPDATE alembic_version SET version_num = '0009_future'")
        conn.execute("UPDATE meta SET value = '7.1.0' WHERE key = 'app_version'")
    conn.close()
    with pytest.raises(StateError, match=r"newer version \(7\.1\.0, schema 0009_future\).*Install 7\.1\.0"):
        store.open(path.parent, NOW, readonly=readonly)


def test_an_older_state_is_not_migrated_by_a_reader(path: Path) -> None:
    recorded(path)
    engine = sqlite.reader(path)
    with engine.connect() as conn, pytest.raises(StateError, match=r"older version.*monitor run"):
        schema.check(conn, NEXT_REVISIONS)
    engine.dispose()


def test_a_stranger_s_database_is_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE bookmarks (url)")
    conn.close()
    for readonly in (False, True):
        with pytest.raises(StateError, match="another program"):
            store.open(path.parent, NOW, readonly=readonly)
    with sqlite3.connect(path) as conn:
        assert conn.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]
    conn.close()


def test_the_maker_is_remembered(conn: Connection) -> None:
    from monitor import __version__

    assert meta.get(conn, meta.APP_VERSION) == __version__
