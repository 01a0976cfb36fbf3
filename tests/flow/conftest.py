"""Fixtures of the command line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from monitor.cli import app
from tests.flow.cli_home import FEEDS, MILESTONES, MONITOR, SEED, Run, Told, record


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a small valid configuration and a seed, and no state."""
    config = tmp_path / "config"
    config.mkdir()
    (config / "monitor.toml").write_text(MONITOR)
    (config / "feeds.toml").write_text(FEEDS)
    (config / "milestones.toml").write_text(MILESTONES.read_text("utf-8"))
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/one.txt").write_text(SEED)
    return tmp_path


@pytest.fixture
def run(home: Path) -> Run:
    def command(*words: str, given: bytes | None = None) -> Told:
        result = CliRunner().invoke(
            app, ["--config", str(home / "config"), *words], input=given, env={"COLUMNS": "200"}
        )
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Told(result.exit_code, result.stdout, result.stderr)

    return command


@pytest.fixture
def recorded(home: Path) -> Path:
    record(home)
    return home
