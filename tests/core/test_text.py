"""Normal form, offset map, sentences and passages."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text import normalise, passages, sentences

ARABIC = st.text(alphabet=st.sampled_from("أإآٱاىيةهـَُّ١٢۳،؛؟ «»\u200f\u202bﷲﻻabé.\n"), max_size=60)
ANY = st.one_of(st.text(max_size=80), ARABIC)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("أيلول", "ايلول"),
        ("إبريل", "ابريل"),
        ("أَيْلُول", "ايلول"),
        ("الأمـــيركية", "الاميركيه"),
        ("٣٠ یونیو ۲۰۲۵", "30 يونيو 2025"),
        ("«نهاية»، 2026؟", '"نهايه", 2026?'),
        ("\u200fبحلول\u202c", "بحلول"),
        ("août", "aout"),
        ("ﻻ", "لا"),
        ("Ain al‑Asad – “base”", 'Ain al-Asad - "base"'),
        ("a\u00a0b", "a b"),
        ("", ""),
    ],
)
def test_normal_form(text: str, normal: str) -> None:
    assert normalise(text).text == normal


def test_source_covers_marks_dropped_after_the_last_letter() -> None:
    text = "في أَيْلُولَ، 2025"
    normal = normalise(text)
    at = normal.text.index("ايلول")
    start, end = normal.source(at, at + 5)
    assert text[start:end] == "أَيْلُولَ"


@given(ANY)
def test_idempotent(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(st.one_of(ANY, st.text(st.characters(max_codepoint=0x1FFF), max_size=400)))
def test_each_character_is_folded_alone_and_leads_back_to_where_it_stood(text: str) -> None:
    normal = normalise(text)
    pieces = [normalise(char).text for char in text]
    assert normal.text == "".join(pieces)
    origin = [at for at, piece in enumerate(pieces) for _ in piece]
    assert [normal.source(at, at)[0] for at in range(len(normal.text) + 1)] == [*origin, len(text)]


@given(ANY, st.data())
def test_spans_map_back_to_covering_spans(text: str, data: st.DataObject) -> None:
    normal = normalise(text)
    size = len(normal.text)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    first, last = normal.source(start, end)
    assert 0 <= first <= last <= len(text)
    assert normal.text[start:end] in normalise(text[first:last]).text
    later = data.draw(st.integers(end, size))
    assert normal.source(end, later)[0] >= first
    assert normal.source(start, later)[1] >= last


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("قال الوزير كذا. وأضاف كذا.", 2),
        ("Gen. Kenneth McKenzie spoke. He left.", 2),
        ("The U.S. military will stay. Iraq agreed.", 2),
        ("He returned to the U.S. The plan stands.", 2),
        ("It cost 3.5 million. Done!", 2),
        ("قال د. محمد كذا؟ نعم", 2),
        ("سطر أول\nسطر ثان", 2),
        ("   ", 0),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize("run", ["." * 100_000 + "x", ".!?" * 40_000 + "x", '."' * 50_000 + "x"])
def test_runs_of_marks_cost_no_more_than_their_length(run: str) -> None:
    started = time.process_time()
    assert sentences(run) == ((0, len(run)),)
    assert time.process_time() - started < 5  # each run read from each of its marks would take a minute


@given(ANY)
def test_sentences_and_passages_are_ordered_and_keep_every_word(text: str) -> None:
    for spans in (sentences(text), passages(text, 5)):
        assert all(a < b for a, b in spans)
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
        assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@given(st.lists(st.integers(1, 30), max_size=12), st.integers(1, 20))
def test_no_passage_is_much_longer_than_asked(lengths: list[int], words: int) -> None:
    text = " ".join(" ".join(["كلمة"] * n) + "." for n in lengths)
    assert all(len(text[a:b].split()) * 3 <= words * 4 for a, b in passages(text, words))
