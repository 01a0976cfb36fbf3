"""The lexicons: every entry a fixed point of the normaliser, every CLDR month name known, phrases matched."""

import pytest
from babel import Locale

from monitor.extract.lexemes import KINDS
from monitor.lang import LANGUAGES, PhraseBook, guess, lexicon, tokens
from monitor.lang.phrases import variants
from monitor.text import normalise


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_entry_is_a_fixed_point_of_the_normaliser(lang: str) -> None:
    words = lexicon(lang)
    for table in (words.time, words.cues):
        for label, phrases in table.items():
            for phrase in phrases:
                assert normalise(phrase).text.lower() == phrase, (label, phrase)
                assert " ".join(phrase.split()) == phrase, (label, phrase)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_time_label_has_a_reading(lang: str) -> None:
    for label in lexicon(lang).time:
        assert label.partition(":")[0] in KINDS, label


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_name_stands_for_two_months(lang: str) -> None:
    seen: dict[str, str] = {}
    for label, names in lexicon(lang).time.items():
        kind, _, number = label.partition(":")
        if kind in ("month", "maybe-month"):
            for name in names:
                assert seen.setdefault(name, number) == number, name


CLDR = [
    "ar",
    "ar_IQ",
    "ar_SY",
    "ar_LB",
    "ar_DZ",
    "ar_TN",
    "ar_MA",
    "ar_MR",
    "en",
    "fr",
    "de",
    "tr",
    "fa",
    "ckb",
]


@pytest.mark.parametrize("locale", CLDR)
def test_every_month_name_of_the_locale_data_is_known(locale: str) -> None:
    book = lexicon(locale.partition("_")[0]).time_book
    names = Locale.parse(locale).months["format"]["wide"]
    if locale == "fa":
        names = {number: name.removesuffix("ٔ") for number, name in names.items()}
    for number, name in names.items():
        words = tokens(normalise(name).text)
        labels = {hit.label for hit in book.find(words) if hit.first == 0 and hit.last == len(words)}
        assert labels & {f"month:{number}", f"maybe-month:{number}"}, name


@pytest.mark.parametrize(
    ("phrase", "text", "hit"),
    [
        ("انسحاب", "وبالانسحاب", True),
        ("انسحاب", "للانسحاب", True),
        ("الاحد", "احد", False),
        ("الاحد", "والاحد", True),
        ("+غادر*", "ستغادرها", True),
        ("+غادر*", "غادر", False),
        ("withdraw*", "withdrawal", True),
        ("end ~ mission", "end of the coalition's mission", True),
        ("end ~ mission", "end. The mission", False),
        ("end ~ mission", "end a b c d e f g h i j mission", False),
        ("# troops", "2,500 troops", True),
        ("us-led", "US-led", True),
    ],
)
def test_phrases(phrase: str, text: str, hit: bool) -> None:
    assert bool(PhraseBook({"label": [phrase]}).find(tokens(normalise(text).text))) is hit


def test_variants_say_what_they_cut() -> None:
    for word in ("وبالقوات", "للقوات", "سيغادر", "فكانت", "troops", "و"):
        for stem, cut in variants(word):
            assert word.endswith(stem) or stem.startswith("ال")
            assert len(word) - cut <= len(stem) + 1


@pytest.mark.parametrize(
    ("text", "hint", "lang"),
    [
        ("انسحاب القوات من العراق", "und", "ar"),
        ("انسحاب القوات من العراق", "en", "ar"),
        ("نیروها ظرف سه سال عراق را ترک می‌کنند", "und", "fa"),
        ("کشانەوەی هێزەکانی هاوپەیمانان لە عێراق", "und", "ckb"),
        ("Troops will leave Iraq", "ar", "en"),
        ("Die Truppen verlassen den Irak", "de", "de"),
        ("", "und", "en"),
    ],
)
def test_guess(text: str, hint: str, lang: str) -> None:
    assert guess(text, hint) == lang


def test_unknown_language_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        lexicon("xx")
