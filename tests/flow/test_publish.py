"""Files for other programs: written when what they tell has changed, by the daemon and by hand."""

import json
import os
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import feedparser
import icalendar
import pytest
from jsonschema import Draft202012Validator

from monitor import store
from monitor.daemon import Daemon
from monitor.errors import ExportError
from monitor.export import FILES
from monitor.policies import ExportForm
from monitor.publish import Publisher, write
from monitor.schemas import schema
from monitor.settings import load
from monitor.store import alerts, entries, statements
from monitor.wiring import build_telling
from tests.flow.cli_home import NOW, Run


@pytest.fixture
def folder(recorded: Path) -> Path:
    """Where files go; the configuration names it."""
    with (recorded / "config/monitor.toml").open("a", encoding="utf-8") as file:
        file.write('\n[export]\nfolder = "shown"\naddress = "https://example.org/m"\n')
    return recorded / "shown"


def publisher(home: Path, state: store.Store) -> Publisher:
    return Publisher(state, build_telling(load(home / "config", {})))


def instants(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_files_are_written_when_they_tell_something_else(recorded: Path, folder: Path) -> None:
    with closing(store.open(recorded / "state", NOW)) as state:
        keep = publisher(recorded, state)
        assert {path.name for path in keep.publish()} == set(FILES)
        before = instants(folder)
        assert set(before) == set(FILES)
        assert keep.publish() == ()
        assert instants(folder) == before

        with state.write() as conn:
            [said] = statements.by_milestone(conn, "mission_end")
            due = said.statement.due
            assert due is not None
            later = replace(due, last_day=due.last_day + timedelta(days=365), first_day=due.last_day)
            other = entries.get(conn, said.entry)
            assert other is not None
            entries.add(conn, [replace(other, id="other")])
            told = replace(
                said,
                key="later",
                entry="other",
                said_at=said.said_at + timedelta(days=30),
                statement=replace(said.statement, due=later),
            )
            statements.add(conn, [told])
        assert {path.name for path in keep.publish()} == {"deadlines.ics", "ledger.csv", "ledger.json"}

        (folder / "alerts.csv").write_text("somebody else's")
        (folder / ".alerts.csv.part").write_text("left by a kill")
        assert [path.name for path in keep.publish()] == ["alerts.csv"]
        assert set(instants(folder)) == set(FILES)
        assert (folder / "alerts.rss").stat().st_mode & 0o444 == 0o444 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_feeds_hold_the_newest_alerts_and_tables_all(recorded: Path, folder: Path) -> None:
    settings = load(recorded / "config", {})
    settings = replace(
        settings, export=replace(settings.export, items=1, forms=(ExportForm.RSS, ExportForm.JSON))
    )
    with closing(store.open(recorded / "state", NOW)) as state:
        with state.write() as conn:
            [alert] = alerts.latest(conn, 1)
            alerts.add(conn, [replace(alert, key=f"more {n}", title=f"more {n}") for n in range(3)])
            all_ = alerts.latest(conn, None)
        Publisher(state, build_telling(settings)).publish()
    assert set(instants(folder)) == {"alerts.rss", "alerts.json", "ledger.json"}
    [entry] = feedparser.parse((folder / "alerts.rss").read_bytes()).entries
    assert entry.link == all_[0].url
    told = json.loads((folder / "alerts.json").read_bytes())
    assert [row["key"] for row in told] == [alert.key for alert in all_]


def test_trouble_with_the_folder_is_told_once_and_ends(
    recorded: Path, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.write_text("in the way")
    caplog.set_level("INFO", "monitor.publish")
    with closing(store.open(recorded / "state", NOW)) as state:
        keep = publisher(recorded, state)
        assert keep.publish() == keep.publish() == ()
        [told] = caplog.messages
        assert str(folder) in told
        assert "cannot be written" in told
        folder.unlink()
        assert len(keep.publish()) == len(FILES)
        assert caplog.messages[1:] == [f"The files in {folder} can be written again."]


def test_a_file_that_cannot_be_replaced_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    (path / "inside").mkdir(parents=True)
    with pytest.raises(ExportError, match=r"ledger\.csv: cannot be written"):
        write(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["ledger.csv"]


def test_a_file_that_a_link_stands_for_is_left_alone(tmp_path: Path) -> None:
    mine, path = tmp_path / "mine", tmp_path / "ledger.csv"
    mine.write_bytes(b"mine")
    for link in (path, tmp_path / ".ledger.csv.part"):
        link.symlink_to(mine)
    assert write(path, b"new")
    assert (mine.read_bytes(), path.read_bytes()) == (b"mine", b"new")


@pytest.mark.slow
def test_the_daemon_writes_them_and_an_unwritable_folder_stops_nothing(
    recorded: Path, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.write_text("in the way")
    daemon = Daemon(load(recorded / "config", {}), clock=lambda: NOW)
    daemon.open()
    try:
        daemon.sweep()
        assert daemon.broken is None
        assert any("cannot be written" in message for message in caplog.messages)
        folder.unlink()
        daemon.sweep()
        assert set(instants(folder)) == set(FILES)
    finally:
        daemon.stop()


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (("rss",), b"<?xml"),
        (("atom",), b"<?xml"),
        (("ical",), b"BEGIN:VCALENDAR"),
        (("csv",), b"\xef\xbb\xbfheadline,"),
        (("csv", "--what", "ledger"), b"\xef\xbb\xbfmilestone,"),
        (("json", "--what", "alerts"), b'[\n{"headline": '),
        (("json", "--what", "ledger"), b'[\n{"milestone": '),
    ],
    ids=["rss", "atom", "ical", "csv", "csv-ledger", "json", "json-ledger"],
)
def test_export_by_hand(run: Run, recorded: Path, words: tuple[str, ...], begins: bytes) -> None:
    told = run("export", *words)
    assert (told.code, told.err) == (0, "")
    assert told.out.encode().startswith(begins)
    out = recorded / "out"
    assert run("export", *words, "--out", str(out)).err == f"{out} written\n"
    assert out.read_bytes().startswith(begins)
    assert run("export", *words, "--out", str(out)).err == f"{out} holds this already\n"


def test_export_speaks_the_language_asked_for(run: Run, recorded: Path) -> None:
    out = recorded / "deadlines.ics"
    run("export", "ical", "--language", "ar", "--out", str(out))
    [event] = icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert "أيلول 2026" in str(event["summary"])


def test_timeline_and_export_give_the_same_rows(run: Run, recorded: Path) -> None:
    for more in ((), ("--all",)):
        rows = run("timeline", "--json", *more).rows()
        assert rows == json.loads(run("export", "json", "--what", "ledger", *more).out)
        for row in rows:
            Draft202012Validator(schema("ledger")).validate(row)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("pdf",), 2, "no “pdf”; there is "),
        (("rss", "--what", "ledger"), 2, "no “ledger”; there is alerts"),
        (("ical", "--what", "alerts"), 2, "no “alerts”; there is ledger"),
        (("csv", "--language", "xx"), 2, "no “xx”; there is ar, en"),
        (("csv", "--out", "none/out.csv"), 2, "none/out.csv: cannot be written: No such file or directory."),
    ],
)
def test_what_cannot_be_exported(
    run: Run, recorded: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    told = run("export", *words)
    assert told.code == code
    assert message in told.err


def test_without_a_state_there_is_nothing_to_export(run: Run, home: Path) -> None:
    shutil.rmtree(home / "state", ignore_errors=True)
    told = run("export", "csv")
    assert (told.code, told.out) == (3, "")
    assert "nothing recorded yet" in told.err


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('address = "example.org"', "is no web address"),
        ('address = "javascript:alert(1)"', "is no web address"),
        ("items = 0", "is too small"),
        ('forms = ["pdf"]', "pdf"),
        ('folder = "a\\u0000b"', "names no folder"),
    ],
)
def test_settings_that_cannot_work_are_named(run: Run, home: Path, line: str, problem: str) -> None:
    with (home / "config/monitor.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[export]\n{line}\n")
    told = run("check")
    assert told.code == 2
    assert "[export." in told.out + told.err
    assert problem in told.out + told.err
