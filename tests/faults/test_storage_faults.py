"""The state under kill, full disk, torn log, damage and strangers: all or nothing, and never a riddle."""

import logging
import os
import random
import resource
import shutil
import signal
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, insert, select, update
from sqlalchemy.exc import IntegrityError

from monitor import store
from monitor.errors import StateError
from monitor.records import Entry, Feed, FeedState
from monitor.store import entries, feeds, meta, sqlite, state
from monitor.store.tables import meta as meta_table
from tests.children import ended, in_child

# Newer Pythons warn of forking beside threads; these children use nothing that a thread may hold.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

NOW = datetime(2020, 8, 1, tzinfo=UTC)


def entry(id: str, body: str = "") -> Entry:
    return Entry(
        id, 1, "wire", "Wire", "wire", "ar", NOW, NOW, "عنوان", "نص", body, None, id, aliases=(f"guid:{id}",)
    )


def first(feed: Feed, now: datetime) -> FeedState:
    return FeedState(feed.name, feed.url, next_poll_at=now)


def poll(conn: Connection, n: int, size: int = 3) -> None:
    """What one poll records: its entries and, in the same transaction, the feed's new validators."""
    entries.add(conn, [entry(f"p{n}e{k}") for k in range(size)])
    feeds.save(
        conn, FeedState("wire", "https://wire.example", NOW + timedelta(hours=n), etag=str(n).encode())
    )


def recorded(folder: Path) -> tuple[int, int]:
    """Number of the last poll that the feed remembers, and the number of entries; the file is sound."""
    opened = store.open(folder, NOW)
    try:
        with opened.read() as conn:
            assert sqlite.damage(conn) is None
            remembered = feeds.get(conn, "wire")
            assert remembered is not None
            return int(remembered.etag or b"0"), sum(1 for _ in entries.export(conn))
    finally:
        opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A state directory that knows one feed and was closed cleanly."""
    opened = store.open(tmp_path / "state", NOW)
    with opened.write() as conn:
        feeds.sync(conn, [Feed("wire", "https://wire.example", "Wire", "wire")], NOW, first)
    opened.close()
    return tmp_path / "state"


def test_killed_before_any_statement_or_around_the_commit_all_or_nothing(folder: Path) -> None:
    """One poll, killed at each point in turn until one comes through."""
    points = 0
    for point in range(1, 100):
        shutil.rmtree(folder.parent / "copy", ignore_errors=True)
        copy = Path(shutil.copytree(folder, folder.parent / "copy"))

        def work(copy: Path = copy, point: int = point) -> None:
            opened = store.open(copy, NOW)
            left = point

            def passed(*_: object) -> None:
                nonlocal left
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

            assert opened._writer is not None
            event.listen(opened._writer, "before_cursor_execute", passed)
            event.listen(opened._writer, "after_cursor_execute", passed)
            event.listen(opened._writer, "commit", passed)
            with opened.write() as conn:
                poll(conn, 1)
            # Killed right after the commit, too: the log is not folded in yet.
            passed()

        code = ended(in_child(work))
        found = recorded(copy)
        assert found in ((0, 0), (1, 3))
        if code == 0:
            assert found == (1, 3)
            break
        assert code == -signal.SIGKILL
        points += 1
    assert points > 10


def test_killed_at_any_moment_no_acknowledged_poll_is_lost(folder: Path) -> None:
    rng = random.Random(2020)
    before = 0
    for _ in range(12):
        acks, acked = os.pipe()

        def work(before: int = before, acked: int = acked) -> None:
            opened = store.open(folder, NOW)
            for n in range(before + 1, 10_000):
                with opened.write() as conn:
                    poll(conn, n)
                os.write(acked, n.to_bytes(4, "big"))

        pid = in_child(work)
        os.close(acked)
        told = os.read(acks, 4)
        time.sleep(rng.uniform(0, 0.05))
        os.kill(pid, signal.SIGKILL)
        assert ended(pid) == -signal.SIGKILL
        while more := os.read(acks, 4):
            told = more
        os.close(acks)
        last, found = recorded(folder)
        assert last in (int.from_bytes(told, "big"), int.from_bytes(told, "big") + 1)
        assert found == 3 * last
        before = last


def test_a_torn_log_gives_back_whole_polls(folder: Path) -> None:
    def work() -> None:
        opened = store.open(folder, NOW)
        for n in range(1, 4):
            with opened.write() as conn:
                poll(conn, n, size=1)
        os.kill(os.getpid(), signal.SIGKILL)

    ended(in_child(work))
    log = folder / "monitor.db-wal"
    size = log.stat().st_size
    seen = set()
    for kept in range(0, size, 512 * 5):
        copy = folder.parent / f"torn{kept}"
        copy.mkdir()
        shutil.copy(folder / "monitor.db", copy)
        (copy / log.name).write_bytes(log.read_bytes()[:kept])
        last, found = recorded(copy)
        assert found == last
        seen.add(last)
    assert {0, 1, 2} <= seen


def test_a_full_disk_records_nothing_says_so_and_goes_on_when_freed(folder: Path) -> None:
    def work() -> None:
        opened = store.open(folder, NOW)
        with opened.write() as conn:
            poll(conn, 1)
        ceiling = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        room = (folder / "monitor.db-wal").stat().st_size + 20_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, ceiling))
        for _ in range(3):
            with pytest.raises(store.DiskError, match="Nothing was recorded") as full, opened.write() as conn:
                entries.add(conn, [entry(f"big{n}", "x" * 10_000) for n in range(100)])
            assert full.value.retryable
            assert full.value.exit_code == 3
        with opened.read() as conn:
            assert sum(1 for _ in entries.export(conn)) == 3
        resource.setrlimit(resource.RLIMIT_FSIZE, (ceiling, ceiling))
        with opened.write() as conn:
            poll(conn, 2)
        opened.close()

    assert ended(in_child(work)) == 0
    assert recorded(folder) == (2, 6)


def test_no_space_left_is_told_in_these_words(folder: Path) -> None:
    opened = store.open(folder, NOW)
    with opened.write() as conn:
        pages = conn.exec_driver_sql("PRAGMA page_count").scalar_one()
        conn.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with (
        pytest.raises(store.DiskError, match=r"no space left on the disk\. Nothing was"),
        opened.write() as conn,
    ):
        entries.add(conn, [entry(f"big{n}", "x" * 10_000) for n in range(100)])
    opened.close()
    assert recorded(folder) == (0, 0)


def test_a_disk_full_before_the_first_start(tmp_path: Path) -> None:
    def work() -> None:
        ceiling = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, ceiling))
        with pytest.raises(store.DiskError):
            store.open(tmp_path / "state", NOW)
        resource.setrlimit(resource.RLIMIT_FSIZE, (ceiling, ceiling))
        store.open(tmp_path / "state", NOW).close()

    assert ended(in_child(work)) == 0


def test_a_disk_too_full_for_the_lock(tmp_path: Path) -> None:
    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        with pytest.raises(store.DiskError, match="no space left"), store.lock(tmp_path, NOW):
            pass

    assert ended(in_child(work)) == 0
    with store.lock(tmp_path, NOW):
        pass


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that a user without rights can reach."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    yield made
    for path in (made, *made.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(made)


def unprivileged() -> None:
    """Become a user to whom permissions apply; root passes them all."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


def test_a_read_only_directory_is_named_with_what_to_do(public: Path) -> None:
    folder = public / "state"
    store.open(folder, NOW).close()
    for path in (*folder.iterdir(), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)

    def work() -> None:
        unprivileged()
        with pytest.raises(StateError, match=r"permissions"):
            store.open(folder, NOW)
        with pytest.raises(StateError, match=r"permissions"), store.lock(folder, NOW):
            pass
        with pytest.raises(StateError, match=r"state2: cannot be written. Check the owner"):
            store.open(folder / "state2", NOW)

    assert ended(in_child(work)) == 0


def test_somebody_else_may_read_a_closed_state(public: Path) -> None:
    folder = public / "state"
    store.open(folder, NOW).close()
    for path in (*folder.iterdir(), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)

    def work() -> None:
        unprivileged()
        opened = store.open(folder, NOW, readonly=True)
        with opened.read() as conn:
            assert entries.latest(conn, 9) == []

    assert ended(in_child(work)) == 0


def test_somebody_else_may_look_at_a_running_state(public: Path) -> None:
    folder = public / "state"
    with store.lock(folder, NOW):
        opened = store.open(folder, NOW)
        with opened.write() as conn:
            entries.add(conn, [entry("e1")])

        def work() -> None:
            unprivileged()
            told = store.holder(folder)
            assert told == store.Holder(os.getppid(), NOW)
            beside = store.open(folder, NOW, readonly=True)
            with beside.read() as conn:
                assert [e.id for e in entries.latest(conn, 9)] == ["e1"]

        assert ended(in_child(work)) == 0
        opened.close()


def test_a_reader_beside_a_writer_sees_whole_transactions(folder: Path) -> None:
    opened = store.open(folder, NOW)
    beside = store.open(folder, NOW, readonly=True)
    with beside.read() as before:
        assert list(entries.export(before)) == []
        with opened.write() as conn:
            poll(conn, 1)
            with beside.read() as meanwhile:
                assert list(entries.export(meanwhile)) == []
        assert list(entries.export(before)) == []
    with beside.read() as after:
        assert len(list(entries.export(after))) == 3
    beside.close()
    opened.close()


def test_a_read_only_store_refuses_to_write(folder: Path) -> None:
    beside = store.open(folder, NOW, readonly=True)
    with pytest.raises(StateError, match="for reading only"), beside.write():
        pass
    beside.close()


def spoilt(conn: Connection) -> None:
    poll(conn, 1)
    raise ZeroDivisionError


def test_an_exception_rolls_everything_back(folder: Path) -> None:
    opened = store.open(folder, NOW)
    with pytest.raises(ZeroDivisionError), opened.write() as conn:
        spoilt(conn)
    opened.close()
    assert recorded(folder) == (0, 0)


def test_a_nested_write_is_an_error_rather_than_a_stall(folder: Path) -> None:
    opened = store.open(folder, NOW)
    with opened.write(), pytest.raises(RuntimeError, match="writing already"), opened.write():
        pass
    with opened.write() as conn:
        poll(conn, 1)
    opened.close()


def test_threads_take_turns_and_readers_never_see_half(folder: Path) -> None:
    opened = store.open(folder, NOW)
    torn: list[object] = []
    done = threading.Event()

    def count_up() -> None:
        for _ in range(25):
            with opened.write() as conn:
                n = int(meta.get(conn, "n") or 0) + 1
                meta.put(conn, "n", str(n))
                meta.put(conn, "twice", str(2 * n))

    def look() -> None:
        while not done.is_set():
            with opened.read() as conn:
                n, twice = int(meta.get(conn, "n") or 0), int(meta.get(conn, "twice") or 0)
            if twice != 2 * n:
                torn.append((n, twice))

    writers = [threading.Thread(target=count_up) for _ in range(4)]
    reader = threading.Thread(target=look)
    for thread in (*writers, reader):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    with opened.read() as conn:
        assert meta.get(conn, "n") == "100"
    opened.close()
    assert torn == []


def test_a_file_where_the_directory_should_be(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    with pytest.raises(StateError, match="not a directory"):
        store.open(tmp_path / "state", NOW)


def test_a_directory_where_the_database_should_be(tmp_path: Path) -> None:
    (tmp_path / "monitor.db").mkdir()
    with pytest.raises(StateError, match="cannot be opened"):
        store.open(tmp_path, NOW)


@pytest.mark.parametrize("readonly", [False, True], ids=["to write", "to read"])
def test_a_file_that_is_no_database(tmp_path: Path, readonly: bool) -> None:
    (tmp_path / "monitor.db").write_text("a letter to grandmother, " * 100)
    with pytest.raises(StateError, match="not a database"):
        store.open(tmp_path, NOW, readonly=readonly)
    assert (tmp_path / "monitor.db").read_text().startswith("a letter")


def test_no_state_yet(tmp_path: Path) -> None:
    with pytest.raises(store.MissingError, match="there is no state yet"):
        store.open(tmp_path / "state", NOW, readonly=True)
    assert not (tmp_path / "state").exists()


def damaged(folder: Path) -> None:
    """Zero the pages that hold the entries."""
    opened = store.open(folder, NOW)
    with opened.write() as conn:
        entries.add(conn, [entry(f"e{n}", "نص طويل " * 500) for n in range(50)])
    opened.close()
    path = folder / "monitor.db"
    whole = bytearray(path.read_bytes())
    for page in range(len(whole) // 4096 // 2, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(whole)


def test_damage_met_while_reading(folder: Path) -> None:
    damaged(folder)
    opened = store.open(folder, NOW)
    with pytest.raises(StateError, match=r"damaged.*backups"), opened.read() as conn:
        list(entries.export(conn))
    opened.close()


def test_damage_found_after_an_unclean_stop(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    damaged(folder)
    with sqlite3.connect(folder / "monitor.db") as conn:
        conn.execute("INSERT INTO meta VALUES ('open_since', 'yesterday pid 1')")
    conn.close()
    with caplog.at_level(logging.WARNING), pytest.raises(StateError, match="damaged"):
        store.open(folder, NOW)
    assert "yesterday pid 1" in caplog.text


def test_a_clean_stop_is_not_checked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "_check_damage", lambda *_: pytest.fail("checked"))
    store.open(folder, NOW).close()


def test_a_busy_database_is_worth_another_try(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_MS", 50)
    opened = store.open(folder, NOW)
    stranger = sqlite3.connect(folder / "monitor.db", isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    with pytest.raises(store.DiskError, match="another program keeps the database busy"), opened.write():
        pass
    stranger.execute("ROLLBACK")
    stranger.close()
    with opened.write() as conn:
        poll(conn, 1)
    opened.close()


def test_a_bug_stays_a_bug(folder: Path) -> None:
    opened = store.open(folder, NOW)
    with pytest.raises(IntegrityError), opened.write() as conn:
        conn.execute(insert(meta_table), [{"key": "k", "value": "v"}] * 2)
    with opened.read() as conn:
        assert conn.execute(select(meta_table).where(meta_table.c.key == "k")).all() == []
    with opened.write() as conn:
        conn.execute(update(meta_table).values(value="x"))
    opened.close()


@pytest.mark.parametrize(
    ("version", "risky"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((4, 0, 0), False),
    ],
)
def test_versions_of_sqlite_with_the_wal_reset_bug(version: tuple[int, int, int], risky: bool) -> None:
    assert sqlite.at_risk(version) is risky


def test_how_the_database_is_opened(folder: Path) -> None:
    opened = store.open(folder, NOW)
    names = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "query_only")
    with opened.write() as conn:
        written = [conn.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]
    with opened.read() as conn:
        read = [conn.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]
    opened.close()
    assert written == ["wal", 2, 1, 0, 0]
    assert read == ["wal", 2, 0, 0, 1]
