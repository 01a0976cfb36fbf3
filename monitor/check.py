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
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from monitor.errors import Problem, ProblemsError
from monitor.extract import identity_of
from monitor.settings import Settings, load
from monitor.settings.document import read_document
from monitor.settings.duration import format_duration

_DATABASE = "monitor.db"
_RULES = "rules"
"""Where the state keeps by which rules its ledger was read."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a look at a configuration folder, and at what it names, came to."""

    problems: tuple[Problem, ...]
    """Everything wrong; empty when a start can succeed."""
    fine: tuple[str, ...]
    """One line for each step in which nothing is wrong."""
    advice: tuple[str, ...] = ()
    """What is not wrong, but worth doing."""


@dataclass(frozen=True, slots=True)
class _Advice:
    words: str


def check(folder: Path, env: Mapping[str, str] | None = None) -> Findings:
    """Look at a configuration folder and at what it names.

    Args:
        folder: the configuration folder.
        env: where secrets are looked up; the process's environment when None.
    """
    try:
        settings = load(folder, env)
    except ProblemsError as error:
        return Findings(error.problems, ())
    problems: list[Problem] = []
    advice: list[str] = []
    fine = [
        f"configuration: {len(settings.feeds)} feeds, {len(settings.milestones)} milestones, "
        f"{len(settings.destinations)} destinations{_own_words(settings)}"
    ]
    for step in (_seeds, _destinations, _encoder, _state, _exports, _heartbeat):
        found: list[Problem | _Advice | str] = list(step(settings))
        wrong = [one for one in found if isinstance(one, Problem)]
        problems += wrong
        advice += [one.words for one in found if isinstance(one, _Advice)]
        if not wrong:
            fine += [one for one in found if isinstance(one, str)]
    return Findings(tuple(problems), tuple(fine), tuple(advice))


def _own_words(settings: Settings) -> str:
    """The languages that the user added words to: a person sees that a file is read."""
    langs = [change.lang for change in settings.lexicons.changes]
    return f", words of your own in {', '.join(langs)}" if langs else ""


def _seeds(settings: Settings) -> Iterator[Problem | str]:
    from monitor import seeds

    try:
        corpus = seeds.load(settings.seeds)
    except ProblemsError as error:
        yield from error.problems
        return
    kept = sum(line.kept for document in corpus.documents for line in document.lines)
    yield f"seeds: {len(corpus.documents)} documents, {kept} lines kept (`monitor seeds` shows them)"


def _destinations(settings: Settings) -> Iterator[Problem | str]:
    from monitor.send import destination_problem

    if not settings.destinations:
        fix = 'Add a [[destination]] with name = "terminal" and url = "terminal".'
        yield _configured(settings, ("destination",), "there is none: nobody would be told.", fix)
    for index, destination in enumerate(settings.destinations):
        wrong = destination_problem(settings.address(destination.url), base=settings.state)
        if wrong is not None:
            fix = "docs/configuration.md shows what an address looks like."
            yield _configured(settings, ("destination", index, "url"), f"{wrong.rstrip('.')}.", fix)
    yield "destinations: every address can be used (`monitor alerts test` tries them)"


def _encoder(settings: Settings) -> Iterator[Problem | str]:
    from monitor.encode import shipped

    model = settings.encoder.model.strip()
    if model in ("", shipped.NAME):
        yield f"encoder: {shipped.NAME}, {shipped.digest()}"
    elif not model.startswith(("/", "./", "../", "~")):
        # It may be the name of a model on a hub, which only loading it can tell.
        yield f"encoder: {model}, from the local cache or else downloaded at its first use"
    elif not Path(model).expanduser().is_dir():
        fix = 'Name the folder of a sentence-transformers model, or write "" for the bundled one.'
        yield _configured(settings, ("encoder", "model"), f"{model} is no folder.", fix)
    else:
        yield f"encoder: the model in {model}"


def _state(settings: Settings) -> Iterator[Problem | _Advice | str]:
    folder = settings.state
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not there.is_dir():
        fix = "Name a folder on a local disk that you own."
        yield _configured(settings, ("monitor", "state"), f"{there} is no folder.", fix)
        return
    if not os.access(there, os.W_OK | os.X_OK):
        fix = f"Change its rights (`chmod u+wx {there}`), or name another folder."
        yield _configured(settings, ("monitor", "state"), f"{there} cannot be written to.", fix)
    path = folder / _DATABASE
    if path.exists():
        yield from _database(path, identity_of(settings.milestones, settings.lexicons))
        yield f"state: {path} can be used"
    else:
        yield f"state: {folder} is made at the first run"


def _exports(settings: Settings) -> Iterator[Problem | str]:
    if not settings.export.folder:
        return
    folder = Path(settings.export.folder)
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        wrong = "cannot be written to" if there.is_dir() else "is no folder"
        fix = "Name a folder of yours, or change its rights."
        yield _configured(settings, ("export", "folder"), f"{there} {wrong}.", fix)
    else:
        yield f"exports: files for other programs are kept in {folder}"


def _heartbeat(settings: Settings) -> Iterator[Problem | str]:
    if settings.heartbeat.url:
        server = urlsplit(settings.address(settings.heartbeat.url)).hostname
        yield f"heartbeat: {server} is asked every {format_duration(settings.heartbeat.every)}"


def _database(path: Path, rules: str) -> Iterator[Problem | _Advice]:
    """Look into the database with the standard library: opening the store would import far more.

    Args:
        rules: identity of the rules that articles are read by; a ledger read by others is no problem, but
            worth a line.
    """
    if not os.access(path, os.R_OK | os.W_OK):
        yield Problem(str(path), "", "cannot be read and written.", f"Run `chmod u+rw {path}`.")
        return
    try:
        # Immutable: the look leaves nothing behind. Beside a running daemon it has to see the log as well.
        mode = "ro" if path.with_name(f"{path.name}-wal").exists() else "ro&immutable=1"
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)) as connection:
            tables = {
                name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            if "alembic_version" not in tables:
                if tables:
                    yield Problem(str(path), "", "belongs to another program.", "Move it away.")
                return
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            read_by = (
                connection.execute(f"SELECT value FROM meta WHERE key = '{_RULES}'").fetchone()
                if "meta" in tables
                else None
            )
    except sqlite3.Error as error:
        fix = "Keep a copy of the folder, and put the newest file of its backups/ in its place."
        yield Problem(str(path), "", f"cannot be read as a database: {error}.", fix)
        return
    if found is not None and found[0] not in _revisions():
        message = f"was written by a newer version of this program (schema {found[0]})."
        yield Problem(str(path), "", message, "Update the program, or set another state in [monitor].")
    if read_by is not None and read_by[0] != rules:
        yield _Advice(
            "ledger: not all of it was read by these rules; `monitor rebuild` shows what that changes"
        )


def _revisions() -> frozenset[str]:
    """Every schema revision that this version knows: the names of its migrations."""
    folder = files("monitor").joinpath("store", "migrations", "versions")
    return frozenset(f.name.removesuffix(".py") for f in folder.iterdir() if f.name.endswith(".py"))


def _configured(settings: Settings, key: tuple[str | int, ...], message: str, fix: str) -> Problem:
    """A problem with a key of ``monitor.toml``, with its line where the key is written there."""
    path = settings.folder / "monitor.toml"
    if not path.exists():
        return Problem(str(path), ".".join(str(part) for part in key), message, fix)
    document, _ = read_document(path)
    return document.problem(key, message, fix)
