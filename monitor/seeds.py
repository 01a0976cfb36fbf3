"""Seed documents from a folder, and the topic learnt from them, kept beside the state so that a
restart is quick."""

import re
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from monitor import relevance
from monitor.errors import Problem, SeedError
from monitor.records import Experience
from monitor.relevance import (
    RelevancePolicy,
    SeedCorpus,
    SeedDocument,
    SeedLine,
    SeedWindow,
    TopicRules,
)
from monitor.text import normalise, passages

if TYPE_CHECKING:
    from monitor.relevance import Topic
    from monitor.relevance.similarity import Encode

NOTHING_YET = Experience()
_LARGEST = 2_000_000
"""Bytes of one seed file; a longer one is no article."""
_WINDOW_WORDS = 32
_TITLE_WORDS = 25
_LEAST_WORDS = 5
_ARABIC = re.compile(r"[\u0600-\u06ff]")


def load(folder: Path) -> SeedCorpus:
    """Read every ``.txt`` file of the folder, sorted by name.

    Lines that belong to the page and not to the article are dropped with their reason; repeated lines too.

    Raises:
        SeedError: every problem at once: no folder, no seeds, a file that is empty, unreadable or not text.
    """
    if not folder.is_dir():
        raise SeedError(
            Problem(
                str(folder),
                "",
                "there is no such folder.",
                "Create it and put example articles (.txt) in it.",
            )
        )
    documents: list[SeedDocument] = []
    problems: list[Problem] = []
    found = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    for path in found:
        if path.suffix.lower() != ".txt":
            if path.suffix.lower() not in (".md", ""):
                problems.append(
                    Problem(
                        str(path),
                        "",
                        "is not a .txt file.",
                        "Save the article as plain text, or take the file away.",
                    )
                )
            continue
        text, problem = _text(path)
        if problem is not None:
            problems.append(problem)
            continue
        document = _document(path.name, text)
        if document.windows:
            documents.append(document)
        else:
            problems.append(
                Problem(
                    str(path),
                    "",
                    "holds no article text once page furniture is dropped.",
                    "Paste the article itself.",
                )
            )
    if not documents and not problems:
        problems.append(
            Problem(str(folder), "", "holds no seed documents.", "Put example articles in it as .txt files.")
        )
    if problems:
        raise SeedError(*problems)
    return SeedCorpus(tuple(documents))


def learn(
    corpus: SeedCorpus,
    rules: TopicRules,
    encode: "Encode",
    encoder: str,
    policy: RelevancePolicy,
    *,
    cache_file: Path | None = None,
    keep: bool = True,
    experience: Experience = NOTHING_YET,
) -> "Topic":
    """The topic, out of the cache when everything it was learnt from is the same.

    Args:
        cache_file: where the learnt topic is kept; None learns anew. A cache that cannot be read or
        written is ignored.
        keep: whether what is learnt anew is written there.
    """
    ordinary = background()
    digest = relevance.digest(corpus, rules, ordinary, policy, encoder, experience)
    if cache_file is not None:
        with suppress(OSError):
            kept = relevance.restore(cache_file.read_bytes(), rules, policy, digest)
            if kept is not None:
                return kept
    topic = relevance.fit(corpus, rules, ordinary, encode, policy, encoder=encoder, experience=experience)
    if cache_file is not None and keep:
        with suppress(OSError):
            cache_file.parent.mkdir(parents=True, exist_ok=True)
            fresh = cache_file.with_name(cache_file.name + ".new")
            fresh.write_bytes(relevance.dump(topic))
            fresh.replace(cache_file)
    return topic


@cache
def background() -> tuple[str, ...]:
    """Ordinary news lines of the package, off any topic, against which similarities are measured."""
    held = tomllib.loads((files("monitor.relevance") / "background.toml").read_text(encoding="utf-8"))
    return tuple(line for lines in held.values() for line in lines)


@cache
def _furniture() -> tuple[tuple[re.Pattern[str], str], ...]:
    held = tomllib.loads((files("monitor.relevance") / "boilerplate.toml").read_text(encoding="utf-8"))
    return tuple((re.compile("|".join(rule["patterns"])), rule["reason"]) for rule in held["line"])


def _text(path: Path) -> tuple[str, Problem | None]:
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= _LARGEST else b""
    except OSError as error:
        return "", Problem(str(path), "", f"cannot be read: {error.strerror}.", "Check its permissions.")
    if size > _LARGEST:
        return "", Problem(
            str(path), "", f"is {size / 1e6:.0f} MB, too large for an article.", "Keep one article per file."
        )
    if raw.startswith(b"%PDF"):
        return "", Problem(str(path), "", "is a PDF.", "Copy the article's text into a plain text file.")
    if not raw.strip():
        return "", Problem(str(path), "", "is empty.", "Put an article in it, or take the file away.")
    for encoding in (
        ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "windows-1256")
    ):
        with suppress(UnicodeDecodeError):
            text = raw.decode(encoding)
            strange = sum(
                not (c.isprintable() or c.isspace() or c in "\u200e\u200f\u200c\u200d\u202a\u202b\u202c")
                for c in text
            )
            if strange * 200 > len(text) or (encoding == "windows-1256" and not _ARABIC.search(text)):
                continue
            return text, None
    return "", Problem(str(path), "", "is not text.", "Save the article as plain text in UTF-8.")


def _document(name: str, text: str) -> SeedDocument:
    lines: list[SeedLine] = []
    seen: set[str] = set()
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            continue
        folded = normalise(line).text.lower().strip()
        reason = next((why for pattern, why in _furniture() if pattern.fullmatch(folded)), "")
        if not reason and folded in seen:
            reason = "repeated"
        seen.add(folded)
        lines.append(SeedLine(line, not reason, reason))
    kept = [line.text for line in lines if line.kept]
    title = kept[0] if len(kept) > 1 and len(kept[0].split()) <= _TITLE_WORDS else ""
    return SeedDocument(name, title, tuple(lines), _windows(name, title, kept[1:] if title else kept))


def _windows(name: str, title: str, paragraphs: Sequence[str]) -> tuple[SeedWindow, ...]:
    """The lead as a feed would carry it, then short passages, each alone and under the title."""
    windows: list[SeedWindow] = []
    lead = next((p for p in paragraphs if len(p.split()) > 8), "")
    if title and lead:
        windows.append(SeedWindow(name, lead, title))
    for paragraph in paragraphs:
        for start, end in passages(paragraph, _WINDOW_WORDS):
            piece = paragraph[start:end]
            if len(piece.split()) >= _LEAST_WORDS:
                windows.append(SeedWindow(name, piece, ""))
    return tuple(dict.fromkeys(windows))
