"""Another threshold in the configuration: only what was seen is changed, and what must move along does."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.settings import load
from monitor.settings.change import BACKUPS
from monitor.settings.threshold import FILE, StaleError, digest_of, save_threshold

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
TEXT = (
    '# mine\n[monitor]\nstate = "state"  # here\n\n[relevance]\n# حدّي\nthreshold = 0.6 # by hand\nseed = 3\n'
)


@pytest.fixture
def folder(home: Path) -> Path:
    (home / "config" / FILE).write_text(TEXT, "utf-8")
    return home / "config"


@pytest.mark.parametrize(
    ("threshold", "lines"),
    [
        (0.45, ["threshold = 0.45 # by hand"]),
        (0.2, ["threshold = 0.2 # by hand"]),
        # Entries worth a look lie below it: the default of 0.2 cannot stay.
        (0.15, ["threshold = 0.15 # by hand", "digest_threshold = 0.15"]),
        (0.0, ["threshold = 0 # by hand", "digest_threshold = 0"]),
        (1.0, ["threshold = 1 # by hand"]),
    ],
)
def test_the_threshold_is_written_and_all_else_left(folder: Path, threshold: float, lines: list[str]) -> None:
    settings = save_threshold(folder, threshold, NOW, digest_of(folder))
    text = (folder / FILE).read_text("utf-8")
    assert sorted(set(text.splitlines()) - set(TEXT.splitlines())) == sorted(lines)
    assert set(TEXT.splitlines()) - set(text.splitlines()) == {"threshold = 0.6 # by hand"}
    assert settings == load(folder)
    assert settings.relevance.threshold == threshold >= settings.relevance.digest_threshold
    [kept] = (folder / BACKUPS).iterdir()
    assert kept.read_text("utf-8") == TEXT


def test_a_digest_threshold_of_the_user_moves_along(folder: Path) -> None:
    (folder / FILE).write_text(TEXT + "digest_threshold = 0.5 # close\n", "utf-8")
    save_threshold(folder, 0.3, NOW)
    assert (folder / FILE).read_text("utf-8").endswith("digest_threshold = 0.3 # close\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_digest_is_that_of_the_text(folder: Path, encoding: str, end: str) -> None:
    (folder / FILE).write_bytes(TEXT.replace("\n", end).encode(encoding))
    save_threshold(folder, 0.4, NOW, digest_of(folder))
    assert b"threshold = 0.4 # by hand" + end.encode() in (folder / FILE).read_bytes()


def test_what_was_written_by_hand_meanwhile_is_noticed_and_kept(folder: Path) -> None:
    seen = digest_of(folder)
    by_hand = TEXT.replace("seed = 3", "seed = 4  # better")
    (folder / FILE).write_text(by_hand, "utf-8")
    with pytest.raises(StaleError, match="was changed meanwhile"):
        save_threshold(folder, 0.4, NOW, seen)
    assert (folder / FILE).read_text("utf-8") == by_hand
    save_threshold(folder, 0.4, NOW, digest_of(folder))
    assert tomllib.loads((folder / FILE).read_text("utf-8"))["relevance"] == {"threshold": 0.4, "seed": 4}


def test_a_file_that_is_not_there_is_written(folder: Path) -> None:
    (folder / FILE).unlink()
    save_threshold(folder, 0.4, NOW, digest_of(folder))
    assert (folder / FILE).read_text() == "[relevance]\nthreshold = 0.4\n"


@pytest.mark.parametrize("threshold", [-0.1, 1.5])
def test_a_threshold_that_cannot_be_is_not_written(folder: Path, threshold: float) -> None:
    with pytest.raises(ConfigError, match=r"is too (small|large)"):
        save_threshold(folder, threshold, NOW)
    assert (folder / FILE).read_text("utf-8") == TEXT
