"""Why a date belongs to no milestone, in words that lead a person to the word to change."""

import pytest
from hypothesis import given, settings

from monitor.extract.article import conclude, stages
from monitor.extract.unbound import unbound
from tests.core.rules import entry, shipped
from tests.core.test_extract import TEXTS

IRAQ = "US-led coalition in Iraq"


def reasons(body: str, title: str = IRAQ, on: str = "2026-03-01") -> list[str]:
    of = stages(entry(body, title=title, on=on), shipped())
    return list(unbound(of, conclude(of, shipped()).statements))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The coalition will leave Iraq by September 2026.", ""),
        ("Parliament elects a president by November 2026.", "no milestone word in its sentence"),
        (
            "Turkey will withdraw its soldiers from Bashiqa by March 2027.",
            "mission_end: excluded by “Turkey”",
        ),
        ("The coalition came to Iraq in 2014.", "past"),
        ("Will the coalition leave Iraq by 2028?", "a question states nothing"),
        ("The coalition will leave Iraq on 31 February 2027.", "no such day"),
        ("The coalition will leave 60 days after the signing.", "counted from an event"),
        ("Talks on the budget go on until 5 May 2026.", "“budget” is another matter"),
        ("وتتواصل في مجلس النواب العراقي مباحثات الموازنة حتى 5 أيار 2026.", "“الموازنة” is another matter"),
        ("سيغادر التحالف الدولي العراق بحلول أيلول 2026.", ""),
        ("ينتخب البرلمان رئيسا بحلول تشرين الثاني 2026.", "no milestone word in its sentence"),
    ],
)
def test_one_date(body: str, expected: str) -> None:
    assert reasons(body) == [expected]


def test_a_repetition_is_said_to_be_one() -> None:
    title = "Coalition to leave Iraq by September 2026"
    found = reasons("The coalition will leave Iraq by September 2026, the government said.", title)
    assert found == ["another statement says the same", ""]


def test_an_article_of_another_place() -> None:
    found = reasons("The coalition will leave Niger by September 2026.", "Coalition leaves Niger")
    assert "home words" in found[0]


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_every_date_has_an_owner_or_a_reason(title: str, body: str) -> None:
    of = stages(entry(body, title=title), shipped())
    found = conclude(of, shipped())
    why = unbound(of, found.statements)
    assert len(why) == len(found.dates)
    for mention, reason in zip(found.dates, why, strict=True):
        owned = any(
            s.date is not None and (s.date.field, s.date.end) == (mention.quote.field, mention.quote.end)
            for s in found.statements
        )
        assert owned == (reason == "")
