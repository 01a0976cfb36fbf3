"""What commands share: the options, the settings, the state, the time."""

import gc
import logging
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from monitor.cli.group import complain

if TYPE_CHECKING:
    from monitor.settings import Settings
    from monitor.store import Store

Word = TypeVar("Word", bound=StrEnum)

NOTHING_YET = "nothing recorded yet: start with `monitor run`"


@dataclass(frozen=True, slots=True)
class Options:
    """The options before the command."""

    config: Path
    verbose: bool


def now() -> datetime:
    """The time, UTC. Commands read it once and hand it down."""
    return datetime.now(UTC)


def settings_of(ctx: typer.Context, *, service: bool = False, long: bool = False) -> "Settings":
    """The settings of the folder that the options name; logging is set up with their secrets masked.

    Args:
        service: log as the settings say; other commands only warn.
        long: the command may run for more than a moment, and reads or scores text.

    Raises:
        ConfigError: every problem at once.
    """
    from monitor.settings import load

    if service or long:
        gc.enable()
    options: Options = ctx.obj
    # Listings need no words, and their checking takes longer than the listing.
    settings = load(options.config, words=service or long)
    level = settings.log_level.upper() if service else "WARNING"
    log_to_stderr("DEBUG" if options.verbose else level, settings.secrets.values())
    return settings


def named(wanted: str | None, known: Iterable[str], option: str) -> None:
    """Refuse a filter that can match nothing: a wrong name would look like no news.

    Raises:
        typer.BadParameter: ``wanted`` is none of ``known``.
    """
    names = sorted(known)
    if wanted is None or wanted in names:
        return
    near = get_close_matches(wanted, names, 3) or names
    raise typer.BadParameter(f"no “{wanted}”; there is {', '.join(near)}", param_hint=option)


def members(kind: type[Word], given: Iterable[str] | None, option: str) -> tuple[Word, ...]:
    """Words of the command line as members of an enum; enums are not loaded just to offer help.

    Raises:
        typer.BadParameter: one is no member.
    """
    words = tuple(given or ())
    for word in words:
        named(word, [member.value for member in kind], option)
    return tuple(kind(word) for word in words)


def log_to_stderr(level: str, secrets: Iterable[str] = ()) -> None:
    """Log to standard error, secrets taken out."""
    from monitor.send import RedactingFilter, Redactor

    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%H:%M:%S"))
    handler.addFilter(RedactingFilter(Redactor(secrets)))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("monitor").setLevel(level)


@contextmanager
def reading(settings: "Settings") -> Iterator["Store"]:
    """The recorded state, to read; a running daemon is not disturbed.

    Without any state, says so and leaves with exit code 3.

    Raises:
        StateError: the state cannot be read.
    """
    from monitor import store

    try:
        opened = store.open(settings.state, now(), readonly=True)
    except store.MissingError:
        complain(NOTHING_YET)
        raise typer.Exit(store.MissingError.exit_code) from None
    with closing(opened):
        yield opened
