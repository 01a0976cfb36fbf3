"""Laws of marking a text: nothing is lost, and everything that was read stands where it was read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.web.segments import Segment, Span, segments

TEXTS = st.text("abc \nاب", max_size=30)
SPANS = st.lists(
    st.builds(
        Span, st.integers(-3, 33), st.integers(-3, 33), st.sampled_from(["d1", "d2", "s1", "s2", "c1"])
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [
        ([], [("by May 2027", [])]),
        ([Span(3, 11, "d1")], [("by ", []), ("May 2027", ["d1"])]),
        ([Span(3, 11, "d1"), Span(0, 11, "s1")], [("by ", ["s1"]), ("May 2027", ["s1", "d1"])]),
        (
            [Span(0, 6, "s1"), Span(3, 11, "s2")],
            [("by ", ["s1"]), ("May", ["s2", "s1"]), (" 2027", ["s2"])],
        ),
        ([Span(0, 11, "s1"), Span(0, 11, "s2")], [("by May 2027", ["s1", "s2"])]),
        ([Span(3, 3, "d1"), Span(9, 4, "d2"), Span(11, 20, "d3")], [("by May 2027", [])]),
        ([Span(-5, 2, "d1")], [("by", ["d1"]), (" May 2027", [])]),
    ],
    ids=["none", "one", "inside", "across", "same place", "no length", "partly outside"],
)
def test_pieces(spans: list[Span], pieces: list[tuple[str, list[str]]]) -> None:
    assert segments("by May 2027", spans) == tuple(Segment(text, tuple(names)) for text, names in pieces)


@given(TEXTS, SPANS)
def test_the_pieces_put_together_are_the_text(text: str, spans: list[Span]) -> None:
    found = segments(text, spans)
    assert "".join(piece.text for piece in found) == text
    assert all(piece.text for piece in found)


@given(TEXTS, SPANS)
def test_every_letter_is_covered_by_exactly_the_spans_it_lies_in(text: str, spans: list[Span]) -> None:
    at = 0
    for piece in segments(text, spans):
        for place in range(at, at + len(piece.text)):
            assert set(piece.names) == {s.name for s in spans if s.start <= place < s.end}
        at += len(piece.text)


@given(TEXTS, SPANS)
def test_the_shortest_span_is_named_last(text: str, spans: list[Span]) -> None:
    lengths = {s.name: min(s.end, len(text)) - max(s.start, 0) for s in spans}
    once = [s for n, s in enumerate(spans) if s.name not in {o.name for o in spans[:n] + spans[n + 1 :]}]
    for piece in segments(text, once):
        told = [lengths[name] for name in piece.names]
        assert told == sorted(told, reverse=True)
