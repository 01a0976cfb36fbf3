"""The user's own words: ``lang/CODE.toml`` in the configuration folder.

A file has the form of those in ``monitor/lang/``; it joins the lexicon that ships, and ``[remove]`` switches
phrases of it off.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from monitor.errors import Problem
from monitor.extract.lexemes import KINDS
from monitor.lang import (
    LANGUAGES,
    SCRIPTS,
    WORD,
    Changes,
    Lexicons,
    Signs,
    known_languages,
    lexicon,
    phrase_fault,
    spelled_out,
    word_fault,
)
from monitor.lang.lexicon import Labelled
from monitor.settings.document import Document, read_document
from monitor.settings.tables import read_tables, suggestion
from monitor.text import normalise

FOLDER = "lang"
"""Folder of the files, in the configuration folder."""

Words = Mapping[str, tuple[str, ...]]

_CODE = re.compile(r"[a-z]{2,3}")
_NUMBERS = {"number": (1, 999_999), "ordinal": (1, 31)}
"""Time words that take any number of a range."""
_NAMED = ("site", "place")
"""Cues that take any name."""
_MONTHS = ("month", "maybe-month")


@dataclass(frozen=True, slots=True)
class Removed:
    """Phrases that ship and are not to count, under their labels."""

    time: Words = field(default_factory=dict)
    cues: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Detect:
    """What the language is told by; needed for one that the program does not know."""

    script: str = ""
    """``latin``, ``arabic``, ``cyrillic``, ``hebrew`` or ``other``."""
    words: tuple[str, ...] = ()
    """Its commonest words, in lower case."""
    letters: str = ""
    """Letters that set it apart from others in its script."""


@dataclass(frozen=True, slots=True)
class LexiconFile:
    """``lang/CODE.toml``: a user's words of one language."""

    time: Words = field(default_factory=dict)
    """Words that dates are made of."""
    cues: Words = field(default_factory=dict)
    """Words that tell stance, attribution, sites and so on."""
    remove: Removed = field(default_factory=Removed)
    detect: Detect = field(default_factory=Detect)


def read_lexicons(folder: Path) -> tuple[Lexicons, list[Problem]]:
    """The lexicons with every file of ``lang/``, and everything that is wrong with them.

    Args:
        folder: the configuration folder; without ``lang/`` in it nothing is changed.
    """
    changes: list[Changes] = []
    problems: list[Problem] = []
    for path in sorted((folder / FOLDER).glob("*.toml")):
        if not _CODE.fullmatch(path.stem):
            fix = "Name it by the code of its language, such as ar.toml or es.toml."
            problems.append(Problem(str(path), "", f'"{path.stem}" is no language code.', fix))
            continue
        document, found = read_document(path)
        record, more = read_tables(LexiconFile, document.values, document.file, document.lines)
        found = [*found, *more] or list(_problems(path.stem, record, document))
        problems += found
        if not found:
            changes.append(_changes(path.stem, record))
    return Lexicons(tuple(changes)), problems


def _changes(lang: str, file: LexiconFile) -> Changes:
    signs, known = None, known_languages().get(lang)
    if file.detect.words or file.detect.letters:
        script = file.detect.script or (known.script if known else "")
        signs = Signs(lang, script, frozenset(file.detect.words), frozenset(file.detect.letters))
    removed = file.remove
    return Changes(
        lang, _pairs(file.time), _pairs(file.cues), _pairs(removed.time), _pairs(removed.cues), signs
    )


def _pairs(words: Words) -> Labelled:
    return tuple(words.items())


def _problems(lang: str, file: LexiconFile, document: Document) -> Iterator[Problem]:
    """What is wrong with a file whose tables are well-formed."""
    labels = {
        "time": _labels("time"),
        "cues": _labels("cues"),
    }
    for table, known in labels.items():
        words: Words = getattr(file, table)
        for label, phrases in words.items():
            trouble = _label_trouble(table, label, known)
            if trouble:
                yield document.problem((table, label), *trouble)
            for index, phrase in enumerate(phrases):
                fault = _phrase_trouble(phrase, label)
                if fault:
                    yield document.problem((table, label, index), *fault)
        yield from _removal_problems(lang, table, file, document)
    yield from _month_problems(lang, file, document)
    yield from _detect_problems(lang, file.detect, document)


def _labels(table: str) -> tuple[str, ...]:
    """Every label of a table in any lexicon that ships."""
    return tuple(sorted({label for lang in LANGUAGES for label in getattr(lexicon(lang), table)}))


def _label_trouble(table: str, label: str, known: tuple[str, ...]) -> tuple[str, str] | None:
    """Why a label has no meaning, and the fix."""
    kind, _, value = label.partition(":")
    if label in known or (table == "cues" and kind in _NAMED and value.strip() == value != ""):
        return None
    if table == "cues":
        return f'"{label}" is no cue.', suggestion(label, known)
    if kind in _NUMBERS:
        least, most = _NUMBERS[kind]
        if value.isascii() and value.isdecimal() and least <= int(value[:7]) <= most:
            return None
        return f'"{label}" is no time word.', f'Write "{kind}:N" with N from {least} to {most}.'
    values = [other for other in known if other.partition(":")[0] == kind]
    if kind in KINDS and values:
        return f'"{label}" is no time word.', f"There is {', '.join(values)}."
    return f'"{label}" is no time word.', suggestion(label, known)


def _phrase_trouble(phrase: str, label: str) -> tuple[str, str] | None:
    """Why a phrase would never be found, and the fix."""
    normal = " ".join(normalise(phrase).text.lower().split())
    if not normal:
        return "holds an empty phrase.", "Take it away."
    if phrase != normal:
        return f'"{phrase}" is not in normal form.', f'Write "{normal}".'
    fault = word_fault(phrase) if label.startswith(WORD) else phrase_fault(phrase)
    return None if fault is None else (f'"{phrase}" {fault}.', "docs/extraction.md explains the signs.")


def _removal_problems(lang: str, table: str, file: LexiconFile, document: Document) -> Iterator[Problem]:
    """What is switched off must be there, or nobody would notice that it still counts."""
    shipped: Words = getattr(lexicon(lang), table) if lang in LANGUAGES else {}
    removed: Words = getattr(file.remove, table)
    added: Words = getattr(file, table)
    for label, phrases in removed.items():
        if label not in shipped:
            message = f'"{label}" holds nothing that ships for this language.'
            yield document.problem(("remove", table, label), message, suggestion(label, tuple(shipped)))
            continue
        for index, phrase in enumerate(phrases):
            at = ("remove", table, label, index)
            missing = next((one for one in spelled_out([phrase]) if one not in shipped[label]), None)
            if missing is not None:
                message = f'"{missing}" is no phrase of "{label}" that ships.'
                yield document.problem(at, message, suggestion(missing, shipped[label]))
            elif not set(spelled_out([phrase])).isdisjoint(spelled_out(added.get(label, ()))):
                yield document.problem(at, f'"{phrase}" is added and switched off.', "Take one away.")


def _month_problems(lang: str, file: LexiconFile, document: Document) -> Iterator[Problem]:
    """A name stands for one month of its calendar."""
    names: dict[str, str] = {}
    shipped: Words = lexicon(lang).time if lang in LANGUAGES else {}
    for words, mine in ((shipped, False), (file.time, True)):
        for label, phrases in words.items():
            kind, _, number = label.partition(":")
            if kind not in _MONTHS:
                continue
            for index, phrase in enumerate(phrases):
                if not mine and phrase in spelled_out(file.remove.time.get(label, ())):
                    continue
                for name in spelled_out([phrase]):
                    if names.setdefault(name, number) != number and mine:
                        message = f'"{name}" already stands for month {names[name]}.'
                        fix = f'Switch it off there first: [remove.time] "month:{names[name]}" = ["{name}"].'
                        yield document.problem(("time", label, index), message, fix)


def _detect_problems(lang: str, detect: Detect, document: Document) -> Iterator[Problem]:
    """A language that nothing is told by would never be read."""
    known = known_languages().get(lang)
    scripts = f"Write one of {', '.join(SCRIPTS)}."
    if detect.script and detect.script not in SCRIPTS:
        yield document.problem(("detect", "script"), f'"{detect.script}" is no script.', scripts)
    elif detect.script and known is not None and known.script != detect.script:
        message = f"this language is written in {known.script} script."
        yield document.problem(("detect", "script"), message, "Leave the key out.")
    for index, word in enumerate(detect.words):
        if word != word.lower().strip() or not word:
            yield document.problem(("detect", "words", index), f'"{word}" is no word in lower case.', "")
    if known is None and not detect.script:
        message = "is missing: the program does not know this language."
        yield document.problem(("detect", "script"), message, scripts)
    if lang not in LANGUAGES and not detect.words and (known is None or not known.words):
        message = "is missing: no text would be told to be in this language."
        fix = "List ten or twenty of its commonest words."
        yield document.problem(("detect", "words"), message, fix)
