"""Names under which one published element is recognised again, and the digest that tells its versions apart.

An alias is a letter for its kind and a hash scoped to the feed:

* ``g:`` the guid, unless elements of the same document share it while differing in link and title;
* ``l:`` the canonical link, unless it is a front page or shared by elements with different titles;
* ``c:`` title and teaser, for elements without guid and link, or long enough to be unmistakable;
* ``t:`` the title alone: never identifies, but bears witness when a guid was given to another element.
"""

import base64
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import urlsplit

from monitor.article import canonical
from monitor.records import ParsedEntry

_UNSEEN = re.compile(
    # White space, controls, joiners, direction marks; U+0640 only stretches a word.
    r"[\s\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u0640\u06dd\u070f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+"
)

DISTINCTIVE = 60
"""Title and teaser of so many characters together are not repeated by chance."""


@dataclass(frozen=True, slots=True)
class Names:
    """The aliases of one element by kind; None where it has no usable one."""

    guid: str | None
    link: str | None
    content: str | None
    title: str | None

    def all(self) -> tuple[str, ...]:
        """Aliases that are there, most trustworthy first."""
        return tuple(name for name in (self.guid, self.link, self.content, self.title) if name)


def aliases(entry: ParsedEntry, feed_name: str) -> tuple[str, ...]:
    """Every name that one element may be known under, most trustworthy first: what to look up for ``select``.

    What is stored with an entry are fewer: those that identify it among the other elements of its document.

    Args:
        entry: the element.
        feed_name: the feed's name, which scopes every alias.
    """
    possible = Names(
        guid=_alias("g", feed_name, entry.guid),
        link=_alias("l", feed_name, page(entry.url)),
        content=_alias("c", feed_name, _content(entry)),
        title=_alias("t", feed_name, fingerprint(entry.title)),
    )
    return possible.all()


def names(entries: Sequence[ParsedEntry], feed_name: str) -> tuple[Names, ...]:
    """Names of all elements of one document."""
    links = [page(entry.url) for entry in entries]
    titles = [fingerprint(entry.title) for entry in entries]
    by_guid: dict[str, list[int]] = defaultdict(list)
    by_link: dict[str, set[str]] = defaultdict(set)
    for index, entry in enumerate(entries):
        if entry.guid:
            by_guid[entry.guid].append(index)
        if (link := links[index]) is not None:
            by_link[link].add(titles[index])
    shared = {
        guid
        for guid, indices in by_guid.items()
        if len(indices) > 1
        and any(links[i] != links[indices[0]] and titles[i] != titles[indices[0]] for i in indices[1:])
    }
    found = []
    for entry, link, title in zip(entries, links, titles, strict=True):
        guid = entry.guid if entry.guid and entry.guid not in shared else None
        if link is not None and len(by_link[link]) > 1:
            link = None
        length = len(entry.title) + len(entry.summary)
        content = None
        if not (guid or link) or length >= DISTINCTIVE:
            content = _content(entry)
        found.append(
            Names(
                guid=_alias("g", feed_name, guid),
                link=_alias("l", feed_name, link),
                content=_alias("c", feed_name, content),
                title=_alias("t", feed_name, title or None),
            )
        )
    return tuple(found)


def digest(title: str, summary: str, body: str) -> str:
    """Content digest that white space, markup and invisible marks do not change: 32 characters."""
    return fingerprint(title, summary, body)


def short_id(alias: str) -> str:
    """A stable identity of ten characters (50 bits) from the first alias of a new entry."""
    hashed = blake2b(alias.encode("utf-8", "replace"), digest_size=10).digest()
    return base64.b32encode(hashed).decode("ascii").lower()[:10]


# A poll names each element twice: to look it up, and among the other elements of its document.
@lru_cache(maxsize=500)
def fingerprint(*texts: str) -> str:
    """Hash of texts with everything removed that a person does not see; empty for no text at all."""
    seen = [_UNSEEN.sub("", "".join(unicodedata.normalize("NFC", text).split())) for text in texts]
    return _hex("\0".join(seen), 16) if any(seen) else ""


def _content(entry: ParsedEntry) -> str:
    """Something always identifies: the parser drops elements without text and address."""
    return fingerprint(entry.title, entry.summary) or fingerprint(entry.body, entry.url or "")


def _alias(kind: str, feed_name: str, value: str | None) -> str | None:
    if not value:
        return None
    scoped = f"{feed_name}\0{value}"
    return f"{kind}:{_hex(scoped, 10)}"


def _hex(value: str, size: int) -> str:
    return blake2b(value.encode("utf-8", "replace"), digest_size=size).hexdigest()


@lru_cache(maxsize=1_000)
def page(url: str | None) -> str | None:
    """A link as an identity: scheme ignored, for sites that change it; a front page identifies nothing."""
    if url is None:
        return None
    spelt = canonical(url)
    parts = urlsplit(spelt)
    if parts.path in ("", "/") and not parts.query:
        return None
    return spelt.partition("://")[2]
