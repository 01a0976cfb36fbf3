"""What messages say beside an alert's lines: why, how surely, who else, what is taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from monitor.records import (
    Alert,
    AlertKind,
    Bound,
    Confirmation,
    Deadline,
    DueRange,
    Modality,
    Precision,
    Rank,
)
from monitor.render import Look, Style, digest, load_phrases, notice, reference, render, retraction, update
from monitor.render.reason import reason_words
from monitor.render.samples import sample_names, samples

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
TOLD = {alert.kind: alert for alert in samples(NOW)}
LATER = TOLD[AlertKind.LATER]
STANDING = LATER.before
assert STANDING is not None
EN, AR = load_phrases("en"), load_phrases("ar")
LOOK = Look("en", Style.TEXT)
NAMES = sample_names("en")
PASSED = DueRange(date(2025, 9, 1), date(2025, 9, 30), Precision.MONTH, Bound.BY)


def standing(modality: Modality, due: DueRange | None = None) -> Deadline:
    assert STANDING is not None
    return replace(STANDING, modality=modality, due=due)


def line(body: str, label: str) -> str:
    return next((row for row in body.splitlines() if row.startswith(f"{label}:")), "")


@pytest.mark.parametrize(
    ("kind", "changes", "case"),
    [
        (AlertKind.LATER, {}, "later"),
        (AlertKind.LATER, {"rule": "4-change"}, "claimed"),
        (AlertKind.LATER, {"before": standing(Modality.AGREED, PASSED)}, "passed"),
        (AlertKind.EARLIER, {"rule": "3-rank"}, "earlier"),
        (AlertKind.EARLIER, {"rule": "4-change", "after": standing(Modality.POSTPONED)}, "undated_earlier"),
        (AlertKind.NEW, {}, "new"),
        (AlertKind.NEW, {"before": standing(Modality.DENIED)}, "new_denied"),
        (AlertKind.NEW, {"before": standing(Modality.POSTPONED)}, "new_postponed"),
        (AlertKind.NEW, {"before": standing(Modality.COMPLETED)}, "new_completed"),
        (AlertKind.NEW, {"before": standing(Modality.AGREED, PASSED)}, "new_passed"),
        (AlertKind.NEW, {"before": standing(Modality.PLANNED)}, "new"),
        (AlertKind.NEW, {"after": standing(Modality.PLANNED)}, "new_undated"),
        (AlertKind.NEW, {"rule": "7-revived"}, "revived"),
        (AlertKind.DENIED, {}, "denied"),
        (AlertKind.DENIED, {"before": None}, "denied_unknown"),
        (AlertKind.DENIED, {"before": standing(Modality.DENIED)}, "denied_again"),
        (AlertKind.SILENCE, {}, "silence"),
    ],
)
def test_the_reason_is_told_in_the_readers_language(
    kind: AlertKind, changes: dict[str, Any], case: str
) -> None:
    alert = replace(TOLD[kind], **changes)
    assert reason_words(alert, EN) == EN.why[case]
    assert reason_words(alert, AR) == AR.why[case]


@pytest.mark.parametrize("kind", AlertKind)
def test_every_kind_has_its_reason_or_needs_none(kind: AlertKind) -> None:
    needs_none = kind in (AlertKind.COVERAGE, AlertKind.REMINDER)
    assert bool(reason_words(TOLD[kind], EN)) is not needs_none


@pytest.mark.parametrize("kind", AlertKind)
def test_nothing_english_is_left_in_an_arabic_alert_but_what_was_published(kind: AlertKind) -> None:
    alert = replace(TOLD[kind], reason="An English sentence.")
    rendered = render(alert, names=sample_names("ar"), language="ar")
    assert "English sentence" not in rendered.body
    labels = [row.partition(": ")[0] for row in rendered.body.splitlines() if not row.startswith(" ")]
    assert not [label for label in labels if label.isascii()]


@pytest.mark.parametrize(
    ("confidence", "doubts", "words", "arabic"),
    [
        (1.0, (), "high (100%)", "عالية (100%)"),
        (0.9, ("the year is inferred",), "high (90%): the year is inferred", "عالية (90%): السنة مستنتجة"),
        (0.5, (), "fair (50%)", "متوسطة (50%)"),
        (0.34, ("a doubt of a later version",), "low (34%): a doubt of a later version", "منخفضة (34%)"),
        (None, (), "", ""),
    ],
)
def test_confidence_in_words(
    confidence: float | None, doubts: tuple[str, ...], words: str, arabic: str
) -> None:
    alert = replace(LATER, confidence=confidence, doubts=doubts)
    assert line(render(alert, names=NAMES).body, "Confidence").removeprefix("Confidence: ") == words
    assert line(render(alert, names=NAMES, language="ar").body, "الثقة").startswith(
        arabic and f"الثقة: {arabic}"
    )


CONFIRMATION = Confirmation(NOW, "e2", "وكالة المثال", "وزير الدفاع", Rank.OFFICIAL)


@pytest.mark.parametrize(
    ("changes", "head", "words"),
    [
        ({"unconfirmed": True}, "LATER (unconfirmed): ", "Confirmed: not yet: unnamed sources of one origin"),
        (
            {"confirmed": CONFIRMATION},
            "LATER: ",
            "Confirmed: \u2068وزير الدفاع\u2069 (on record), \u2068وكالة المثال\u2069, 2 March 2026",
        ),
        ({}, "LATER: ", ""),
    ],
    ids=["alone", "confirmed since", "on record from the start"],
)
def test_what_rests_on_unnamed_sources_says_so(changes: dict[str, Any], head: str, words: str) -> None:
    rendered = render(replace(LATER, **changes), names=NAMES)
    assert rendered.title.startswith(head)
    assert line(rendered.body, "Confirmed") == words


def test_six_outlets_of_four_origins_are_all_named() -> None:
    outlets = ("A", "B", "C", "D", "E", "F")
    body = render(
        replace(
            LATER, origins=("Wire", "D", "E", "F"), outlets=outlets, also=tuple("12345"), credited="Wire"
        ),
        names=NAMES,
    ).body
    assert (
        line(body, "Carried by") == "Carried by: 6 outlets: A, B, C, D, E, F (5 more entries tell the same)"
    )
    assert (
        line(body, "Origins")
        == "Origins: 4 independent origins: Wire, D, E, F; first: Example Wire (after Wire)"
    )


def test_the_page_is_linked_when_it_runs() -> None:
    url = f"https://monitor.example.org/alerts/{reference(LATER.key)}"
    for style, form in (
        (Style.TEXT, url),
        (Style.SLACK, f"<{url}|Show and label>"),
        (Style.HTML, f'href="{url}"'),
    ):
        made = render(LATER, names=NAMES, look=Look("en", style, page="https://monitor.example.org/"))
        assert form in (made.markup or made.body)
    assert "Show and label" not in render(LATER, names=NAMES, look=LOOK).body


def test_an_update_tells_who_else_carries_it_and_nothing_twice() -> None:
    made = update(LATER, ("Example Wire",), names=NAMES, look=LOOK)
    assert made.title.startswith("UPDATE: LATER: End of the coalition's mission")
    assert line(made.body, "New since then") == "New since then: \u2068وكالة المثال\u2069, Example Times"
    assert "“" not in made.body
    assert reference(LATER.key) in made.body
    assert "nothing else has changed" in made.body


def test_an_update_says_when_it_is_no_longer_unconfirmed() -> None:
    now = replace(LATER, unconfirmed=False)
    assert "no longer unconfirmed" in update(now, ("x",), names=NAMES, look=LOOK, was_unconfirmed=True).body


@pytest.mark.parametrize(
    ("stands", "words"),
    [(STANDING, "Stands at: by September 2027"), (None, "Stands at: no date")],
    ids=["a date", "nothing"],
)
def test_a_retraction_repeats_what_is_taken_back_and_what_stands(stands: Deadline | None, words: str) -> None:
    made = retraction(LATER, stands, names=NAMES, look=LOOK)
    assert made.title.startswith("RETRACTED: LATER: ")
    assert "marked as wrong" in made.body
    assert "“the last troops will leave by the end of 2027”" in made.body
    assert words in made.body
    assert "monitor label" not in made.body


def test_coverage_is_retracted_without_a_deadline() -> None:
    made = retraction(TOLD[AlertKind.COVERAGE], None, names=NAMES, look=LOOK)
    assert "Stands at" not in made.body


def test_a_digest_holds_alerts_and_bare_titles_in_their_order() -> None:
    news: list[Alert | str] = [LATER, "A feed is silent", TOLD[AlertKind.DENIED]]
    made = digest(news, key="digest:out:1", names=NAMES, look=LOOK)
    assert made.title == "DIGEST: 3 alerts (1 LATER, 1 DENIED (unconfirmed))"
    heads = [row for row in made.body.splitlines() if row[:1].isdigit()]
    assert [row.split(". ")[1].split(":")[0] for row in heads] == [
        "LATER", "A feed is silent", "DENIED (unconfirmed)",
    ]  # fmt: skip
    assert made.body.endswith(f"Ref: {reference('digest:out:1')}")


def test_a_notice_cleans_what_comes_from_outside() -> None:
    made = notice(
        "HEALTH", "A feed is silent\r\n", (("Cause", "HTTP \x1b[31m503"),), key="health:1", look=LOOK
    )
    assert made.title == "HEALTH: A feed is silent"
    assert made.body.splitlines() == ["Cause: HTTP 503", f"Ref: {reference('health:1')}"]


def test_a_sample_says_that_it_is_none() -> None:
    made = render(LATER, names=NAMES, look=LOOK, sample=True)
    assert made.title.startswith("TEST: LATER: ")
    assert made.body.startswith("A sample, sent by hand")
