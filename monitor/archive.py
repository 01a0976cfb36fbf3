"""Archives: entries in a file, to replay, score or extract again, and to take elsewhere.

An archive is JSON Lines, one entry a line (``docs/formats.md``), or a folder of feed documents. The same
``id`` again in a file is a later version of that entry. In a folder, each document is a feed of its own, and
the documents of a subfolder are successive states of one feed, in order of their names.
"""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.errors import ArchiveError, ParseError, Problem
from monitor.novelty import digest, select
from monitor.parse import parse
from monitor.records import Entry, Feed, FullTextStatus, KnownEntry

FEED = "archive"
"""Feed name of entries read from JSON Lines."""
SUFFIXES = frozenset((".xml", ".rss", ".atom", ".rdf", ".json"))
"""File names that count as feed documents."""
SHOWN = 20
"""At most so many problems are listed."""

_TEXTS = ("outlet", "lang", "title", "summary", "body", "url", "origin")


def read(path: Path) -> Iterator[Entry]:
    """The entries of an archive: of a file in its order, of a folder feed by feed.

    Raises:
        ArchiveError: not there, not readable, or not an archive; with all bad lines (the first
            ``SHOWN``) once the good ones before them are out.
    """
    if path.is_dir():
        yield from _read_folder(path)
    else:
        yield from _read_lines(path)


def write(entries: Iterable[Entry], path: Path) -> int:
    """Write entries as JSON Lines; the file appears when it is complete.

    Returns:
        How many entries were written.

    Raises:
        ArchiveError: the file cannot be written; what was there before is still there.
    """
    count = 0
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with open(handle, "w", encoding="utf-8") as file:
                for entry in entries:
                    file.write(json.dumps(entry_object(entry), ensure_ascii=False) + "\n")
                    count += 1
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        problem = Problem(
            str(path), "", f"cannot be written: {error.strerror}.", "Name a file in a folder of yours."
        )
        raise ArchiveError(problem) from None
    return count


def entry_object(entry: Entry) -> dict[str, Any]:
    """An entry as a line of an archive holds it."""
    return {
        "id": entry.id,
        "published": entry.published_at.isoformat(),
        "outlet": entry.outlet,
        "origin": entry.origin,
        "lang": entry.lang,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "body": entry.body,
    }


def _read_lines(path: Path) -> Iterator[Entry]:
    known: dict[str, KnownEntry] = {}
    problems: list[Problem] = []
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    entry = _entry(_row(line, first=number == 1), known)
                except _LineError as bad:
                    problems.append(Problem(str(path), bad.key, bad.message, bad.fix, number))
                    if len(problems) == SHOWN:
                        break
                    continue
                if entry is not None and not problems:
                    known[entry.id] = KnownEntry(entry.id, entry.version, entry.digest)
                    yield entry
    except OSError as error:
        fix = "Name a JSON Lines file or a folder of feed files."
        raise ArchiveError(Problem(str(path), "", f"cannot be read: {error.strerror}.", fix)) from None
    if problems:
        raise ArchiveError(*problems)


class _LineError(Exception):
    """A line that is no entry."""

    def __init__(self, key: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.key, self.message, self.fix = key, message, fix


def _row(line: bytes, *, first: bool) -> Mapping[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig" if first else "utf-8"))
    except UnicodeDecodeError:
        raise _LineError("", "is not UTF-8 text.", "Save the archive as UTF-8.") from None
    except (ValueError, RecursionError):
        raise _LineError("", "is no JSON.", "Write one JSON object a line, on one line.") from None
    if not isinstance(row, dict):
        raise _LineError("", "is no JSON object.", 'Write {"id": ..., "published": ..., "title": ...}.')
    return row


def _entry(row: Mapping[str, Any], known: Mapping[str, KnownEntry]) -> Entry | None:
    """The entry of one line; None when it repeats the version before it."""
    identity = _text(row, "id")
    if not identity:
        raise _LineError("id", "is missing.", "Give every entry an id of its own.")
    texts = {key: _text(row, key) for key in _TEXTS}
    published_at = _instant(_text(row, "published"))
    content = digest(texts["title"], texts["summary"], texts["body"])
    before = known.get(identity)
    if before is not None and before.digest == content:
        return None
    return Entry(
        id=identity,
        version=1 if before is None else before.version + 1,
        feed=FEED,
        outlet=texts["outlet"],
        origin=texts["origin"] or texts["outlet"],
        lang=texts["lang"] or "und",
        published_at=published_at,
        seen_at=published_at,
        title=texts["title"],
        summary=texts["summary"],
        body=texts["body"],
        url=texts["url"] or None,
        digest=content,
        fulltext=FullTextStatus.FEED if texts["body"] else FullTextStatus.NOT_TRIED,
    )


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _LineError(key, f"is no text, but {json.dumps(value)[:40]}.", "Put it in quotes.")
    if not value.isprintable() and any("\ud800" <= c <= "\udfff" for c in value):
        raise _LineError(key, "holds half a character (a lone surrogate).", "Write the text as UTF-8.")
    return value


def _instant(text: str) -> datetime:
    fix = "Write it like 2026-09-30T12:00:00+00:00."
    if not text:
        raise _LineError("published", "is missing.", fix)
    try:
        instant = datetime.fromisoformat(text)
        # Without an offset it is UTC; a bare day is its beginning.
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise _LineError("published", f'"{text[:40]}" is no instant.', fix) from None


def _read_folder(folder: Path) -> Iterator[Entry]:
    documents = sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
    if not documents:
        known = ", ".join(sorted(SUFFIXES))
        raise ArchiveError(Problem(str(folder), "", "holds no feed files.", f"Their names end in {known}."))
    aliases: dict[str, dict[str, KnownEntry]] = {}
    problems: list[Problem] = []
    for path in documents:
        name = path.parent.relative_to(folder).as_posix()
        name = path.stem if name == "." else name
        try:
            yield from _read_document(path, name, aliases.setdefault(name, {}))
        except ParseError as error:
            cause = str(error).removeprefix(f"{path.absolute().as_uri()} ").rstrip(".")
            problems.append(Problem(str(path), "", f"{cause}.", "Remove it from the folder."))
        except OSError as error:
            problems.append(Problem(str(path), "", f"cannot be read: {error.strerror}.", "Check its rights."))
    if problems:
        raise ArchiveError(*problems[:SHOWN])


def _read_document(path: Path, name: str, known: dict[str, KnownEntry]) -> Iterator[Entry]:
    # When the document was saved stands in for when it was fetched.
    seen_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    parsed = parse(path.read_bytes(), None, path.absolute().as_uri(), now=seen_at)
    outlet = parsed.title or name
    feed = Feed(name, path.absolute().as_uri(), outlet=outlet, origin=outlet, lang=parsed.lang)
    for selection in select(parsed, feed, known, seen_at):
        entry = selection.entry
        if entry is None:
            continue
        latest = KnownEntry(entry.id, entry.version, entry.digest)
        known.update(dict.fromkeys(entry.aliases, latest))
        yield entry
