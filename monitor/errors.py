"""One exception tree; messages are for people: what went wrong, where, what to do.

::

    MonitorError
    ├── ConfigError      config/, secrets: file, key and line where known        exit code 2
    ├── SeedError        seeds/: empty, unreadable, not text                     exit code 2
    ├── EncoderError     the model is missing, broken or not a sentence encoder  exit code 2
    ├── StateError       state/: locked, read-only, newer version, disk full     exit code 3
    ├── FetchError       one exchange failed (the feed keeps it as data)
    ├── ParseError       one document is not a feed, or cannot be read
    ├── ArchiveError     an archive file or folder cannot be read                exit code 2
    ├── ChartError       a chart cannot be drawn or written                      exit code 2
    ├── ExportError      a file for other programs cannot be written             exit code 2
    ├── JobError         long work cannot be started
    └── SendError        one message could not be handed over

Foreign exceptions are translated where the foreign library is called, and nowhere else.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.records import Outage


class MonitorError(Exception):
    """Root of everything this program raises on purpose."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what the user wrote, and how to put it right."""

    file: str
    key: str
    message: str
    fix: str = ""
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line is not None else self.file
        key = f" [{self.key}]" if self.key else ""
        fix = f" {self.fix}" if self.fix else ""
        return f"{where}{key}: {self.message}{fix}"


class ProblemsError(MonitorError):
    """Something the user wrote is wrong: every problem found, at once."""

    exit_code = 2

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = problems


class ConfigError(ProblemsError):
    """config/ or the secrets are wrong."""


class SeedError(ProblemsError):
    """seeds/ cannot serve as a topic."""


class EncoderError(MonitorError):
    """The encoder cannot be loaded or failed."""

    exit_code = 2


class ArchiveError(ProblemsError):
    """An archive cannot be read."""


class ChartError(MonitorError):
    """A chart cannot be drawn or written."""

    exit_code = 2


class ExportError(MonitorError):
    """A file for other programs cannot be written."""

    exit_code = 2


class WebError(MonitorError):
    """The page cannot be served."""

    exit_code = 1


class StateError(MonitorError):
    """The state directory cannot be used; nothing in it was changed."""

    exit_code = 3


class FetchError(MonitorError):
    """One exchange over the network failed.

    Args:
        outage: the cause, one word.
        detail: one sentence for a person, naming the address.
        retry_after_s: how long the server asked to wait, in seconds, if it did.
    """

    def __init__(self, outage: "Outage", detail: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(detail)
        self.outage = outage
        self.retry_after_s = retry_after_s


class ParseError(MonitorError):
    """One document cannot be read as a feed.

    Args:
        outage: ``not-a-feed`` or ``parse``.
        detail: one sentence for a person.
    """

    def __init__(self, outage: "Outage", detail: str) -> None:
        super().__init__(detail)
        self.outage = outage


class JobError(MonitorError):
    """Long work cannot be started."""


class SendError(MonitorError):
    """One message could not be handed over.

    Args:
        detail: the cause, secrets removed.
        retryable: whether trying again can help.
        parks: whether it is the destination that takes nothing until somebody changes something, rather
            than this message that it does not take.
        retry_after_s: how long the destination asked to wait, in seconds, if it did.
    """

    def __init__(
        self, detail: str, *, retryable: bool, parks: bool = False, retry_after_s: float | None = None
    ) -> None:
        super().__init__(detail)
        self.retryable = retryable
        self.parks = parks
        self.retry_after_s = retry_after_s
