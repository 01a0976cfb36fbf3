"""Machine-readable forms: records against their schemas, and the schemas against the records."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from monitor import archive
from monitor.extract import extract, milestone_of
from monitor.formats import alert_object, extract_object, message_object, score_object
from monitor.health import Beat
from monitor.judge import Parts
from monitor.records import (
    Alert,
    AlertKind,
    Bound,
    Confirmation,
    Contribution,
    Count,
    DateMention,
    DateRole,
    Deadline,
    DueRange,
    Entry,
    Extraction,
    Field,
    Health,
    Leaving,
    Message,
    MessageKind,
    MessageState,
    Modality,
    Outage,
    Passage,
    Precision,
    Quote,
    Rank,
    Score,
    ScoreReason,
    SeedPassage,
    Severity,
    ShiftKind,
    Site,
    Stated,
    Statement,
    StatementVerdict,
    Suppression,
)
from monitor.replay import replay
from monitor.schemas import FORMS, Form, schema
from monitor.settings import load

ROOT = Path(__file__).parents[2]
AT = datetime(2024, 9, 6, 12, 30, tzinfo=UTC)
BODY = "قال الوزير إن 2500 جندي سيغادرون عين الأسد بحلول سبتمبر 2025."
ENTRY = Entry(
    id="e1",
    version=1,
    feed="wire",
    outlet="Example Wire",
    origin="Example Wire",
    lang="ar",
    published_at=AT,
    seen_at=AT,
    title="الوزير",
    summary="",
    body=BODY,
    url=None,
    digest="d",
)


def quote(text: str) -> Quote:
    start = BODY.index(text)
    return Quote(Field.BODY, start, start + len(text), text)


DUE = DueRange(date(2025, 9, 1), date(2025, 9, 30), Precision.MONTH, Bound.BY)
STATEMENT = Statement(
    "phase1",
    "withdraw",
    "coalition",
    "2500",
    "Ain al-Asad",
    DUE,
    Modality.AGREED,
    "الوزير",
    Rank.OFFICIAL,
    False,
    False,
    quote(BODY),
    quote("سبتمبر 2025"),
    "rule-1",
)
STATED = Stated("k", STATEMENT, "e1", 1, AT, AT, "Example Wire", "Example Wire", "ar", "الوزير", None, "s1")
DEADLINE = Deadline("phase1", DUE, Modality.AGREED, Rank.OFFICIAL, STATED)
UNDATED = replace(DEADLINE, due=None, modality=Modality.POSTPONED)
ALERT = Alert(
    key="a1",
    severity=Severity.SHIFT,
    kind=AlertKind.LATER,
    milestone="phase1",
    entry="e1",
    title="الوزير",
    outlet="Example Wire",
    lang="ar",
    url=None,
    published_at=AT,
    decided_at=AT,
    before=UNDATED,
    after=DEADLINE,
    days_moved=None,
    quote=STATEMENT.quote,
    quote_before=None,
    speaker="الوزير",
    reason="The limit changed.",
    also=("e2",),
    origins=("wire",),
    outlets=("Example Wire", "Other"),
    credited="wire",
    unconfirmed=True,
    rank=Rank.OFFICIAL,
    rule="3-rank",
    confidence=0.9,
    doubts=("the year is inferred",),
)
MESSAGE = Message(
    key="a1@hook",
    alert="a1",
    destination="hook",
    title="LATER",
    body="Said by: …",
    payload=json.dumps(alert_object(ALERT)),
    state=MessageState.PENDING,
    attempts=0,
    next_attempt_at=AT,
    created_at=AT,
    severity=Severity.SHIFT,
)
DIGEST = replace(
    MESSAGE,
    key="digest:hook:1",
    alert=None,
    kind=MessageKind.DIGEST,
    severity=None,
    payload=json.dumps({"alerts": [alert_object(ALERT)]}),
)
CONFIRMED = Confirmation(AT, "e2", "Other", "الوزير", Rank.OFFICIAL)
SCORE = Score(
    0.93,
    True,
    ScoreReason.ABOVE,
    Passage(Field.BODY, 0, len(BODY), BODY),
    SeedPassage("one.txt", "نص"),
    ("عين الأسد",),
    "bundled",
    "0.93 against 0.50",
    Leaving("تغادر", "القوات", "", right_who=True, right_where=False),
    (Contribution("something leaves or ends", 0.5),),
)
EXTRACTION = Extraction(
    dates=(
        DateMention(
            quote("سبتمبر 2025"), DUE.first_day, DUE.last_day, Precision.MONTH, Bound.BY, DateRole.DEADLINE
        ),
        DateMention(quote("بحلول"), None, None, Precision.UNKNOWN, Bound.BEFORE, DateRole.PAST),
    ),
    statements=(STATEMENT, replace(STATEMENT, due=None, date=None, modality=Modality.DENIED)),
    counts=(Count(2500, None, "troops", "", quote("2500 جندي")),),
    sites=(Site("Ain al-Asad", quote("عين الأسد")),),
)


@pytest.mark.parametrize("form", FORMS)
def test_schemas_are_schemas(form: Form) -> None:
    Draft202012Validator.check_schema(schema(form))


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("score", score_object(ENTRY, SCORE)),
        ("score", score_object(ENTRY, Score(0.0, False, ScoreReason.EMPTY, None, None, (), "bundled"))),
        ("extract", extract_object(ENTRY, EXTRACTION)),
        ("extract", extract_object(ENTRY, Extraction())),
        ("alert", alert_object(ALERT)),
        ("alert", alert_object(replace(ALERT, suppressed=Suppression.STALE, before=None))),
        (
            "alert",
            alert_object(
                replace(
                    ALERT, kind=AlertKind.COVERAGE, severity=Severity.COVERAGE, milestone=None,
                    before=None, after=None, quote=None, speaker="",
                )
            ),
        ),
        ("alert", alert_object(replace(ALERT, kind=AlertKind.LAPSED, entry=None, quote=None))),
        ("alert", alert_object(replace(ALERT, unconfirmed=False, confirmed=CONFIRMED))),
        ("alert", alert_object(replace(ALERT, rank=None, confidence=None, days_moved=92))),
        ("message", message_object(MESSAGE)),
        ("message", message_object(DIGEST)),
        ("message", message_object(replace(MESSAGE, kind=MessageKind.HEALTH, payload="", answers="x"))),
        ("entry", archive.entry_object(ENTRY)),
    ],
    ids=[
        "score",
        "score of nothing",
        "extraction",
        "empty extraction",
        "shift",
        "suppressed",
        "coverage",
        "clock",
        "confirmed",
        "nobody speaks",
        "message",
        "digest",
        "health",
        "entry",
    ],
)  # fmt: skip
def test_what_is_written_keeps_to_its_schema(form: Form, written: dict[str, Any]) -> None:
    Draft202012Validator(schema(form)).validate(json.loads(json.dumps(written)))


def test_a_score() -> None:
    assert score_object(ENTRY, SCORE) == {
        "id": "e1",
        "score": 0.93,
        "relevant": True,
        "reason": "above-threshold",
        "passage": {"text": BODY, "start": 0, "end": len(BODY), "field": "body"},
        "seed": {"file": "one.txt", "text": "نص"},
        "terms": ["عين الأسد"],
        "leaving": {"words": "تغادر", "who": "القوات", "where": "", "right_who": True, "right_where": False},
        "contributions": [{"meaning": "something leaves or ends", "amount": 0.5}],
        "detail": "0.93 against 0.50",
    }


def test_an_extraction_points_at_its_words() -> None:
    written = extract_object(ENTRY, EXTRACTION)
    for kind, key in (("dates", "text"), ("statements", "quote"), ("counts", "text"), ("sites", "text")):
        assert written[kind]
        for item in written[kind]:
            assert getattr(ENTRY, item["field"])[item["start"] : item["end"]] == item[key]
    first, second = written["statements"]
    assert {
        k: first[k] for k in ("first_day", "last_day", "precision", "bound", "modality", "speaker_rank")
    } == {
        "first_day": "2025-09-01",
        "last_day": "2025-09-30",
        "precision": "month",
        "bound": "by",
        "modality": "agreed",
        "speaker_rank": "official",
    }
    assert {second[k] for k in ("first_day", "last_day", "precision", "bound")} == {None}


def test_an_alert() -> None:
    written = alert_object(ALERT)
    assert written == {
        "entry": "e1",
        "published": "2024-09-06T12:30:00+00:00",
        "severity": "shift",
        "kind": "later",
        "milestone": "phase1",
        "before": {
            "first_day": None,
            "last_day": None,
            "precision": None,
            "bound": None,
            "modality": "postponed",
            "speaker": "الوزير",
            "quote": BODY,
            "entry": "e1",
        },
        "after": {
            "first_day": "2025-09-01",
            "last_day": "2025-09-30",
            "precision": "month",
            "bound": "by",
            "modality": "agreed",
            "speaker": "الوزير",
            "quote": BODY,
            "entry": "e1",
        },
        "quote": BODY,
        "speaker": "الوزير",
        "key": "a1",
        "suppressed": None,
        "also": ["e2"],
        "origins": ["wire"],
        "outlets": ["Example Wire", "Other"],
        "credited": "wire",
        "unconfirmed": True,
        "confirmed": None,
        "ref": "0cbf79c2",
        "title": "الوزير",
        "outlet": "Example Wire",
        "url": None,
        "days_moved": None,
        "speaker_rank": "official",
        "confidence": 0.9,
        "doubts": ["the year is inferred"],
        "facts": [],
        "rule": "3-rank",
        "reason": "The limit changed.",
    }


def test_a_message() -> None:
    written = message_object(MESSAGE)
    assert written == {
        "key": "a1@hook",
        "kind": "alert",
        "severity": "shift",
        "created": "2024-09-06T12:30:00+00:00",
        "answers": None,
        "title": "LATER",
        "text": "Said by: …",
        "alert": alert_object(ALERT),
        "alerts": None,
    }


ENUMS: dict[tuple[Form, str], Iterable[str]] = {
    ("score", "reason"): ScoreReason,
    ("score", "field"): Field,
    ("extract", "field"): Field,
    ("extract", "precision"): Precision,
    ("extract", "bound"): Bound,
    ("extract", "role"): DateRole,
    ("extract", "modality"): Modality,
    ("extract", "speaker_rank"): Rank,
    ("alert", "severity"): Severity,
    ("alert", "kind"): AlertKind,
    ("alert", "precision"): Precision,
    ("alert", "bound"): Bound,
    ("alert", "modality"): Modality,
    ("alert", "suppressed"): Suppression,
    ("alert", "speaker_rank"): Rank,
    ("ledger", "shift"): ShiftKind,
    ("ledger", "precision"): Precision,
    ("ledger", "bound"): Bound,
    ("ledger", "modality"): Modality,
    ("ledger", "speaker_rank"): Rank,
    ("ledger", "label"): StatementVerdict,
    ("message", "kind"): MessageKind,
    ("message", "severity"): Severity,
    ("feed", "health"): Health,
    ("feed", "outage"): Outage,
    ("listed", "label"): ("relevant", "irrelevant"),
}
_PARTS = (("milestone", "ledger"), ("milestone", "alert"), ("shift", "alert"), ("status", "alert"))
for _form, _from in _PARTS:
    ENUMS |= {(_form, name): words for (form, name), words in ENUMS.items() if form == _from}
ENUMS |= {("shift", "kind"): ShiftKind, ("status", "beat"): Beat}


def _enums(node: Any, name: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    if isinstance(node, dict):
        if isinstance(node.get("enum"), list):
            yield name, frozenset(v for v in node["enum"] if v is not None)
        for key, value in node.items():
            yield from _enums(value, name if key in ("anyOf", "items", "properties") else key)
    elif isinstance(node, list):
        for value in node:
            yield from _enums(value, name)


@pytest.mark.parametrize("form", FORMS)
def test_the_words_that_a_schema_lists_are_those_of_the_records(form: Form) -> None:
    for name, listed in _enums(schema(form)):
        assert listed == frozenset(ENUMS[form, name]), name


@pytest.mark.parametrize("form", FORMS)
def test_every_key_is_documented(form: Form) -> None:
    text = (ROOT / "docs" / "formats.md").read_text("utf-8")

    def keys(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            yield from node.get("properties", {})
            for value in node.values():
                yield from keys(value)
        elif isinstance(node, list):
            for value in node:
                yield from keys(value)

    missing = {key for key in keys(schema(form)) if f"`{key}`" not in text}
    assert not missing


@pytest.fixture(scope="module")
def newswire() -> tuple[Entry, ...]:
    return tuple(archive.read(ROOT / "monitor" / "demo" / "newswire.jsonl"))


def test_what_the_sample_newswire_states_keeps_to_its_schema(newswire: tuple[Entry, ...]) -> None:
    validator = Draft202012Validator(schema("extract"))
    rules = load(ROOT / "config", {}).milestones
    statements = 0
    for entry in newswire:
        written = json.loads(json.dumps(extract_object(entry, extract(entry, rules=rules))))
        validator.validate(written)
        statements += len(written["statements"])
    assert statements


def test_what_the_sample_newswire_alerts_keeps_to_its_schema(newswire: tuple[Entry, ...]) -> None:
    settings = load(ROOT / "config", {})
    parts = Parts(
        score=lambda entries: [SCORE for _ in entries],
        extract=partial(extract, rules=settings.milestones),
        milestones=tuple(milestone_of(rule) for rule in settings.milestones),
        ledger=settings.ledger,
        alerts=settings.alerts,
        stories=settings.story,
    )
    validator = Draft202012Validator(schema("alert"))
    replayed = replay(newswire, parts, clock=True)
    for alert in replayed.alerts:
        validator.validate(json.loads(json.dumps(alert_object(alert))))
    assert {a.severity for a in replayed.alerts} == set(Severity)
    assert any(a.suppressed for a in replayed.alerts)
