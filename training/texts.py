"""Reading the corpora: sentence pairs, word pairs and documents, with their sources."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OTHERS = ("fr", "fa", "tr", "de", "ckb", "ru", "es")
"""Languages beside Arabic and English that the multi-parallel texts carry."""
MAX_CHARS = 400


@dataclass(frozen=True, slots=True)
class Corpora:
    """Everything the encoder learns from.

    Attributes:
        pairs: (English, other-language) sentences, Arabic first.
        others: the same for the remaining languages, which have little text.
        words: (Arabic, English) dictionary entries.
        neighbours: successive sentences or paragraphs of one document, one language each.
    """

    pairs: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...]
    neighbours: tuple[tuple[str, str], ...]

    @property
    def english(self) -> tuple[str, ...]:
        """Distinct English sentences, in order."""
        return tuple(dict.fromkeys(en for en, _ in (*self.pairs, *self.others)))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read(folder: Path) -> Corpora:
    """Read the corpora folder.

    Raises:
        FileNotFoundError: when one of the five files is missing.
    """
    pairs: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    neighbours: list[tuple[str, str]] = []
    previous: dict[str, str] = {}
    for name in ("ntrex", "flores101"):
        for row in _rows(folder / f"{name}.jsonl"):
            english = row["en"][:MAX_CHARS]
            pairs.append((english, row["ar"][:MAX_CHARS]))
            others.extend((english, row[lang][:MAX_CHARS]) for lang in OTHERS if row.get(lang))
            if row.get("doc") and row["doc"] == previous.get("doc"):
                neighbours.extend((previous[lang], row[lang]) for lang in ("en", "ar"))
            previous = row
    pairs.extend(
        (row["en"].strip()[:MAX_CHARS], row["ar"].strip()[:MAX_CHARS])
        for row in _rows(folder / "parallel_ar_en.jsonl")
        if row["en"].strip() and row["ar"].strip()
    )
    title = body = ""
    for row in _rows(folder / "paragraphs_ar.jsonl"):
        if row["title"] == title:
            neighbours.append((body, row["body"]))
        title, body = row["title"], row["body"]
    words = {
        (row["ar"].strip(), row["en"].strip().replace("_", " "))
        for row in _rows(folder / "dictionary_ar_en.jsonl")
        if row["ar"].strip() and row["en"].strip()
    }
    return Corpora(tuple(pairs), tuple(others), tuple(sorted(words)), tuple(neighbours))
