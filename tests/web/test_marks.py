"""What is read in an article, in words: one row an expression, Arabic and English side by side."""

import pytest
from markupsafe import Markup

from monitor.extract import extract
from monitor.records import Field
from monitor.web.marks import Kind, Mark, marks, spans
from monitor.web.segments import segments
from monitor.web.words import load_words
from tests.core.rules import entry, shipped

ENGLISH = (
    "The coalition's mission in Iraq will end by September 2025, the government said on Friday. "
    "Some 2,500 American troops are at Ain al-Asad."
)
ARABIC = "قالت الحكومة العراقية إن مهمة التحالف الدولي في العراق ستنتهي بحلول سبتمبر/أيلول 2025."


def read(text: str, language: str = "en") -> tuple[Mark, ...]:
    found = extract(entry(title="", body=text), shipped())
    words = load_words(language)
    names = {"mission_end": "The end"}
    return marks(found, ["because"] * len(found.dates), names, words.phrases, words)


def lines(mark: Mark) -> dict[str, str]:
    return {line.label: Markup(line.words).striptags() for line in mark.lines}


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        (ENGLISH, "en", {"says": "by September 2025", "days": "1 September 2025 to 30 September 2025"}),
        (ARABIC, "en", {"says": "by September 2025", "bound": "by then at the latest"}),
        (ENGLISH, "ar", {"bound": "في أجل أقصاه ذلك"}),
        (ARABIC, "ar", {"bound": "في أجل أقصاه ذلك"}),
    ],
)
def test_a_statement(text: str, language: str, words: dict[str, str]) -> None:
    said = next(mark for mark in read(text, language) if mark.kind is Kind.STATEMENT)
    assert (said.name, said.title, said.at) == ("s1", "The end", 0)
    assert words.items() <= lines(said).items()
    assert {"modality", "who", "confidence", "rule"} <= lines(said).keys()


def test_dates_counts_and_places() -> None:
    found = {mark.name: mark for mark in read(ENGLISH)}
    deadline = next(
        m for m in found.values() if m.quote.text.endswith("September 2025") and m.kind is Kind.DATE
    )
    assert deadline.tone == "deadline"
    assert lines(deadline)["dates"] == "s1"
    friday = next(m for m in found.values() if m.quote.text == "Friday")
    assert lines(friday)["unbound"] == "because"
    assert (found["c1"].title, found["c1"].quote.text) == ("2,500", "2,500 American troops")
    assert found["p1"].quote.text == "Ain al-Asad"


@pytest.mark.parametrize("text", [ENGLISH, ARABIC])
def test_marks_stand_on_their_own_words(text: str) -> None:
    found = read(text)
    pieces = segments(text, spans(found, Field.BODY))
    for mark in found:
        assert "".join(p.text for p in pieces if mark.name in p.names) == mark.quote.text
