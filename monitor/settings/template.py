"""The shipped ``config/monitor.toml``, made from the settings: every key with its default and its meaning.

Defaults stand behind a ``#``: a file that a user keeps does not freeze what a later version finds better.
"""

import textwrap
from collections.abc import Iterator

from monitor.settings.reference import Key, Table, tables
from monitor.settings.sections import MonitorFile

WIDTH = 118

_OPEN = frozenset((("[fetch]", "contact"),))
"""Keys that a user is asked to fill in, beside all of ``[monitor]``."""


def template() -> str:
    """The whole file."""
    parts = [_INTRODUCTION]
    made = (t for t in tables(MonitorFile) if t.keys and "destination" not in t.header)
    parts += ["\n".join(_lines(t)) for t in made]
    return "\n\n".join((*parts, _DESTINATIONS)) + "\n"


def _lines(table: Table) -> Iterator[str]:
    yield f"# {table.text}"
    yield table.header
    for key in table.keys:
        shown = table.header == "[monitor]" or (table.header, key.name) in _OPEN
        yield from _key(key, "" if shown else "#")


def _key(key: Key, mark: str) -> Iterator[str]:
    meaning = " ".join(key.text.replace("``", "").split()).rstrip(".")
    line = f"{mark}{key.name} = {key.default}"
    if len(line) + len(meaning) + 4 <= WIDTH:
        yield f"{line}  # {meaning}"
    else:
        yield from (f"# {part}" for part in textwrap.wrap(meaning, WIDTH - 2))
        yield line


_INTRODUCTION = """\
# The program: where things are, how feeds are asked, what is read, and where alerts go.
#
# Every key is shown with its default; take the # away to change one. docs/configuration.md lists them with
# their limits, and `monitor check` validates this folder. Durations are written like "90s", "30m", "7d"."""

_DESTINATIONS = """\
# Where alerts go, one [[destination]] each; add as many as you like.
#   name        unique: part of the key by which a receiver can tell a repeat
#   url         "terminal", "jsonl:PATH" (counted from the state folder), "webhook:https://…" or an
#               Apprise address, such as
#               "ntfys://ntfy.sh/${NTFY_TOPIC}", "tgram://${TELEGRAM_TOKEN}/${TELEGRAM_CHAT}",
#               "mailtos://${MAIL_USER}:${MAIL_PASSWORD}@mail.example.org?to=me@example.org".
#               ${NAME} stands for a secret from the environment or config/secrets.toml.
#   severities  which alerts it wants: "shift", "new-date", "event", "coverage"
#   health      whether it is told what is wrong with the monitor itself; true
#   language    language of the words around the quotes, "en" or "ar"; that of [monitor] when empty
#   updates     how it is told that more carry what it has: "edit", "thread", "follow-up" or "none"; left
#               out, Telegram and a Slack bot change what was sent, and others are told nothing
[[destination]]
name = "terminal"
url = "terminal"
severities = ["shift", "new-date", "event", "coverage"]
language = ""

# When this destination may be disturbed; without it, the [calm] of alerts.toml holds.
# [destination.calm]
# zone = "Asia/Baghdad"
# quiet = ["22:00-07:00"]  # What comes then leaves as one digest at their end
# digest = "daily"  # Or "hourly": everything waits for one digest
# digest_at = "08:00"
# max_per_hour = 20

[[destination]]
name = "file"
url = "jsonl:alerts.jsonl\""""
