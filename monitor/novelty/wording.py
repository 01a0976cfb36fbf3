"""What of an article's wording is compared: word triples, facts and telling words."""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from importlib.resources import files
from typing import TypeVar

from monitor.lang import LANGUAGES, lexicon
from monitor.lang.words import variants
from monitor.novelty.identity import page
from monitor.novelty.names import bare
from monitor.records import Entry
from monitor.text import normalise

T = TypeVar("T")

LEAD = 60
"""Words at the beginning of a body that say what the news is; what follows is background that articles on one
subject share."""
LONGEST = 2_000
"""Words compared at most."""
MARKS = 4_096
"""Bits of a text's marks."""

_FACT = "#"
"""Stands for any fact: no word is written so."""
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?")


_64_BITS = (1 << 64) - 1
_NEAR, _FAR = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F
"""Odd, so that no hash is lost: they tell the place of a word within its triple."""


@dataclass(frozen=True, slots=True)
class Wording:
    """An article reduced to what is compared."""

    link: str | None
    """Canonical address without its scheme; None for a front page."""
    shingles: frozenset[int]
    """64-bit hashes of word triples: they survive a changed word, and texts on one subject share few. Facts
    are left open in them, so that texts which differ in facts alone are alike however short they are."""
    marks: int
    """One of :data:`MARKS` bits for each triple: texts that share few bits share few triples."""
    facts: tuple[str, ...]
    """Numbers, months, weekdays, negations and other words whose difference is news, in order."""
    factual: frozenset[int]
    """Hashes of the word triples that hold a fact, with the fact."""
    headline: tuple[str, ...]
    """Facts of title and teaser, in order."""
    frame: int
    """Hash of title and teaser with the facts left open."""
    terms: frozenset[str]
    """Longer words and numbers of title, teaser and lead, without the particles Arabic joins to words."""


@functools.cache
def _facts(lang: str) -> Mapping[str, str]:
    """Words of a language that are facts, and what they say; empty for a language without a lexicon."""
    table = tomllib.loads(files("monitor.novelty").joinpath("facts.toml").read_text("utf-8"))
    found: dict[str, str] = {}
    if lang in LANGUAGES:
        for label, spellings in lexicon(lang).time.items():
            if label in table["labels"] or label.partition(":")[0] in table["labels"]:
                found |= dict.fromkeys((s for s in spellings if " " not in s), label.removeprefix("maybe-"))
    for name, spellings in table.get(lang, {}).items():
        found |= dict.fromkeys(spellings, name)
    return found


def wording(entry: Entry) -> Wording:
    """The wording of an article: its body where there is one, else title and teaser."""
    whole = entry.body or f"{entry.title}\n{entry.summary}"
    words = split(whole)[:LONGEST]
    head = split(f"{entry.title}\n{entry.summary}")
    lead = [*head, *(words[:LEAD] if entry.body else ())]
    found = [fact(word, entry.lang) for word in words]
    of_head = [fact(word, entry.lang) for word in head]
    hashes = _shingles([_FACT if f else word for word, f in zip(words, found, strict=True)])
    return Wording(
        link=page(entry.url),
        shingles=frozenset(hashes),
        marks=_marks(hashes),
        facts=tuple(f for f in found if f),
        factual=frozenset(
            h for h, a, b, c in zip(_shingles(words), *_triples(found), strict=False) if a or b or c
        ),
        headline=tuple(f for f in of_head if f),
        frame=hash(tuple(_FACT if f else word for word, f in zip(head, of_head, strict=True))),
        terms=frozenset(_bare(w) for w in lead if len(w) >= 4 or w[0].isdigit()),
    )


def split(text: str) -> list[str]:
    """Words and numbers of a text in normal form, lower case."""
    return _WORD.findall(normalise(text).text.lower())


@functools.lru_cache(maxsize=50_000)
def fact(word: str, lang: str) -> str | None:
    """What a word of a language says that copies must agree on; None for most words."""
    if word[0].isdigit():
        return word.replace(",", "").rstrip(".")
    known = _facts(lang)
    return next((name for variant, _ in variants(word) if (name := known.get(variant))), None)


@functools.lru_cache(maxsize=50_000)
def _bare(word: str) -> str:
    """An Arabic word without conjunction, preposition and article, a number without separators."""
    return word.replace(",", "") if word[0].isdigit() else bare(word)


def _shingles(words: list[str]) -> list[int]:
    """A 64-bit hash of every word triple, the same in every process."""
    hashes = [_hash(word) for word in words]
    return [(a * _FAR + b * _NEAR + c) & _64_BITS for a, b, c in zip(*_triples(hashes), strict=False)]


def _triples(row: list[T]) -> tuple[list[T], list[T], list[T]]:
    """A row beside itself: what stands at one place of all three are three neighbours."""
    return row, row[1:], row[2:]


@functools.lru_cache(maxsize=100_000)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")


def _marks(hashes: list[int]) -> int:
    bits = bytearray(MARKS // 8)
    for value in hashes:
        bits[value % MARKS >> 3] |= 1 << (value & 7)
    return int.from_bytes(bits, "little")
