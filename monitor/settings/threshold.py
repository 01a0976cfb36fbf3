"""Save another threshold: checked, the text before kept, and nothing that somebody wrote meanwhile lost."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from monitor.errors import ConfigError, Problem
from monitor.relevance import RelevancePolicy
from monitor.settings.change import change
from monitor.settings.edit import set_number
from monitor.settings.loading import load
from monitor.settings.settings import Settings

FILE = "monitor.toml"
SECTION = "relevance"


class StaleError(ConfigError):
    """The file is another one than whoever saves has seen."""


def digest_of(folder: Path) -> str:
    """Something that changes whenever the text of the file does; no file is like an empty one."""
    try:
        return _digest((folder / FILE).read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return _digest("")


def save_threshold(folder: Path, threshold: float, now: datetime, known: str | None = None) -> Settings:
    """Write the threshold into the configuration. ``digest_threshold`` moves along where it would exceed it.

    Args:
        folder: the configuration folder.
        threshold: 0 to 1.
        now: UTC, for the name of the backup.
        known: what :func:`digest_of` told when the threshold was chosen; None: whatever is there is changed.

    Returns:
        The settings with it.

    Raises:
        StaleError: the file was changed since. Nothing was written.
        ConfigError: the configuration would be wrong, or the file cannot be written. Nothing was written.
    """
    digest_threshold = _in_force(folder).digest_threshold

    def edit(text: str) -> str:
        if known is not None and _digest(text) != known:
            raise StaleError(
                Problem(
                    str(folder / FILE),
                    "",
                    "was changed meanwhile.",
                    "Look at it as it is now, then save again.",
                )
            )
        changed = set_number(text, SECTION, "threshold", threshold)
        if digest_threshold > threshold:
            changed = set_number(changed, SECTION, "digest_threshold", threshold)
        return changed

    return change(folder, FILE, edit, now)


def _in_force(folder: Path) -> RelevancePolicy:
    return load(folder, words=False).relevance


def _digest(text: str) -> str:
    return sha256(text.replace("\r\n", "\n").encode()).hexdigest()
