"""The words of the page: the same ones in both languages, and some for everything that is shown."""

import tomllib
from importlib.resources import files
from string import Formatter
from typing import Any

import pytest
from babel import Locale

from monitor.records import (
    Bound,
    Change,
    DateRole,
    FullTextStatus,
    MessageKind,
    MessageState,
    Modality,
    Outcome,
    Precision,
    ScoreReason,
    Severity,
    StatementVerdict,
    Suppression,
)
from monitor.web.coverage import LABELS
from monitor.web.marks import Kind
from monitor.web.words import language_name, load_words


def table(language: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("monitor.web").joinpath("words", f"{language}.toml").read_text("utf-8"))


def places(words: str | dict[str, str]) -> set[str]:
    """What a phrase leaves open; ``{n}`` may be told by a plural form itself ("two")."""
    texts = [words] if isinstance(words, str) else list(words.values())
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name} - {"n"}


def test_both_languages_have_the_same_words() -> None:
    english, arabic = table("en"), table("ar")
    assert {(s, name) for s in english for name in english[s]} == {
        (s, name) for s in arabic for name in arabic[s]
    }
    for section, words in english.items():
        for name, phrase in words.items():
            assert places(phrase) == places(arabic[section][name]), f"{section}.{name}"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_plurals_have_the_forms_of_their_language(language: str) -> None:
    known = set(Locale.parse(load_words(language).phrases.locale).plural_form.tags) | {"other"}
    for section, words in table(language).items():
        for name, said in words.items():
            if isinstance(said, dict):
                # What is never said of nothing needs no form for it.
                assert known - {"zero"} <= set(said) <= known, f"{section}.{name}"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    ("prefix", "of"),
    [
        ("bound.", Bound),
        ("change.", Change),
        ("role.", DateRole),
        ("fulltext.", FullTextStatus),
        ("modality.", Modality),
        ("precision.", Precision),
        ("reason.", ScoreReason),
        ("verdict.", StatementVerdict),
        ("verdict.now_", StatementVerdict),
        ("entry.kind_", Kind),
        ("coverage.label_", LABELS),
        ("severity.", Severity),
        ("suppressed.", Suppression),
        ("state.", MessageState),
        ("outcome.", Outcome),
        ("message.", MessageKind),
    ],
)
def test_everything_that_is_shown_has_words(language: str, prefix: str, of: Any) -> None:
    words = load_words(language)
    assert [one for one in of if not words.has(f"{prefix}{one}")] == []


@pytest.mark.parametrize(
    ("lang", "english", "arabic"),
    [("ar", "Arabic", "العربية"), ("en", "English", "الإنجليزية"), ("xx", "xx", "xx")],
)
def test_languages_have_names(lang: str, english: str, arabic: str) -> None:
    assert language_name(lang, load_words("en").phrases) == english
    assert language_name(lang, load_words("ar").phrases) == arabic
