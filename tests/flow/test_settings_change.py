"""A change of the configuration: checked first, the old text kept, whole or not at all."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.settings import load
from monitor.settings.change import BACKUPS, KEPT, change
from monitor.settings.feedtext import FILE, with_paused, without_feed

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


def pause(text: str) -> str:
    return with_paused(text, "wire", True)


def backups(home: Path) -> list[Path]:
    return sorted((home / "config" / BACKUPS).glob("*"))


def test_a_change_is_written_and_the_old_text_kept(home: Path) -> None:
    file = home / "config" / FILE
    before = file.read_bytes()
    file.chmod(0o640)
    settings = change(home / "config", FILE, pause, NOW, {})
    assert [feed.paused for feed in settings.feeds] == [True]
    assert settings == load(home / "config", {})
    assert file.read_bytes() == before + b"paused = true\n"
    assert file.stat().st_mode & 0o777 == 0o640
    [kept] = backups(home)
    assert kept.name == "feeds.20260302T100000.000000Z.toml"
    assert kept.read_bytes() == before
    assert change(home / "config", FILE, pause, NOW + timedelta(1), {}) == settings
    assert backups(home) == [kept]


def test_only_the_newest_backups_are_kept(home: Path) -> None:
    for i in range(KEPT + 3):
        change(home / "config", FILE, lambda t: t + "#\n", NOW + timedelta(seconds=i), {})
    assert [f.name[6:21] for f in backups(home)] == [f"20260302T1000{i:02}" for i in range(3, KEPT + 3)]


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda t: without_feed(t, "wire"), "lists no feeds"),
        (lambda t: t.replace("https://wire", "ftp://wire"), "is no web address"),
        (lambda t: t + "speed = 3\n", "unknown key 'speed'"),
        (lambda t: t + "[[", "is no TOML"),
        (lambda t: without_feed(t, "other"), 'lists no feed "other"'),
    ],
)
def test_what_would_be_wrong_is_not_written(home: Path, edit, words: str) -> None:
    file = home / "config" / FILE
    before = file.read_bytes()
    with pytest.raises(ConfigError, match=words):
        change(home / "config", FILE, edit, NOW, {})
    assert file.read_bytes() == before
    assert sorted(p.name for p in file.parent.iterdir()) == ["feeds.toml", "milestones.toml", "monitor.toml"]


@pytest.mark.parametrize(
    ("mark", "end"), [(b"", b"\r\n"), (b"\xef\xbb\xbf", b"\n"), (b"\xef\xbb\xbf", b"\r\n")]
)
def test_line_ends_and_byte_order_mark_stay(home: Path, mark: bytes, end: bytes) -> None:
    file = home / "config" / FILE
    before = mark + file.read_bytes().replace(b"\n", end)
    file.write_bytes(before)
    change(home / "config", FILE, pause, NOW, {})
    assert file.read_bytes() == before + b"paused = true" + end


def test_what_somebody_else_wrote_meanwhile_is_not_lost(home: Path) -> None:
    file = home / "config" / FILE

    def edit(text: str) -> str:
        file.write_text(text + "# by hand\n")
        return pause(text)

    with pytest.raises(ConfigError, match="changed by somebody else"):
        change(home / "config", FILE, edit, NOW, {})
    assert file.read_text().endswith("# by hand\n")
    assert not list(file.parent.glob(".*"))


def test_a_link_stays_a_link(home: Path) -> None:
    file, real = home / "config" / FILE, home / "real.toml"
    file.replace(real)
    file.symlink_to(real)
    change(home / "config", FILE, pause, NOW, {})
    assert file.is_symlink()
    assert "paused = true" in real.read_text()
