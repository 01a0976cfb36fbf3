"""Everything that can be found wrong before a start, without encoding, sending or fetching anything.

1. **configuration**: every file, and the secrets that it names;
2. **seeds**: there, readable, telling something;
3. **destinations**: addresses that can be sent to;
4. **encoder**: a model given by path is there;
5. **state**: a directory that can be written, with a database of a version that is understood.

A configuration that cannot be read hides the other steps: they hang on it.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from monitor.errors import Problem, ProblemsError
from monitor.settings import Settings, load

_DATABASE = "monitor.db"


def check(folder: Path, env: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
    """All problems of a configuration folder and of what it names; empty when a start can succeed.

    Args:
        folder: the configuration folder.
        env: where secrets are looked up; the process's environment when None.
    """
    try:
        settings = load(folder, env)
    except ProblemsError as error:
        return error.problems
    return (*_seeds(settings), *_destinations(settings), *_encoder(settings), *_state(settings))


def _seeds(settings: Settings) -> Iterator[Problem]:
    from monitor import seeds

    try:
        seeds.load(settings.seeds)
    except ProblemsError as error:
        yield from error.problems


def _destinations(settings: Settings) -> Iterator[Problem]:
    from monitor.send import destination_problem

    file = str(settings.folder / "monitor.toml")
    if not settings.destinations:
        fix = 'Add a [[destination]] with name = "terminal" and url = "terminal".'
        yield Problem(file, "destination", "there is none: nobody would be told.", fix)
    for index, destination in enumerate(settings.destinations):
        wrong = destination_problem(settings.address(destination.url), base=settings.state)
        if wrong is not None:
            fix = "docs/configuration.md shows what an address looks like."
            yield Problem(file, f"destination[{index + 1}].url", f"{wrong.rstrip('.')}.", fix)


def _encoder(settings: Settings) -> Iterator[Problem]:
    model = settings.encoder.model
    # Anything else may be the name of a model on a hub, which only loading it can tell.
    if model.startswith(("/", "./", "../", "~")) and not Path(model).expanduser().exists():
        file = str(settings.folder / "monitor.toml")
        yield Problem(file, "encoder.model", f'"{model}" does not exist.', 'Write "" for the bundled model.')


def _state(settings: Settings) -> Iterator[Problem]:
    folder = settings.state
    above = folder
    while not above.exists() and above != above.parent:
        above = above.parent
    if not above.is_dir():
        yield Problem(str(above), "", "is no folder.", "Set another state in [monitor].")
    elif not os.access(above, os.W_OK | os.X_OK):
        fix = f"Change its rights (`chmod u+w {above}`), or set another state in [monitor]."
        yield Problem(str(above), "", "cannot be written to.", fix)
    path = folder / _DATABASE
    if path.exists():
        yield from _database(path)


def _database(path: Path) -> Iterator[Problem]:
    """Look into the database with the standard library: opening the store would import far more."""
    if not os.access(path, os.R_OK | os.W_OK):
        yield Problem(str(path), "", "cannot be read and written.", f"Run `chmod u+rw {path}`.")
        return
    try:
        # Immutable: the look neither waits for a running daemon nor leaves anything behind.
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as connection:
            tables = {
                name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            if "alembic_version" not in tables:
                if tables:
                    yield Problem(str(path), "", "belongs to another program.", "Move it away.")
                return
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        fix = "Keep a copy of the folder, and put the newest file of its backups/ in its place."
        yield Problem(str(path), "", f"cannot be read as a database: {error}.", fix)
        return
    if found is not None and found[0] not in _revisions():
        message = f"was written by a newer version of this program (schema {found[0]})."
        yield Problem(str(path), "", message, "Update the program, or set another state in [monitor].")


def _revisions() -> frozenset[str]:
    """Every schema revision that this version knows: the names of its migrations."""
    folder = files("monitor").joinpath("store", "migrations", "versions")
    return frozenset(f.name.removesuffix(".py") for f in folder.iterdir() if f.name.endswith(".py"))
