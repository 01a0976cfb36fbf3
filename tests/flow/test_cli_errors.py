"""Every expected error is one message that says where and what to do, with its exit code."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from monitor import store
from monitor.cli import app
from tests.flow.cli_home import BODY, MONITOR, NOW, Run


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(("alerts", "show", "ffff"), "no alert ffff; `monitor alerts` lists them", id="alert"),
        pytest.param(("alerts", "resend", "ffff"), "no alert ffff", id="resend"),
        pytest.param(("entries", "show", "zzz"), "no entry zzz; `monitor entries` lists them", id="entry"),
        pytest.param(("entries", "show", "ab"), "ab may mean abc123, abx999; give more of it", id="several"),
        pytest.param(("label", "zzz", "relevant"), "no entry zzz", id="label"),
    ],
)
def test_what_is_not_there_is_said(run: Run, recorded: Path, words: tuple[str, ...], message: str) -> None:
    told = run(*words)
    assert told.code == 1
    assert message in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(
            ("timeline", "--milestone", "misson_end"), "no “misson_end”; there is mission_end", id="timeline"
        ),
        pytest.param(("alerts", "--milestone", "phase9"), "there is phase2, phase1", id="alerts"),
        pytest.param(("entries", "--feed", "nobody"), "no “nobody”; there is wire", id="entries"),
    ],
)
def test_a_filter_that_can_match_nothing_is_refused(
    run: Run, recorded: Path, words: tuple[str, ...], message: str
) -> None:
    told = run(*words)
    assert told.code == 2
    assert message in " ".join(told.err.split())


def spoil_key(home: Path) -> None:
    (home / "config/monitor.toml").write_text(MONITOR + "\n[poll]\nworkerz = 3\n")


def spoil_toml(home: Path) -> None:
    (home / "config/feeds.toml").write_text("[[feed]\n")


def empty_seeds(home: Path) -> None:
    (home / "seeds/one.txt").unlink()


def spoil_destination(home: Path) -> None:
    (home / "config/monitor.toml").write_text(MONITOR.replace("jsonl:alerts.jsonl", "pigeon://loft"))


def no_destination(home: Path) -> None:
    (home / "config/monitor.toml").write_text(MONITOR.partition("[[destination]]")[0])


def missing_model(home: Path) -> None:
    (home / "config/monitor.toml").write_text(MONITOR + '\n[encoder]\nmodel = "./models/none"\n')


def state_in_a_file(home: Path) -> None:
    (home / "state").write_text("")


def state_is_no_database(home: Path) -> None:
    (home / "state").mkdir()
    (home / "state/monitor.db").write_text("this is not a database, and long enough to be looked at " * 40)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        pytest.param(spoil_key, "unknown key 'workerz'. Did you mean", id="unknown-key"),
        pytest.param(spoil_toml, "feeds.toml:1", id="no-toml"),
        pytest.param(empty_seeds, "holds no seed documents", id="empty-seeds"),
        pytest.param(
            spoil_destination,
            "monitor.toml:8 [destination[1].url]: pigeon://***: not an address",
            id="unknown-destination",
        ),
        pytest.param(
            no_destination, "[destination]: there is none: nobody would be told. Add a", id="no-destination"
        ),
        pytest.param(missing_model, "./models/none is no folder", id="missing-model"),
        pytest.param(state_in_a_file, "state is no folder", id="state-in-a-file"),
        pytest.param(state_is_no_database, "monitor.db", id="state"),
    ],
)
def test_check_finds_it(run: Run, home: Path, spoil: Callable[[Path], None], message: str) -> None:
    assert run("check").code == 0
    spoil(home)
    told = run("check")
    assert told.code == 2
    assert message in told.out
    assert "1 problem found." in told.out
    [row] = run("check", "--json").rows()
    assert set(row) == {"file", "line", "key", "message", "fix"}


@pytest.mark.parametrize("words", [("status",), ("feeds",), ("alerts",), ("run",), ("once",)], ids=" ".join)
def test_a_bad_configuration_is_one_message(run: Run, home: Path, words: tuple[str, ...]) -> None:
    spoil_key(home)
    told = run(*words)
    assert told.code == 2
    assert told.out == ""
    assert "monitor.toml" in told.err
    assert "'workerz'" in told.err
    assert "Traceback" not in told.err


def test_a_missing_configuration_folder_is_named(home: Path) -> None:
    told = CliRunner().invoke(app, ["--config", str(home / "nowhere"), "status"])
    assert told.exit_code == 2
    assert "nowhere: is no folder. Name the configuration folder with --config" in told.stderr


def test_empty_seeds_stop_what_needs_them(run: Run, home: Path) -> None:
    empty_seeds(home)
    archive = home / "a.jsonl"
    archive.write_text('{"id":"1","published":"2026-01-01","title":"t"}\n')
    for words in (("seeds",), ("score", str(archive)), ("replay", str(archive))):
        told = run(*words)
        assert (told.code, "holds no seed documents" in told.err) == (2, True)


@pytest.mark.parametrize("command", ["replay", "score", "extract"])
def test_archives_that_cannot_be_read(run: Run, home: Path, command: str) -> None:
    missing = run(command, str(home / "nowhere.jsonl"))
    assert (missing.code, "nowhere.jsonl" in missing.err) == (2, True)
    (home / "bad.jsonl").write_text("{}\nnonsense\n")
    bad = run(command, str(home / "bad.jsonl"))
    assert bad.code == 2
    assert "bad.jsonl:2: is no JSON" in bad.err


def test_fields_are_checked(run: Run, home: Path) -> None:
    (home / "a.jsonl").write_text('{"id":"1","published":"2026-01-01","title":"t"}\n')
    told = run("score", str(home / "a.jsonl"), "--fields", "headline")
    assert told.code == 2
    assert "name some of body, summary, title" in told.err


def test_a_text_file_is_read_with_its_day(run: Run, home: Path) -> None:
    (home / "article.txt").write_text("عنوان\n" + BODY, "utf-8")
    told = run("extract", str(home / "article.txt"), "--published", "2026-03-02")
    assert told.code == 0
    assert "[1D:2026-09]" in told.out
    undated = run("extract", str(home / "article.txt"))
    assert undated.code == 2
    assert "a plain text needs its day" in undated.err
    (home / "article.txt").write_bytes(b"\xff\xfe\x00bad")
    assert "is not UTF-8 text" in run("extract", str(home / "article.txt"), "--published", "2026-03-02").err


def test_a_feed_that_cannot_be_tried_says_why(run: Run) -> None:
    told = run("feeds", "test", "http://127.0.0.1:1/feed")
    assert told.code == 1
    assert told.err.startswith("monitor: ")
    assert told.err.count("\n") == 1


def test_a_second_daemon_leaves_at_once(run: Run, recorded: Path) -> None:
    with store.lock(recorded / "state", NOW):
        told = run("once")
    assert told.code == 3
    assert "another monitor (pid " in told.err
