import logging
import shutil
import sqlite3
from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest
from stored_records import NOW, entry

from monitor import store
from monitor.errors import StateError
from monitor.store import backups, entries


def names(path: Path) -> list[str]:
    return sorted(copy.name for copy in (path.parent / "backups").iterdir())


def test_one_copy_a_day_and_two_are_kept(state: store.Store) -> None:
    taken = [backups.daily(state.path, NOW + timedelta(hours=hours)) for hours in range(0, 24 * 4, 6)]
    assert [copy is not None for copy in taken] == [hours % 24 == 0 for hours in range(0, 24 * 4, 6)]
    assert names(state.path) == ["monitor-20200803T120000Z-daily.db", "monitor-20200804T120000Z-daily.db"]


def test_a_copy_put_in_place_is_the_state_of_then(state: store.Store, tmp_path: Path) -> None:
    with state.write() as conn:
        entries.add(conn, [entry("before")])
    copy = backups.daily(state.path, NOW)
    with state.write() as conn:
        entries.add(conn, [entry("after")])
    assert copy is not None
    (tmp_path / "restored").mkdir()
    shutil.copy(copy, tmp_path / "restored" / "monitor.db")
    restored = store.open(tmp_path / "restored", NOW)
    with restored.read() as conn:
        assert [e.id for e in entries.export(conn)] == ["before"]
    restored.close()


def test_daily_copies_leave_those_before_a_migration_alone(state: store.Store) -> None:
    backups.take(state.path, NOW, "from-0001_spine")
    for day in range(5):
        backups.daily(state.path, NOW + timedelta(days=day))
    assert names(state.path)[0] == "monitor-20200801T120000Z-from-0001_spine.db"
    assert len(names(state.path)) == 3


def test_after_the_clock_was_set_back_copies_go_on(state: store.Store) -> None:
    assert backups.daily(state.path, NOW + timedelta(days=300)) is not None
    assert backups.daily(state.path, NOW) is not None


def test_too_little_room_is_logged_and_nothing_is_copied(
    state: store.Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage(state.path.stat().st_size))
    with caplog.at_level(logging.WARNING):
        assert backups.daily(state.path, NOW) is None
    assert "no backup" in caplog.text
    assert not (state.path.parent / "backups").exists()


def test_a_damaged_state_is_found_out_and_the_old_copies_stay(tmp_path: Path) -> None:
    opened = store.open(tmp_path, NOW)
    with opened.write() as conn:
        entries.add(conn, [entry(f"e{n}", body="نص " * 2000) for n in range(40)])
    opened.close()
    good = backups.take(tmp_path / "monitor.db", NOW, "daily")
    whole = bytearray((tmp_path / "monitor.db").read_bytes())
    for page in range(30, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    (tmp_path / "monitor.db").write_bytes(whole)
    with pytest.raises(StateError, match="damaged"):
        backups.daily(tmp_path / "monitor.db", NOW + timedelta(days=2))
    assert names(tmp_path / "monitor.db") == [good.name]
    with sqlite3.connect(good) as conn:
        assert conn.execute("SELECT count(*) FROM entries").fetchone() == (40,)
    conn.close()


def test_a_file_where_the_backups_should_be(state: store.Store) -> None:
    (state.path.parent / "backups").write_text("")
    with pytest.raises(StateError, match="not a directory"):
        backups.daily(state.path, NOW)
