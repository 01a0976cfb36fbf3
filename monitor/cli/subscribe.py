"""Feeds of an OPML file into ``feeds.toml``, after what is there, comments and all."""

import json
import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from monitor.cli.opml import Subscription
from monitor.errors import ConfigError, Problem
from monitor.records import Feed
from monitor.render import plain


def new_feeds(found: Iterable[Subscription], known: Sequence[Feed]) -> tuple[Feed, ...]:
    """The subscriptions that are not configured yet, each with a short name that nobody has."""
    urls = {_same(feed.url) for feed in known}
    names = {feed.name for feed in known}
    new: list[Feed] = []
    for subscription in found:
        if _same(subscription.url) in urls:
            continue
        urls.add(_same(subscription.url))
        host = (urlsplit(subscription.url).hostname or "").removeprefix("www.")
        outlet = plain(subscription.title, 80) or host
        name = _unused(_short(subscription.title) or _short(host) or "feed", names)
        names.add(name)
        new.append(
            Feed(name, subscription.url, outlet, plain(subscription.group, 80) or outlet, subscription.lang)
        )
    return tuple(new)


def as_toml(feed: Feed) -> str:
    """One feed as a table of ``feeds.toml``."""
    lines = ["[[feed]]"]
    for key in ("name", "url", "outlet", "origin", "lang"):
        value = getattr(feed, key)
        if value is not None and not (key == "origin" and value == feed.outlet):
            # A JSON string is a TOML basic string as long as nothing is escaped by surrogates.
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def add_to_file(path: Path, new: Iterable[Feed]) -> None:
    """Append the feeds; the file is replaced whole, or stays as it was.

    Raises:
        ConfigError: it cannot be read or written.
    """
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        gap = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
        part = path.with_name(path.name + ".part")
        with part.open("w", encoding="utf-8") as file:
            file.write(before + gap + "\n".join(as_toml(feed) for feed in new))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise ConfigError(Problem(str(path), "", f"cannot be written: {error.strerror}.")) from error


def _same(url: str) -> str:
    parts = urlsplit(url.strip())
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}".casefold()


def _short(title: str) -> str:
    ascii_ = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_.casefold()).strip("-")[:40].strip("-")


def _unused(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(f"{name}-{n}" for n in range(2, len(taken) + 3) if f"{name}-{n}" not in taken)
