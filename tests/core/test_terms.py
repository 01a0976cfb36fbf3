"""Words as they are looked for: one word however it is written, and whatever Arabic puts before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.lang.terms import Question, question, searchable

WORDS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=3, max_size=8)
BEFORE = st.lists(st.sampled_from(["و", "ف", "ب", "ل", "ك", "س", "ال"]), max_size=3).map("".join)


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("انسحاب", "إنسحاب"),
        ("انسحاب", "اِنْسِحاب"),
        ("انسحاب", "الانسحاب"),
        ("انسحاب", "وبالانسحاب"),
        ("القوات", "للقوات"),
        ("فلسطين", "الفلسطين"),
        ("مصطفى", "مصطفي"),
        ("مهمة", "المهمه"),
        ("٢٠٢٦", "2026"),
        ("WITHDRAWAL", "withdrawal"),
        ("Élysée", "elysee"),
    ],
)
def test_one_word_however_it_is_written(written: str, other: str) -> None:
    assert searchable(written) == searchable(other)


@pytest.mark.parametrize(
    ("one", "another"),
    [("انسحاب", "انسحب"), ("بغداد", "اربيل"), ("withdraw", "withdrawal"), ("base", "bases")],
)
def test_other_words_stay_others(one: str, another: str) -> None:
    assert searchable(one) != searchable(another)


@given(BEFORE, WORDS)
def test_a_word_is_the_same_whatever_stands_before_it(before: str, word: str) -> None:
    assert searchable(before + word) == searchable(word)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("coalition", Question((("coalition",),))),
        ("coalition  withdrawal", Question((("coalition",), ("withdrawal",)))),
        ('"end of mission"', Question((("end", "of", "mission"),))),
        ('"end of', Question((("end", "of"),))),
        ("US-led", Question((("us", "led"),))),
        ("withdraw*", Question((("withdraw*",),))),
        ("wi*", Question((("wi",),))),
        ("إنسحاب -تركيا", Question((("انسحاب",),), (("تركيا",),))),
        ("«نهاية المهمة»", Question((("نهايه", "مهمه"),))),
        ("-turkey", Question((), (("turkey",),))),
        ("a AND b OR NOT c", Question((("a",), ("and",), ("b",), ("or",), ("not",), ("c",)))),
        ("title:x (y) ^z {w} 'q", Question((("title", "x"), ("y",), ("z",), ("w",), ("q",)))),
        ('"', Question(())),
        (" *, ", Question(())),
        ("", Question(())),
    ],
)
def test_what_is_typed(typed: str, asked: Question) -> None:
    assert question(typed) == asked


@given(st.text())
def test_anything_may_be_typed(typed: str) -> None:
    asked = question(typed)
    assert bool(asked) is bool(asked.wanted)
    for words in (*asked.wanted, *asked.unwanted):
        assert words
        assert all(word.removesuffix("*").isalnum() for word in words)
