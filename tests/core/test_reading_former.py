"""Which date holds and which one held before, told in one sentence or in two, and a date that will be missed.

Composed from parts, Arabic and English side by side: what moves from when to when is known by construction.
"""

from itertools import product

import pytest

from monitor.extract import extract
from monitor.records import Change, Modality, Statement
from tests.core.rules import entry, shipped

DAY = "2025-02-10"
TITLES = {"en": "Coalition in Iraq", "ar": "التحالف الدولي في العراق"}
MONTHS = {
    "en": {"2025-06-30": "June 2025", "2025-09-30": "September 2025", "2025-12-31": "December 2025"},
    "ar": {"2025-06-30": "حزيران 2025", "2025-09-30": "أيلول 2025", "2025-12-31": "كانون الأول 2025"},
}
MOVES = [("2025-09-30", "2025-12-31"), ("2025-09-30", "2025-06-30"), ("2025-12-31", "2025-09-30")]

NEWS = {
    "en": (
        "The coalition will leave Ain al-Asad and Baghdad by {new}, the defence ministry said.",
        "The first phase of the coalition's withdrawal ends in {new}, according to the government spokesman.",
        "Coalition troops will remain in Baghdad until the end of {new}, US Central Command announced.",
    ),
    "ar": (
        "سيغادر التحالف عين الأسد وبغداد بحلول {new}، وفق وزارة الدفاع.",
        "قال الناطق باسم الحكومة إن المرحلة الأولى من انسحاب التحالف تنتهي في {new}.",
        "سيبقى جنود التحالف في بغداد إلى نهاية {new}، كما أعلنت القيادة المركزية الأميركية.",
    ),
}
FORMER = {
    "en": (
        "It had been due in {was}.",
        "The withdrawal had been planned for {was}.",
        "The original date was {was}.",
        "Until now, {was} had been the deadline.",
        "They were to have left by {was}.",
        "Under the original timetable, this was to be done by {was}.",
        "The departure had until now been fixed for {was}.",
        "The earlier agreement had allowed them until {was}.",
    ),
    "ar": (
        "وكان ذلك مقررا في {was}.",
        "وكان الموعد السابق {was}.",
        "وكان الخروج محددا حتى الآن في {was}.",
        "وكان من المفترض أن يغادروا في {was}.",
        "وكان يفترض أن يحدث ذلك بحلول {was}.",
        "أما الجدول القديم فكان ينص على {was}.",
        "وكانت المهلة {was}.",
        "وسبق أن أعلن عن {was} موعدا لذلك.",
    ),
}
AT_ONCE = {
    "en": (
        "The coalition will leave Ain al-Asad in {new} instead of {was}, the defence ministry said.",
        "Instead of {was}, the coalition will leave Ain al-Asad in {new}, the defence ministry said.",
        "The coalition will leave Ain al-Asad in {new} and not in {was}, the defence ministry said.",
        "The coalition will leave Ain al-Asad by {new}, whereas {was} had been the agreed date.",
        "The coalition will not leave Ain al-Asad in {was} but in {new}, the defence ministry said.",
        "The coalition's withdrawal from Baghdad, which had been scheduled for {was}, is now due in {new}.",
        "The coalition's withdrawal from Baghdad, originally due in {was}, will now take place in {new}.",
        "The date for the coalition's withdrawal from Baghdad is now {new}; previously it was {was}.",
        "The date for the coalition's withdrawal from Baghdad had been changed from {was} to {new}, it said.",
        "A joint statement moves the date for the coalition's exit from federal Iraq from {was} to {new}.",
    ),
    "ar": (
        "سيغادر التحالف عين الأسد في {new} بدلا من {was}، وفق وزارة الدفاع.",
        "بدلا من {was}، سيغادر التحالف عين الأسد في {new}، وفق وزارة الدفاع.",
        "سيغادر التحالف عين الأسد في {new} وليس في {was}، وفق وزارة الدفاع.",
        "سيغادر التحالف عين الأسد في {new}، بينما كان الموعد المتفق عليه {was}.",
        "لن يغادر التحالف عين الأسد في {was} بل في {new}، وفق وزارة الدفاع.",
        "انسحاب التحالف من بغداد الذي كان مقررا في {was} سيتم في {new}، وفق وزارة الدفاع.",
        "موعد انسحاب التحالف من بغداد بات {new} بعدما كان {was}، وفق وزارة الدفاع.",
        "عُدل موعد انسحاب التحالف من بغداد من {was} إلى {new}، وفق وزارة الدفاع.",
    ),
}
TOLD = [
    *((lang, f"{a} {b}") for lang in NEWS for a, b in product(NEWS[lang], FORMER[lang])),
    *((lang, text) for lang in AT_ONCE for text in AT_ONCE[lang]),
]


def read(text: str, lang: str) -> list[Statement]:
    """The statements of an article on the matter."""
    return list(extract(entry(text, on=DAY, title=TITLES[lang], lang=lang), shipped()).statements)


@pytest.mark.parametrize(("lang", "text"), TOLD)
def test_the_date_that_holds_moves_and_the_other_is_a_recap(lang: str, text: str) -> None:
    for was, new in MOVES:
        found = read(text.format(was=MONTHS[lang][was], new=MONTHS[lang][new]), lang)
        news = {
            (one.milestone, f"{one.due.last_day}", one.change)
            for one in found
            if one.due and not one.background
        }
        assert news == {("phase1", new, Change.LATER if new > was else Change.EARLIER)}
        assert Modality.DENIED not in {one.modality for one in found if not one.background}


MISSED = [
    ("en", "The coalition's withdrawal from Baghdad will not be completed in September 2025, it was said."),
    ("en", "The coalition will not be able to leave Ain al-Asad by September 2025, its commander conceded."),
    (
        "en",
        "The September 2025 deadline for the coalition to leave Ain al-Asad cannot be met, he said.",
    ),
    ("en", "The coalition is unlikely to leave Ain al-Asad by September 2025, an official said."),
    ("ar", "لن يكتمل انسحاب التحالف من بغداد في أيلول 2025، وفق وزارة الدفاع."),
    ("ar", "قال قائد التحالف إن قواته لن تتمكن من إخلاء بغداد وعين الأسد في أيلول 2025."),
    ("ar", "يتعذر الالتزام بموعد أيلول 2025 لانسحاب التحالف من عين الأسد، وفق وزارة الدفاع."),
    ("ar", "من المستبعد أن يغادر التحالف عين الأسد بحلول أيلول 2025، وفق مسؤول كبير."),
]
KEPT = [
    ("en", "The coalition will not stay in Baghdad beyond September 2025, the government spokesman said."),
    ("en", "No coalition soldier will remain in Baghdad by the end of September 2025, the spokesman said."),
    ("en", "The last coalition soldiers leave Baghdad by September 2025, at which point that phase is over."),
    ("en", "September 2025 is the month in which the last coalition forces quit Ain al-Asad."),
    ("en", "A stay of coalition forces in Baghdad beyond September 2025 was out of the question, he said."),
    ("ar", "لن يبقى أي جندي من التحالف في بغداد بحلول أيلول 2025."),
    ("ar", "قال متحدث إن بقاء قوات التحالف في بغداد غير وارد بعد أيلول 2025."),
    ("ar", "قال مسؤول إن ذلك لن يغير خطط انسحاب التحالف من بغداد في أيلول 2025."),
]
"""Something is negated, and the date stands."""


@pytest.mark.parametrize(("lang", "text"), MISSED)
def test_a_date_that_will_be_missed_is_a_delay_and_no_plan(lang: str, text: str) -> None:
    found = [one for one in read(text, lang) if not one.background]
    assert [(one.milestone, one.modality, one.due) for one in found] == [("phase1", Modality.POSTPONED, None)]


@pytest.mark.parametrize(("lang", "text"), KEPT)
def test_what_is_negated_otherwise_leaves_the_date(lang: str, text: str) -> None:
    found = [one for one in read(text, lang) if not one.background and one.due]
    assert [(one.milestone, f"{one.due and one.due.last_day}") for one in found] == [("phase1", "2025-09-30")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Neither phase of the coalition's pullout has been rescheduled, the foreign ministry stressed.",
        ),
        ("en", '"The timetable has not changed by a single day," the prime minister\'s office said.'),
        (
            "en",
            "Two days after that strike, parliament passed a resolution calling for foreign troops to go.",
        ),
        ("en", "Taji, north of Baghdad, was among a string of bases turned over to the Iraqi army in 2020."),
        ("en", "In Syria, the Americans intend to hand over two outposts near Hasakah by September 2025."),
        ("ar", "وغادرت القوات القتالية الأميركية البلاد في نهاية عام 2011 بعد تعثر الاتفاق على الحصانة."),
    ],
)
def test_nothing_moves(lang: str, text: str) -> None:
    found = [one for one in read(text, lang) if not one.background and one.milestone != "other"]
    assert not [
        one
        for one in found
        if one.due is not None or one.modality in (Modality.POSTPONED, Modality.COMPLETED)
    ]


WORDS = {
    "en": (
        "Word came from the foreign ministry in {month} that the coalition will leave Erbil by {due}.",
        "The timetable, as set out by them in {month}, is that the coalition will leave Erbil by {due}.",
        "The coalition will leave Erbil by {due}, as the two sides set out in {month}.",
        "The plan unveiled in {month} is simple: the coalition will leave Erbil by {due}.",
        "In line with what the ministry presented in {month}, the coalition will leave Erbil by {due}.",
        "A copy of the plan seen in {month} states that the coalition will leave Erbil by {due}.",
    ),
    "ar": (
        "وجاء من وزارة الخارجية في {month} أن التحالف سيغادر أربيل بحلول {due}.",
        "وتبعا للجدول الذي عرضته الوزارة في {month}، فإن التحالف سيغادر أربيل بحلول {due}.",
        "سيغادر التحالف أربيل بحلول {due}، كما اتفق الجانبان في {month}.",
        "والخطة التي كشف عنها في {month} تقضي بأن التحالف سيغادر أربيل بحلول {due}.",
        "وقال مصدر حكومي مطلع في {month} إن التحالف سيغادر أربيل بحلول {due}.",
    ),
}
PAST = {"en": ("October", "November", "January"), "ar": ("تشرين الأول", "تشرين الثاني", "كانون الثاني")}
DUE = {"en": "September 2026", "ar": "أيلول 2026"}


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang in WORDS for text in WORDS[lang]])
def test_the_month_of_a_word_is_no_deadline(lang: str, text: str) -> None:
    for month in PAST[lang]:
        found = read(text.format(month=month, due=DUE[lang]), lang)
        assert {(one.milestone, f"{one.due.last_day}") for one in found if one.due} == {
            ("phase2", "2026-09-30")
        }
