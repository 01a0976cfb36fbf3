"""Whose news an article tells: the outlet's own, or that of the wire or outlet that it credits.

1. **own**: feeds, outlets and sites of one owner are one origin, by the names and domains of the origins;
2. **credit**: a wire in brackets or a dateline at the beginning ("(Reuters) -", "بغداد/ الأناضول"), a source
   named at the end, or an outlet cited in title, teaser or lead ("نقلت صحيفة واشنطن بوست عن", "told AFP").
   A translation of somebody's report is that report. Whoever cites itself tells its own.

Origins that nobody listed stay what the feed says. Further down than the lead another outlet is cited for
background, which makes nobody's report a copy.
"""

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from monitor.lang import Hit, PhraseBook, Word, tokens
from monitor.records import Entry
from monitor.text import normalise

LEAD = 70
"""Words of a body in which a citation names the source of the whole."""
DATELINE = 14
"""Words at the beginning of a body in which a wire's mark may stand."""
TAIL = 14
"""Words at the end of a body in which a credit may stand."""
CHARS = 16
"""Characters that a word and what stands around it take at most, on average."""
BETWEEN = 5
"""Words of kind ("the news agency") between a verb and the outlet's name, at most."""

_OPEN, _CLOSE, _DASHES = frozenset("([{"), frozenset(")]}"), frozenset("-–—:/|")
_SIGNS = frozenset("©-–—/")
_BRACKETED = re.compile(r"[()]")
_MARKS = frozenset("([{\"“”«»'‘’")
_CUES = ("verbs", "before", "after", "kinds", "source", "photo")


@dataclass(frozen=True, slots=True)
class Origin:
    """A wire, or an owner of outlets: what they publish counts as one voice."""

    name: str
    """As it is shown."""
    names: tuple[str, ...] = ()
    """Its outlets, as feeds name them and as texts credit them, in every spelling."""
    marks: tuple[str, ...] = ()
    """Names too short or too common to count except in brackets or a dateline: "AP", "واع"."""
    domains: tuple[str, ...] = ()
    """Sites that it publishes on, those below them included."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Where the news of an article comes from."""

    origin: str
    """Whose voice it counts as."""
    credited: str = ""
    """The wire or outlet that the text credits; empty when it is the outlet's own."""


class Origins:
    """The origins that ship, and those of the user; a name of theirs adds to the one that ships."""

    def __init__(self, own: Iterable[Origin] = ()) -> None:
        merged: dict[str, Origin] = {}
        for origin in (*_shipped(), *own):
            there = merged.get(origin.name, Origin(origin.name))
            merged[origin.name] = replace(
                there,
                names=(*there.names, *origin.names),
                marks=(*there.marks, *origin.marks),
                domains=(*there.domains, *origin.domains),
            )
        self._by_name: dict[str, str] = {}
        self._by_domain: dict[str, str] = {}
        phrases: dict[str, tuple[str, ...]] = {}
        for origin in merged.values():
            for name in (origin.name, *origin.names, *origin.marks):
                self._by_name |= dict.fromkeys((_plain(name), _bare(name)), origin.name)
            self._by_domain |= dict.fromkeys(origin.domains, origin.name)
            names = (name for name in (origin.name, *origin.names) if name not in origin.marks)
            phrases[f"name:{origin.name}"] = tuple(map(_plain, names))
            phrases[f"mark:{origin.name}"] = tuple(map(_plain, origin.marks))
        self._phrases = phrases
        self._books: dict[str, PhraseBook] = {}

    def credit(self, entry: Entry) -> Credit:
        """Whose news an article tells."""
        own = self._own(entry)
        named = list(self._named(entry))
        if not named or own in named:
            return Credit(own)
        return Credit(named[0], named[0])

    def _own(self, entry: Entry) -> str:
        for name in (entry.origin, entry.outlet):
            if known := self._by_name.get(_plain(name)) or self._of_edition(name) or self._of_site(name):
                return known
        return (entry.url and self._of_site(urlsplit(entry.url).hostname or "")) or entry.origin

    def _of_edition(self, name: str) -> str | None:
        """The origin of which an outlet's name is an edition: "Rudaw English", "BBC (Arabic)"."""
        parts = map(_bare, _BRACKETED.split(name))
        return next((known for part in parts if (known := self._by_name.get(part))), None)

    def _of_site(self, host: str) -> str | None:
        labels = host.lower().split(".")
        for at in range(len(labels) - 1):
            if known := self._by_domain.get(".".join(labels[at:])):
                return known
        return None

    def _named(self, entry: Entry) -> Iterator[str]:
        """The origins credited, in the order of the text."""
        to = str(_cues(entry.lang).get("to", ""))
        for text in (entry.title, entry.summary):
            normal = normalise(text).text
            yield from self._in(normal, to, entry.lang, until=len(normal))
        # Only the ends of a body are looked at, so only they are read.
        head = normalise(entry.body[: LEAD * CHARS]).text
        tail = normalise(entry.body[-TAIL * CHARS :]).text
        last = tokens(tail)
        yield from self._in(head, to, entry.lang, until=LEAD)
        yield from self._in(tail[last[-TAIL].start :] if len(last) > TAIL else tail, to, entry.lang, until=0)

    def _in(self, text: str, to: str, lang: str, *, until: int) -> Iterator[str]:
        """Credits in one stretch: citations before token ``until`` and datelines; of an end (0), sources."""
        words, _, (hits,) = self._book(lang).find(text)
        passage = _Passage(words, hits, to)
        for hit in hits:
            kind, _, name = hit.label.partition(":")
            if kind not in ("name", "mark") or passage.is_photo(hit) or passage.is_common(hit, name):
                continue
            if until == 0:
                found = passage.is_source(hit)
            else:
                named = kind == "name" or passage.is_bracketed(hit)
                found = (hit.first < DATELINE and passage.is_mark(hit)) or (
                    named and hit.first < until and passage.is_cited(hit)
                )
            if found:
                yield name

    def _book(self, lang: str) -> PhraseBook:
        if lang not in self._books:
            cues = _cues(lang)
            own = {kind: tuple(map(_plain, cues.get(kind, ()))) for kind in _CUES}
            self._books[lang] = PhraseBook({**self._phrases, **own})
        return self._books[lang]


class _Passage:
    """A stretch of tokens with what was found in it."""

    def __init__(self, words: Sequence[Word], hits: Iterable[Hit], to: str) -> None:
        self._words = words
        self._to = to
        self._ends: dict[str, set[int]] = {kind: set() for kind in _CUES}
        self._starts: dict[str, dict[int, int]] = {kind: {} for kind in _CUES}
        for hit in hits:
            if hit.label in self._ends:
                self._ends[hit.label].add(hit.last)
                self._starts[hit.label][hit.first] = hit.last

    def is_photo(self, hit: Hit) -> bool:
        """Whether it credits a picture."""
        line = self._line(hit.first)
        near = range(max(line, hit.first - 8), min(len(self._words), hit.last + 4))
        return any(at in self._starts["photo"] for at in near)

    def is_mark(self, hit: Hit) -> bool:
        """In brackets, or between a place and a dash: "(Reuters) -", "بغداد/ الأناضول"."""
        before = self._at(self._behind_kinds(hit.first, quoted=False) - 1)
        after = self._at(hit.last)
        line_ends = after in ("", "\n")
        dashed = (before in _DASHES and line_ends) or (hit.first < 6 and after in _DASHES)
        return dashed or self.is_bracketed(hit)

    def is_bracketed(self, hit: Hit) -> bool:
        """Whether it stands alone in brackets."""
        after = self._at(hit.last)
        start = self._behind_kinds(hit.first, quoted=False)
        return self._at(start - 1) in _OPEN and (after in _CLOSE or after in _DASHES)

    def is_common(self, hit: Hit, name: str) -> bool:
        """Whether a Latin name is written small although it begins with a capital: a common word."""
        return name[:1].isupper() and self._words[hit.first].text[:1].islower()

    def is_source(self, hit: Hit) -> bool:
        """At the end of a text: in brackets, or after a word that says so."""
        start = self._behind_kinds(hit.first)
        closed = self.is_bracketed(hit)
        last = len(self._words) - hit.last <= 2
        said = self._at(start - 1) in _DASHES and (start - 1 in self._ends["source"])
        led = start in self._ends["source"] or self._at(start - 1) in _SIGNS
        return (closed and len(self._words) - hit.last <= 3) or said or (last and led)

    def is_cited(self, hit: Hit) -> bool:
        """After a word of citing, before one of reporting, or as whom something was said to."""
        start = self._behind_kinds(hit.first)
        for at in range(start, hit.first + 1):
            if at in self._ends["before"] or at in self._ends["verbs"] or self._is_to(at):
                return True
        end = hit.last
        while end - hit.last < BETWEEN and end in self._starts["kinds"]:
            end = self._starts["kinds"][end]
        return any(at in self._starts[kind] for at in range(hit.last, end + 1) for kind in ("after", "verbs"))

    def _is_to(self, at: int) -> bool:
        """Whether the word says to whom, by a letter that stands before it."""
        word = self._words[at].low
        return bool(self._to) and word.startswith(self._to) and not word.startswith(self._to + "ا")

    def _behind_kinds(self, at: int, *, quoted: bool = True) -> int:
        """Where the words of kind before a name begin, and the marks around it."""
        first = at
        while at - first < BETWEEN and (
            first in self._ends["kinds"] or (quoted and self._at(first - 1) in _MARKS)
        ):
            first -= 1
        return first

    def _line(self, at: int) -> int:
        while at > 0 and self._words[at - 1].low != "\n":
            at -= 1
        return at

    def _at(self, at: int) -> str:
        return self._words[at].low if 0 <= at < len(self._words) else ""


@functools.cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("monitor.novelty").joinpath("origins.toml").read_text("utf-8"))


@functools.cache
def _editions() -> frozenset[str]:
    return frozenset(map(_plain, _data()["editions"]))


def _shipped() -> Iterator[Origin]:
    for table in _data()["origin"]:
        names, marks, domains = (tuple(table.get(key, ())) for key in ("names", "marks", "domains"))
        yield Origin(table["name"], names, marks, domains)


def _cues(lang: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = _data().get(lang, {})
    return found


def _plain(name: str) -> str:
    """A name as it is compared: normal form, lower case."""
    return normalise(name).text.lower().strip()


def _bare(name: str) -> str:
    """A name without what it adds for an edition; whole where nothing else is left."""
    words = _plain(name).split()
    return " ".join(word for word in words if word not in _editions()) or " ".join(words)
