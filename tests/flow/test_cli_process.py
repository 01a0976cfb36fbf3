"""The command line as a process: what it imports, how it is interrupted, what it writes to."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flow.cli_home import MONITOR, REF, started
from tests.servers import Answer, Asked, Server


def modules_of(home: Path, *words: str) -> set[str]:
    """Modules that a command has imported when it ends."""
    code = (
        "import sys\n"
        f"sys.argv = ['monitor', '--config', {str(home / 'config')!r}, *{list(words)!r}]\n"
        "from monitor.__main__ import main\n"
        "try:\n    main()\n"
        "except SystemExit as left:\n    code = left.code\n"
        "print(chr(10) + ' '.join(sys.modules), code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    *modules, left = done.stdout.splitlines()[-1].split()
    assert left in ("0", "None"), done.stderr
    return set(modules)


HEAVY = {
    *("torch", "sentence_transformers", "transformers", "sklearn", "scipy", "numpy", "trafilatura", "lxml"),
    *("httpx", "feedparser", "apprise", "apscheduler", "alembic", "vl_convert", "datasketch"),
}
DATABASE, TABLES = {"sqlalchemy"}, {"rich"}


def test_help_imports_next_to_nothing(home: Path) -> None:
    loaded = modules_of(home, "--help")
    ours = {"monitor.settings", "monitor.records", "monitor.store", "monitor.render"}
    assert not loaded & (HEAVY | DATABASE | TABLES | ours | {"pydantic", "babel"})


@pytest.mark.parametrize(
    ("words", "none_of"),
    [
        pytest.param(("check",), DATABASE | TABLES | {"babel", "monitor.store"}, id="check"),
        pytest.param(("status",), TABLES, id="status"),
        pytest.param(("feeds",), {"babel"}, id="feeds"),
        pytest.param(("alerts",), TABLES, id="alerts"),
        pytest.param(("alerts", "show", REF), set(), id="alerts show"),
        pytest.param(("entries",), {"babel"}, id="entries"),
        pytest.param(("timeline",), {"monitor.charts"}, id="timeline"),
    ],
)
def test_reading_commands_import_only_what_they_read_with(
    recorded: Path, words: tuple[str, ...], none_of: set[str]
) -> None:
    assert not modules_of(recorded, *words) & (HEAVY | none_of)


@pytest.fixture
def long_run(home: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "monitor", "--config", str(home / "config"), "run"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.communicate()


def test_interrupting_the_daemon_is_a_clean_end(long_run: subprocess.Popen[str]) -> None:
    assert long_run.stderr is not None
    for line in long_run.stderr:
        if "watching 1 feeds" in line:
            break
    long_run.send_signal(signal.SIGINT)
    _, rest = long_run.communicate(timeout=60)
    assert long_run.returncode == 0
    assert "Traceback" not in rest


def test_a_terminal_without_arabic_is_no_crash(recorded: Path) -> None:
    process = started(recorded, "entries", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert "abc123" in out
    process = started(recorded, "entries", "--json", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    out, err = process.communicate(timeout=60)
    assert json.loads(out.splitlines()[0])["title"].endswith("المهمة")


def test_interrupting_a_command_is_a_clean_end(home: Path, server: Server) -> None:
    (home / "config/monitor.toml").write_text(MONITOR + f'\n[fetch]\nallow = ["{server.allow}"]\n')
    asked = threading.Event()

    def never(_: Asked) -> Answer:
        asked.set()
        return Answer(delay_s=60)

    server.add("/slow", never)
    process = started(home, "feeds", "test", server.url + "/slow")
    assert asked.wait(60)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "monitor: stopped\n")


def test_a_reader_that_leaves_early_is_no_crash(recorded: Path) -> None:
    process = started(recorded, "entries", "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait(60)
