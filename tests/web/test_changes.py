"""Laws of telling two versions apart: either text can be read out of what is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.web import changes as module
from monitor.web.changes import Change, Piece, changes

TEXTS = st.text("ab. \nاب،", max_size=40)
SIGNS = {"=": Change.KEPT, "+": Change.ADDED, "-": Change.REMOVED}


def read(*pieces: str) -> tuple[Piece, ...]:
    return tuple(Piece(SIGNS[piece[0]], piece[1:]) for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", ()),
        ("It ends.", "It ends.", ("=It ends.",)),
        ("", "It ends.", ("+It ends.",)),
        ("It ends in May.", "It ends in June.", ("=It ends in ", "-May", "+June", "=.")),
        ("ينتهي في أيار.", "ينتهي في أيلول.", ("=ينتهي في ", "-أيار", "+أيلول", "=.")),
        ("One. Two. Three.", "One. Three.", ("=One. ", "-Two. ", "=Three.")),
        ("One.\nTwo.", "One.\nNew. Two.", ("=One.\n", "+New. ", "=Two.")),
        ("2,500 troops", "2,000 troops", ("-2,500", "+2,000", "= troops")),
    ],
)
def test_pieces(old: str, new: str, pieces: tuple[str, ...]) -> None:
    assert changes(old, new) == read(*pieces)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_it(old: str, new: str) -> None:
    found = changes(old, new)
    assert "".join(p.text for p in found if p.change is not Change.ADDED) == old
    assert "".join(p.text for p in found if p.change is not Change.REMOVED) == new
    assert all(p.text for p in found)


@given(TEXTS)
def test_a_text_that_is_the_same_is_kept_whole(text: str) -> None:
    assert changes(text, text) == ((Piece(Change.KEPT, text),) if text else ())


def test_what_is_too_long_to_compare_is_told_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 8)
    assert changes("a b c", "a b d") == read("-a b c", "+a b d")
