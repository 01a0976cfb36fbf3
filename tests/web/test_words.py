"""Words of the page: the same in every language, and some for every word of ours that a page shows."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from string import Formatter
from typing import Any

import pytest
from babel import Locale

from monitor.records import MessageKind, MessageState, Outcome, Severity, Suppression
from monitor.render import languages, load_phrases
from monitor.web.words import load_words


def table(language: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("monitor.web").joinpath("words", f"{language}.toml").read_text("utf-8"))


def places(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def forms(language: str) -> Iterator[tuple[str, Mapping[str, str] | str]]:
    for section, words in table(language).items():
        for name, said in words.items():
            yield f"{section}.{name}", said


def test_every_language_has_the_same_words() -> None:
    keys = {language: dict(forms(language)) for language in languages()}
    assert set(keys["en"]) == set(keys["ar"])
    assert {k for k, v in keys["en"].items() if isinstance(v, str)} == {
        k for k, v in keys["ar"].items() if isinstance(v, str)
    }


def test_the_same_places_are_filled_in() -> None:
    english, arabic = dict(forms("en")), dict(forms("ar"))
    for name, said in english.items():
        other = arabic[name]
        if isinstance(said, str):
            assert isinstance(other, str), name
            assert places(said) == places(other), name
        else:
            # "One" and "two" are words in Arabic; the number itself may go missing, nothing else may.
            assert isinstance(other, dict), name
            wanted = {place for form in said.values() for place in places(form)}
            for form in [*said.values(), *other.values()]:
                assert wanted - {"n"} <= places(form) <= wanted | {"n"}, name
            assert places(other["other"]) == wanted, name


@pytest.mark.parametrize("language", languages())
def test_plurals_have_the_forms_of_their_language(language: str) -> None:
    known = set(Locale.parse(load_phrases(language).locale).plural_form.tags) | {"other"}
    for name, said in forms(language):
        if isinstance(said, dict):
            assert set(said) <= known, name
            # No sentence counts from nothing on in a form of its own, where it is never said of nothing.
            assert set(said) >= known - {"zero"}, name


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("section", "members"),
    [
        ("severity", Severity),
        ("suppression", Suppression),
        ("state", MessageState),
        ("outcome", Outcome),
        ("message", MessageKind),
    ],
)
def test_every_member_has_words(language: str, section: str, members: Any) -> None:
    words = load_words(language)
    assert [one.value for one in members if not words.has(f"{section}.{one.value}")] == []
