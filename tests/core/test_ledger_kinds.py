"""Every kind of shift from texts as they are printed, Arabic beside English."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from monitor.extract import extract, milestone_of
from monitor.ledger import fold, stated_by, sweep
from monitor.records import Entry, Milestone, MilestoneLedger, ShiftKind
from monitor.render import disagreement_words
from monitor.render.phrases import load_phrases
from monitor.settings import Settings, load
from tests.core.rules import entry

LANGUAGES = ("en", "ar")

DATES = {
    "2025-06": ("June 2025", "يونيو/حزيران 2025"),
    "2025-09": ("September 2025", "سبتمبر/أيلول 2025"),
    "2026-09": ("September 2026", "سبتمبر/أيلول 2026"),
    "2026-12": ("December 2026", "ديسمبر/كانون الأول 2026"),
    "2026-end": ("the end of 2026", "نهاية عام 2026"),
    "2026-12-31": ("31 December 2026", "31 ديسمبر/كانون الأول 2026"),
}
SPEAKERS = {
    "Baghdad": ("Iraqi Defence Minister Thabet al-Abbasi said", "أعلن وزير الدفاع العراقي ثابت العباسي"),
    "Washington": ("The Pentagon said", "أعلن البنتاغون"),
    "sources": ("Two security sources said", "قالت مصادر أمنية"),
}
PLAN = (
    "{who} that the mission of the US-led coalition in Iraq will end by {date}.",
    "{who} أن مهمة التحالف الدولي في العراق ستنتهي بحلول {date}.",
)
TEXTS = {
    "denial": (
        "The Pentagon denied that there is any plan to end the mission of the coalition in Iraq.",
        "نفى البنتاغون وجود أي خطة لإنهاء مهمة التحالف الدولي في العراق.",
    ),
    "delay": (
        "{Baghdad} that the end of the coalition's mission in Iraq has been postponed.",
        "{Baghdad} تأجيل إنهاء مهمة التحالف الدولي في العراق.",
    ),
    "conditions": (
        "The Pentagon said the end of the coalition's mission in Iraq depends on conditions on the ground.",
        "قال البنتاغون إن إنهاء مهمة التحالف الدولي في العراق مرهون بالظروف على الأرض.",
    ),
    "beginning": (
        "{Baghdad} that US forces have begun withdrawing from Iraq.",
        "{Baghdad} أن القوات الأميركية بدأت الانسحاب من العراق.",
    ),
    "completion": (
        "{Baghdad} that the coalition has ended its mission in Iraq.",
        "{Baghdad} أن مهمة التحالف الدولي في العراق انتهت رسميا.",
    ),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One kind, as articles tell it."""

    kind: ShiftKind
    rule: str
    told: tuple[str, ...]
    """``day text`` or ``day date [speaker]``, by the tables above; Baghdad speaks unless told otherwise."""
    moved: int | None = None
    milestone: str = "mission_end"
    clock: str | None = None
    """The day on which the clock is asked."""


K = ShiftKind
FIRST = "2025-01-10 2025-09"
CASES = [
    Case(K.NEW, "7-first", (FIRST,)),
    Case(K.LATER, "3-rank", (FIRST, "2025-03-01 2026-12"), 457),
    Case(K.EARLIER, "3-rank", (FIRST, "2025-03-01 2025-06"), -92),
    Case(K.REFINED, "2-refined", ("2025-01-10 2026-end", "2025-03-01 2026-12-31"), 0),
    Case(K.DENIED, "5-denied", (FIRST, "2025-03-01 denial")),
    Case(K.POSTPONED, "4-change", (FIRST, "2025-03-01 delay")),
    Case(K.DIVERGENCE, "3-divergence", (FIRST, "2025-03-01 2026-12 sources")),
    Case(K.DISAGREEMENT, "3-disagreement", (FIRST, "2025-03-01 conditions")),
    Case(
        K.SETTLED,
        "3-disagreement",
        (FIRST, "2025-03-01 2026-12 Washington", "2025-03-05 2025-09", "2025-04-20 2026-12"),
    ),
    Case(K.CONFIRMED, "2-same-limit", (FIRST, "2025-03-01 2025-09")),
    Case(K.BEGUN, "7-begun", ("2025-03-01 beginning",), milestone="withdrawal_start"),
    Case(K.COMPLETED, "7-completed", (FIRST, "2025-09-20 completion")),
    Case(K.LAPSED, "9-clock", (FIRST,), clock="2025-10-01"),
    Case(K.REMINDER, "9-clock", (FIRST,), clock="2025-09-01"),
    Case(K.SILENCE, "9-clock", (FIRST,), clock="2025-04-01"),
]


@cache
def shipped() -> Settings:
    return load(Path(__file__).parents[2] / "config")


def article(told: str, place: int, lang: str) -> Entry:
    """One article of a case, in one language."""
    at = LANGUAGES.index(lang)
    day, what, *who = told.split()
    said = {name: pair[at] for name, pair in SPEAKERS.items()}
    if what in DATES:
        text = PLAN[at].format(who=said[who[0] if who else "Baghdad"], date=DATES[what][at])
    else:
        text = TEXTS[what][at].format(**said)
    made = entry(text, on=day, lang=lang)
    return replace(made, id=f"article {place}", outlet=f"outlet {place}", origin=f"origin {place}")


def ledger(milestone: str, *entries: Entry) -> MilestoneLedger:
    settings = shipped()
    rows = [
        stated_by(e, statement, e.id)
        for e in entries
        for statement in extract(e, settings.milestones, settings.lexicons).statements
    ]
    return fold(known(milestone), rows, settings.ledger)


def known(milestone: str) -> Milestone:
    return next(milestone_of(rule) for rule in shipped().milestones if rule.id == milestone)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind.value)
def test_every_kind_from_the_printed_text(case: Case, lang: str) -> None:
    articles = [article(told, place, lang) for place, told in enumerate(case.told)]
    folded = ledger(case.milestone, *articles)
    shift = folded.shifts[-1]
    if case.clock is not None:
        now = datetime.fromisoformat(case.clock).replace(tzinfo=UTC)
        swept = sweep(folded, known(case.milestone), shipped().ledger, now)
        (shift,) = [s for s in swept if s.kind is case.kind]
    assert (shift.kind, shift.days_moved, shift.rule) == (case.kind, case.moved, case.rule)
    assert shift.reason.endswith(".")
    if len(articles) > 1 or case.clock:
        assert shift.before is not None
        old = shift.before.set_by
        assert old.statement.quote.text in next(a.body for a in articles if a.id == old.entry)
    if case.clock is None:
        assert shift.after is not None
        assert shift.stated is not None
        assert shift.stated.statement.quote.text in articles[-1].body


def test_every_kind_has_its_case() -> None:
    assert {case.kind for case in CASES} == set(ShiftKind) - {ShiftKind.CORRECTED}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_edited_article_is_corrected(lang: str) -> None:
    first = article(FIRST, 0, lang)
    edited = replace(article("2025-01-10 2026-12", 0, lang), version=2)
    shift = ledger("mission_end", first, edited).shifts[-1]
    assert (shift.kind, shift.days_moved, shift.rule) == (ShiftKind.CORRECTED, 457, "10-corrected")
    assert "edited its article: by September 2025 became by December 2026" in shift.reason


LENGTHS = (
    "In a joint statement issued on Friday, Baghdad and Washington announced that the "
    "mission of the US-led coalition "
    "in Iraq will end within twelve months of that day and no later than the end of September 2025.",
    "أعلنت بغداد وواشنطن في بيان مشترك صدر مساء أمس الجمعة أن المهمة العسكرية للتحالف "
    "الدولي داخل العراق ستختتم "
    "خلال اثني عشر شهرا، وفي موعد لا يتجاوز نهاية سبتمبر/أيلول 2025.",
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_calendar_date_of_a_sentence_says_what_its_length_means(lang: str) -> None:
    """Twelve months from that Friday end on the 27th, and nobody meant that."""
    before = [article(told, at, lang) for at, told in enumerate(("2024-06-01 2026-12", "2024-07-01 denial"))]
    told = replace(entry(LENGTHS[LANGUAGES.index(lang)], on="2024-09-28", lang=lang), id="after", origin="b")
    shift = ledger("mission_end", *before, told).shifts[-1]
    assert shift.after is not None
    assert shift.after.due is not None
    assert (shift.kind, shift.after.due.last_day.isoformat()) == (ShiftKind.NEW, "2025-09-30")


JOINT = (
    "In a joint statement on Friday, Iraq and the United States announced that the "
    "mission of the US-led coalition in "
    "Iraq will end by September 2026.",
    "أعلن العراق والولايات المتحدة في بيان مشترك أن مهمة التحالف الدولي في العراق ستنتهي "
    "بحلول سبتمبر/أيلول 2026.",
)
UNTIL = (
    "US forces will not leave Iraq until Iran-backed groups are disarmed, the Pentagon said.",
    "قال البنتاغون إن القوات الأميركية لن تغادر العراق قبل نزع سلاح الفصائل.",
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_party_that_makes_the_joint_text_depend_on_something_disagrees_with_it(lang: str) -> None:
    at = LANGUAGES.index(lang)
    first = replace(entry(JOINT[at], on="2025-01-10", lang=lang), id="first", origin="a")
    then = replace(entry(UNTIL[at], on="2025-02-10", lang=lang), id="then", origin="b")
    folded = ledger("mission_end", first, then)
    assert [shift.kind for shift in folded.shifts] == [ShiftKind.NEW, ShiftKind.DISAGREEMENT]
    (open_one,) = folded.disagreements
    assert [position.side for position in open_one.positions] == ["the joint text", "Washington"]
    words = disagreement_words(open_one, load_phrases(lang))
    assert ("joint text of both sides: " if lang == "en" else "نص مشترك للطرفين: ") in words
    assert "the joint text" not in words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_ending_by_the_date_of_its_last_part_is_no_delay(lang: str) -> None:
    first, whole = article("2025-01-10 2025-09", 1, lang), article("2025-02-10 2026-09", 2, lang)
    kinds = [shift.kind for shift in ledger("mission_end", first, whole).shifts]
    assert kinds == [ShiftKind.NEW, ShiftKind.DIVERGENCE]


PUT_OFF = (
    "The Pentagon said that the end of the coalition's mission in Iraq has been postponed to September 2026.",
    "أعلن البنتاغون تأجيل إنهاء مهمة التحالف الدولي في العراق إلى سبتمبر/أيلول 2026.",
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_put_off_to_that_date_it_is(lang: str) -> None:
    first = article("2025-01-10 2025-09", 1, lang)
    text = PUT_OFF[LANGUAGES.index(lang)]
    moved = replace(entry(text, on="2025-02-10", lang=lang), id="moved", outlet="another", origin="another")
    kinds = [shift.kind for shift in ledger("mission_end", first, moved).shifts]
    assert kinds == [ShiftKind.NEW, ShiftKind.LATER]
