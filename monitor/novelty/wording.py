"""What of an article's wording is compared: word triples, facts and telling words."""

import functools
import re
import tomllib
from dataclasses import dataclass
from hashlib import blake2b
from importlib.resources import files

from monitor.novelty.identity import page
from monitor.records import Entry
from monitor.text import normalise

WORDS = 3
"""Words per shingle: three survive a changed word without calling texts on one subject alike."""
LEAD = 60
"""Words at the beginning of a body that say what the news is; what follows is background that articles on one
subject share."""
LONGEST = 2_000
"""Words compared at most."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?")

_PARTICLES = re.compile(r"[وف]?(?:[بك]?ال|لل)|[وف](?=\w{4})")


@dataclass(frozen=True, slots=True)
class Wording:
    """An article reduced to what is compared."""

    link: str | None
    """Canonical address without its scheme; None for a front page."""
    shingles: frozenset[int]
    """64-bit hashes of word triples."""
    facts: tuple[str, ...]
    """Numbers, months, weekdays, negations and other words whose difference is news, in order."""
    factual: frozenset[int]
    """The shingles that hold a fact."""
    headline: frozenset[str]
    """Facts of the title."""
    terms: frozenset[str]
    """Longer words and numbers of title, teaser and lead, without the particles Arabic joins to words."""


@functools.cache
def _facts() -> dict[str, str]:
    table = tomllib.loads(files("monitor.novelty").joinpath("facts.toml").read_text("utf-8"))
    return {
        spelling: name if kind == "numbers" else f"{kind}:{name}"
        for kind, entries in table.items()
        for name, spellings in entries.items()
        for spelling in spellings
    }


def wording(entry: Entry) -> Wording:
    """The wording of an article: its body where there is one, else title and teaser."""
    whole = entry.body or f"{entry.title}\n{entry.summary}"
    words = split(whole)[:LONGEST]
    lead = [*split(entry.title), *split(entry.summary), *(words[:LEAD] if entry.body else ())]
    found = [fact(word) for word in words]
    hashes = [_hash(words[i : i + WORDS]) for i in range(max(0, len(words) - WORDS + 1))]
    return Wording(
        link=page(entry.url),
        shingles=frozenset(hashes),
        facts=tuple(f for f in found if f),
        factual=frozenset(h for i, h in enumerate(hashes) if any(found[i : i + WORDS])),
        headline=frozenset(f for word in split(entry.title) if (f := fact(word))),
        terms=frozenset(_bare(w) for w in lead if len(w) >= 4 or w[0].isdigit()),
    )


def split(text: str) -> list[str]:
    """Words and numbers of a text in normal form, lower case."""
    return _WORD.findall(normalise(text).text.lower())


def fact(word: str) -> str | None:
    """What a word says that copies must agree on; None for most words."""
    if word[0].isdigit():
        return word.replace(",", "").rstrip(".")
    known = _facts()
    if name := known.get(word):
        return name
    if len(word) > 2 and word[0] in "وفبل" and (name := known.get(word[1:])):
        # Arabic particles are written together with the word. Of short words only negations are told so.
        return name if len(word) > 4 or name == "turns:not" else None
    return None


def _bare(word: str) -> str:
    """An Arabic word without conjunction, preposition and article, a number without separators."""
    if word[0].isdigit():
        return word.replace(",", "")
    match = _PARTICLES.match(word)
    return word[match.end() :] if match and len(word) - match.end() >= 3 else word


def _hash(words: list[str]) -> int:
    return int.from_bytes(blake2b("\0".join(words).encode(), digest_size=8).digest(), "big")
