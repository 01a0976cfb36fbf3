"""Change one file of the configuration: checked before it is written, the old one kept, in one stroke.

1. **read** the file as it is now;
2. **edit** its text;
3. **check** the whole configuration as it would be with it;
4. **keep** the text before in ``backups/`` of the folder;
5. **write** it, unless somebody changed the file meanwhile.
"""

import os
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from monitor.errors import ConfigError, Problem
from monitor.settings.loading import load
from monitor.settings.settings import Settings

BACKUPS = "backups"
"""Folder in the configuration folder."""
KEPT = 20
"""Backups kept of each file."""

_BOM = "\ufeff"
_changing = threading.Lock()


def change(
    folder: Path, file: str, edit: Callable[[str], str], now: datetime, env: Mapping[str, str] | None = None
) -> Settings:
    """Change one file of a configuration folder.

    Args:
        folder: the configuration folder.
        file: its name there; it need not exist yet.
        edit: the text before to the text after, without byte order mark and with plain line ends; may raise.
        now: UTC, for the name of the backup.
        env: where secrets are looked up; the process's environment when None.

    Returns:
        The settings with the change.

    Raises:
        ConfigError: the configuration would be wrong, every problem at once; or the file cannot be read or
            written, or was changed by somebody else meanwhile. It is as it was.
    """
    path = folder / file
    with _changing:
        before = _read(path)
        text = (before or b"").decode("utf-8", "strict")
        mark = text.startswith(_BOM)
        windows = "\r\n" in text and text.count("\n") == text.count("\r\n")
        plain = text.removeprefix(_BOM)
        plain = plain.replace("\r\n", "\n") if windows else plain
        edited = edit(plain)
        settings = load(folder, env, instead={file: edited})
        if edited == plain:
            return settings
        edited = edited.replace("\n", "\r\n") if windows else edited
        _write(path, ((_BOM if mark else "") + edited).encode("utf-8"), before, now)
    return settings


def _read(path: Path) -> bytes | None:
    """What a file holds; None when there is none."""
    try:
        found = path.read_bytes()
        found.decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise ConfigError(Problem(str(path), "", "is not UTF-8 text.", "Save it as UTF-8.")) from None
    except OSError as error:
        raise _unusable(path, "read", error) from error
    return found


def _write(path: Path, data: bytes, before: bytes | None, now: datetime) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        if before is not None:
            _keep(path, before, now)
        part.unlink(missing_ok=True)
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if before is not None:
            part.chmod(path.stat().st_mode)
        if _read(path) != before:
            raise ConfigError(
                Problem(str(path), "", "was changed by somebody else meanwhile.", "Look at it and try again.")
            )
        # Where the file is a link, what it leads to is changed.
        part.replace(path.resolve())
    except OSError as error:
        raise _unusable(path, "written", error) from error
    finally:
        part.unlink(missing_ok=True)


def _keep(path: Path, before: bytes, now: datetime) -> None:
    """Put the text before aside, and let go of the oldest ones."""
    folder = path.parent / BACKUPS
    folder.mkdir(exist_ok=True)
    kept = folder / f"{path.stem}.{now.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}{path.suffix}"
    kept.write_bytes(before)
    for old in sorted(folder.glob(f"{path.stem}.*{path.suffix}"))[:-KEPT]:
        old.unlink(missing_ok=True)


def _unusable(path: Path, how: str, error: OSError) -> ConfigError:
    reason = error.strerror or str(error)
    return ConfigError(Problem(str(path), "", f"cannot be {how}: {reason}.", "Nothing was changed."))
