"""The lexicons: every entry a fixed point of the normaliser, every CLDR month name known, phrases matched."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from monitor.extract.lexemes import KINDS
from monitor.lang import (
    LANGUAGES,
    PhraseBook,
    detect,
    lexicon,
    lexicon_for,
    phrase_fault,
    spelled_out,
    tokens,
    word_fault,
)
from monitor.lang.lexicon import GRAMMAR, WORD
from monitor.lang.phrases import GAP, Found
from monitor.lang.words import Token, is_object, variants
from monitor.text import OPENERS, normalise


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_entry_is_a_fixed_point_of_the_normaliser(lang: str) -> None:
    words = lexicon(lang)
    for table in (words.time, words.cues):
        for label, phrases in table.items():
            for phrase in phrases:
                assert normalise(phrase).text.lower() == phrase, (label, phrase)
                assert " ".join(phrase.split()) == phrase, (label, phrase)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_phrase_can_match(lang: str) -> None:
    words = lexicon(lang)
    faults = [
        (label, phrase, fault)
        for table in (words.time, words.cues)
        for label, phrases in table.items()
        for phrase in phrases
        if (fault := phrase_fault(phrase)) is not None
    ]
    assert faults == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_whole_word_is_one_and_looked_for_by_no_phrase(lang: str) -> None:
    words = lexicon(lang)
    whole = {label: some for label, some in words.cues.items() if label.startswith(WORD)}
    assert all(word_fault(word) is None for some in whole.values() for word in some)
    assert not any(whole.keys() & table.keys() for table in words.tables)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_on_its_grammar_is_asked_for(lang: str) -> None:
    assert lexicon(lang).grammar <= set(GRAMMAR)


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
    book = lexicon(locale.partition("_")[0]).book
    names = Locale.parse(locale).months["format"]["wide"]
    if locale == "fa":
        names = {number: name.removesuffix("ٔ") for number, name in names.items()}
    for number, name in names.items():
        words, _, (times, *_) = book.find(normalise(name).text)
        labels = {hit.label for hit in times if hit.first == 0 and hit.last == len(words)}
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
        ("^us", "the US leaves", True),
        ("^us", "told us", False),
        ("^us", "Us too", False),
        ("^us ~ leave", "US to leave", True),
        ("^us ~ leave", "us to leave", False),
        ("last ^us", "the last US troops", True),
        ("close|end ~ mission|task", "close the task", True),
        ("close|end ~ mission|task", "end of the mission", True),
        ("close|end ~ mission|task", "open the mission", False),
        ("انهاء|+نهي ~ مهم*|وجود*", "ستنهي القوات وجودها", True),
        ("انهاء|+نهي ~ مهم*|وجود*", "إنهاء العمل", False),
        ("^us|american forces|troops", "US troops", True),
        ("^us|american forces|troops", "us troops", False),
    ],
)
def test_phrases(phrase: str, text: str, hit: bool) -> None:
    assert bool(PhraseBook({"label": [phrase]}).find(normalise(text).text).hits[0]) is hit


@pytest.mark.parametrize(
    ("written", "each"),
    [
        ("end", ["end"]),
        ("close|end ~ mission", ["close ~ mission", "end ~ mission"]),
        ("no talks|word on|of it", ["no talks on it", "no talks of it", "no word on it", "no word of it"]),
        ("+غادر|+رحل بعد", ["+غادر بعد", "+رحل بعد"]),
    ],
)
def test_a_phrase_with_bars_is_each_of_its_ways(written: str, each: list[str]) -> None:
    assert list(spelled_out([written])) == each


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("close|end ~ mission", None),
        ("close| end", "has | where it is not between two words"),
        ("|close end", "has | where it is not between two words"),
        ("close||end", "has | where it is not between two words"),
        ("close |", "has | where it is not between two words"),
        ("end ~|of mission", None),
        ("~|of mission", "has ~ where it is not between two words"),
        ("close|e* mission", "needs two letters before * in e*"),
        ("ab|ac|ad|ae|af|ag|ah|ai|aj|ak " * 3 + "x", None),
        ("ab|ac|ad|ae|af|ag|ah|ai|aj|ak " * 3 + "x|y", "is more than 1000 phrases in one"),
    ],
)
def test_what_is_wrong_with_bars(written: str, fault: str | None) -> None:
    assert phrase_fault(written) == fault


PHRASES = (
    (
        "end ~ mission",
        "the end",
        "end*",
        "mission",
        "+غادر*",
        "القوات",
        "قوات ~ العراق",
        "بيان العراق",
        "# troops",
    ),
    (
        "^us",
        "the ^us ~ mission",
        "us",
        "end of",
        "of the",
        "troops ~ # ~ mission",
        "العراق",
        "us-led",
        "12 troops",
        "mission end",
    ),
)
WORDS = (
    "US",
    "us",
    "end",
    "ends",
    "of",
    "the",
    "mission",
    "12",
    "2,500",
    "troops",
    "us-led",
    ".",
    "\n",
    ",",
    "a",
)
ARABIC_WORDS = (
    "وبالقوات",
    "قوات",
    "القوات",
    "العراق",
    "بالعراق",
    "ستغادرها",
    "غادر",
    "بيانا",
    "موعدا",
    "،",
    "؟",
)


def fits(word: str, token: str) -> bool:
    if word == "#":
        return token[0].isdecimal()
    if word.startswith("^"):
        return token.isupper() and token.lower() == word[1:]
    token = token.lower()
    star, plus, bare = word.endswith("*"), word.startswith("+"), word.strip("*+")
    stems = [letter + bare for letter in "يتنا"] if plus else [bare]
    forms = [form for form, _ in variants(token)]
    if not star:
        forms += [form[:-1] for form in forms if is_object(form)]
    return any(form.startswith(stem) if star else form == stem for stem in stems for form in forms)


def halts(words: list[str], at: int) -> bool:
    """Whether a gap ends at a token: at the end of a sentence, and not at the stop of "15. Januar"."""
    if words[at] != ".":
        return words[at] in ("!", "?", "\n")
    after = words[at + 1] if at + 1 < len(words) else ""
    ordinal = at > 0 and words[at - 1].isdigit() and len(words[at - 1]) <= 2
    return not (ordinal and after.isalpha() and after not in OPENERS)


def naive(phrase: str, words: list[str], first: int) -> int:
    """Where a phrase ends that begins at a token, word by word; 0 when it does not begin there."""
    at, gap = first, False
    for piece in phrase.split():
        if piece == "~":
            gap = True
            continue
        bare = piece.strip("*+^")
        cut = tokens(bare)
        parts = [piece] if len(cut) == 1 else [token.low for token in cut]
        for number, part in enumerate(parts):
            reach = range(at, min(at + GAP + 1, len(words)) if gap and number == 0 else at + 1)
            for place in reach:
                if place < len(words) and fits(part, words[place]):
                    at = place + 1
                    break
                if place >= len(words) or halts(words, place):
                    return 0
            else:
                return 0
        gap = False
    return at


@given(st.lists(st.sampled_from(WORDS + ARABIC_WORDS), max_size=25).map(" ".join))
def test_one_pass_finds_what_looking_for_each_phrase_finds(text: str) -> None:
    text = normalise(text).text
    found = PhraseBook(*({phrase: [phrase] for phrase in table} for table in PHRASES)).find(text)
    words = [token.text for token in found.words]
    assert _placed(found) == tokens(text)
    for hits, table in zip(found.hits, PHRASES, strict=True):
        wanted = {(p, at, end) for p in table for at in range(len(words)) if (end := naive(p, words, at))}
        assert {(hit.label, hit.first, hit.last) for hit in hits} == wanted
        assert [hit.first for hit in hits] == sorted(hit.first for hit in hits)


@given(st.lists(st.sampled_from(WORDS + ARABIC_WORDS), max_size=25).map(" ".join))
def test_of_a_single_table_the_longest_phrase_of_each_label_and_word_is_found(text: str) -> None:
    text = normalise(text).text
    alike = {"one": [*PHRASES[0], "end of", "قوات"], "other": [*PHRASES[1], "end* of the", "troops"]}
    every, longest = PhraseBook(alike, alike, single=[1]).find(text).hits
    wanted = {(hit.label, hit.first): hit.last for hit in sorted(every, key=lambda hit: hit.last)}
    assert every == PhraseBook(alike).find(text).hits[0]
    assert {(hit.label, hit.first): hit.last for hit in longest} == wanted
    assert len(longest) == len(wanted)
    assert longest == sorted(longest, key=lambda hit: (hit.first, hit.last))


@pytest.mark.parametrize(("begin", "end"), [("end", "mission"), ("انهاء", "مهمه")])
@pytest.mark.parametrize(("between", "found"), [(0, 1), (1, 1), (GAP, 1), (GAP + 1, 0)])
def test_a_gap_spans_so_many_words_and_no_more(begin: str, end: str, between: int, found: int) -> None:
    text = " ".join([begin, *["x"] * between, end])
    (hits,) = PhraseBook({"": [f"{begin} ~ {end}"]}).find(text).hits
    assert len(hits) == found


def _placed(found: Found) -> list[Token]:
    return [
        Token(at, at + len(word.text), word.text, word.low)
        for word, at in zip(found.words, found.starts, strict=True)
    ]


@given(st.text(max_size=80))
def test_a_book_cuts_any_text_into_its_tokens(text: str) -> None:
    text = normalise(text).text
    assert _placed(PhraseBook().find(text)) == tokens(text)


def test_variants_say_what_they_cut() -> None:
    for word in ("وبالقوات", "للقوات", "سيغادر", "فكانت", "troops", "و"):
        for stem, cut in variants(word):
            assert word.endswith(stem) or stem.startswith("ال")
            assert len(word) - cut <= len(stem) + 1


@pytest.mark.parametrize(
    ("text", "declared", "lang"),
    [
        pytest.param("انسحاب القوات", ("ar",), "ar", id="declared"),
        pytest.param("انسحاب القوات", ("en", None, None), "ar", id="template-language"),
        pytest.param("Troops leave", ("ar", "en"), "en", id="next-claim"),
        pytest.param("The troops leave in September", ("ar",), "en", id="english-in-an-arabic-feed"),
        pytest.param("خروج نیروهای آمریکایی از عراق پس از گفتگوها", (None,), "fa", id="persian-letters"),
        pytest.param("هێزەکانی هاوپەیمانان دەکشێنەوە", (None,), "ckb", id="sorani-letters"),
        pytest.param("هێزەکان", ("ku",), "ckb", id="sorani-under-the-code-of-the-family"),
        pytest.param("Le retrait des troupes de la coalition", (None,), "fr", id="french-words"),
        pytest.param("Koalisyon güçleri için bir takvim", (None,), "tr", id="turkish-words"),
        pytest.param("12/9", (), "und", id="no-letters"),
        pytest.param("12/9", ("en",), "en", id="no-letters-declared"),
        pytest.param("Kirkuk", (None,), "en", id="a-name"),
        pytest.param("Last US troops leave Iraq", (None,), "en", id="no-common-word"),
        pytest.param("‘Last’ US troops leave Iraq – officials", (None,), "en", id="typographic-marks"),
        pytest.param("US forces leave Ain al-Asad", (None,), "en", id="the-article-of-a-name"),
        pytest.param("Wojska koalicji opuszczają Irak", (None,), "und", id="marks-on-letters"),
        pytest.param("Truppen verlassen Irak", ("de",), "de", id="no-common-word-declared"),
        pytest.param("القوات تغادر البلاد في أيلول", ("und",), "ar", id="ar"),
        pytest.param("US troops to leave by September", ("ar",), "en", id="declared-is-only-a-hint"),
        pytest.param("نیروهای آمریکایی عراق را ترک می کنند", ("und",), "fa", id="fa"),
        pytest.param("Les soldats quittent la base dans le nord", ("und",), "fr", id="fr"),
        pytest.param("Die Soldaten verlassen den Stützpunkt", ("und",), "de", id="de"),
        pytest.param("ABD askerleri üssü boşalttı ve ayrıldı", ("und",), "tr", id="tr"),
        pytest.param("کشانەوەی هێزەکان لە عێراق", ("und",), "ckb", id="ckb"),
        pytest.param("Вывод войск из Ирака", ("und",), "ru", id="ru"),
        pytest.param("12345 !!! 😀", ("ar",), "ar", id="no-words-declared"),
        pytest.param("", ("",), "und", id="nothing"),
        pytest.param("日本語の記事", ("und",), "und", id="unlisted-script"),
        pytest.param("عراق سے فوج کے انخلا کا نظام الاوقات طے ہے", (None,), "ur", id="urdu"),
        pytest.param("Kirkuk", ("ru-RU", "tr"), "tr", id="a-claim-of-another-script"),
    ],
)
def test_language(text: str, declared: tuple[str | None, ...], lang: str) -> None:
    assert detect(text, *declared) == lang


@pytest.mark.parametrize(
    ("text", "declared", "lang"),
    [
        pytest.param("نیروها ظرف سه سال عراق را ترک می‌کنند", "und", "fa", id="its-own"),
        pytest.param("عراق سے فوج کے انخلا کا نظام", "und", "ar", id="by-script-arabic"),
        pytest.param("Le truppe lasciano il paese per gli accordi", "it", "en", id="by-script-latin"),
        pytest.param("", "und", "en", id="nothing"),
    ],
)
def test_lexicon_that_reads_a_text(text: str, declared: str, lang: str) -> None:
    assert lexicon_for(text, declared).lang == lang


def test_unknown_language_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        lexicon("xx")
