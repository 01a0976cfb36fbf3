"""What is denied, put off, done, or not due before a day; Arabic and English, two stories.

Each row: day of publication, text, the foreground statements on tracked milestones. The rows were written
down before the rules were run on them, each in words of its own: two for every class of error that a set in
nobody's view showed. They describe wordings, not history.
"""

from functools import cache
from pathlib import Path

import pytest

from monitor.extract import MilestoneRule, extract
from monitor.records import Change, Statement
from monitor.settings import load
from tests.core.rules import entry, news, shipped

Row = tuple[str, str, list[str]]
ROOT = Path(__file__).parents[2]


@cache
def another() -> tuple[MilestoneRule, ...]:
    """The rules of docs/another-story.md."""
    return load(ROOT / "docs" / "another-story" / "config").milestones


def shown(statement: Statement) -> str:
    due = statement.due
    if due is None:
        return f"{statement.milestone} {statement.modality.value}"
    day = due.first_day if due.bound.value == "from" else due.last_day
    return f"{statement.milestone} {due.bound.value} {day} {statement.modality.value}"


def stated(rules: tuple[MilestoneRule, ...], day: str, text: str) -> list[str]:
    loud = {rule.id for rule in rules if rule.tracked}
    title, _, body = text.rpartition(" | ")
    found = extract(entry(body, on=day, title=title), rules).statements
    return [shown(s) for s in found if not s.background and s.milestone in loud]


DENIED_STAY: list[Row] = [
    (
        "2026-03-02",
        "نفى مكتب رئيس الوزراء بقاء قوات التحالف في العراق حتى 2028.",
        ["mission_end denied"],
    ),
    (
        "2026-03-02",
        "نفت الحكومة العراقية أن تكون القوات الأميركية باقية في البلاد إلى نهاية 2027.",
        ["mission_end denied"],
    ),
    (
        "2026-03-02",
        "The prime minister's office denied that US troops would stay in Iraq until 2028.",
        ["mission_end denied"],
    ),
    (
        "2026-03-02",
        "Baghdad denied that the coalition's mission was extended until the end of 2027.",
        ["mission_end denied"],
    ),
    (
        "2026-03-02",
        "وصف الناطق باسم الحكومة الحديث عن بقاء التحالف في العراق حتى حزيران 2028 بأنه من نسج الخيال.",
        ["mission_end denied"],
    ),
    (
        "2026-03-02",
        "A spokesman called a report that American forces would remain in Iraq until June 2028 pure fiction.",
        ["mission_end denied"],
    ),
    (
        "2026-03-02",
        "ردت الوزارة بأن الأنباء عن إبقاء جنود أميركيين في أربيل إلى ما بعد تشرين الثاني عارية عن الصحة.",
        ["phase2 denied"],
    ),
    (
        "2026-03-02",
        "The ministry rejected as baseless a claim that US soldiers are to be kept in Erbil past November.",
        ["phase2 denied"],
    ),
]
DENIED_MANDATE: list[Row] = [
    (
        "2026-06-10",
        "نفت وزارة الخارجية اللبنانية بقاء اليونيفيل في الجنوب حتى 2028.",
        ["mandate_end denied"],
    ),
    (
        "2026-06-10",
        "Lebanon's foreign ministry denied that UNIFIL's mandate was extended until 2028.",
        ["mandate_end denied"],
    ),
    (
        "2026-06-10",
        "UNIFIL's spokesman denied that the force would stay in Lebanon until the end of 2028.",
        ["mandate_end denied"],
    ),
]

NOT_BEFORE: list[Row] = [
    (
        "2026-03-02",
        "قال ضابط في البصرة إن القوات الأميركية لن تغادر إقليم كردستان العراق قبل نيسان 2027.",
        ["phase2 from 2027-04-01 planned"],
    ),
    (
        "2026-03-02",
        "US troops will not leave the Kurdistan region of Iraq before April 2027, the governor said.",
        ["phase2 from 2027-04-01 planned"],
    ),
]

PUT_OFF: list[Row] = [
    (
        "2026-03-02",
        "أعلن وزير الدفاع ثابت العباسي تأجيل إنهاء مهمة التحالف في العراق إلى 15 تشرين الثاني 2026.",
        ["mission_end until 2026-11-15 postponed"],
    ),
    (
        "2026-03-02",
        "The end of the coalition's mission in Iraq has been put back to 15 November 2026, the defence "
        "minister said.",
        ["mission_end until 2026-11-15 postponed"],
    ),
    (
        "2026-03-02",
        "قد تُرجأ مغادرة التحالف العراق إلى تشرين الثاني 2026، بحسب خبير.",
        ["mission_end until 2026-11-30 conditional"],
    ),
    (
        "2026-03-02",
        "Iraq might ask to delay the end of the coalition's mission until November 2026, a paper said.",
        ["mission_end until 2026-11-30 conditional"],
    ),
]

NO_REQUEST: list[Row] = [
    (
        "2026-03-02",
        "لم تتلق بغداد أي طلب لتعديل موعد إنهاء مهمة التحالف في العراق، وفق الخارجية.",
        ["mission_end denied"],
    ),
    (
        "2026-03-02",
        "Iraq has received no request to change the end of the coalition's mission, it said.",
        ["mission_end denied"],
    ),
    ("2026-03-02", "لم يطلب أحد من العراق إعادة النظر في انسحاب التحالف الدولي، قال المستشار.", []),
    ("2026-03-02", "Nobody has asked Iraq to rethink the coalition's withdrawal, an adviser said.", []),
]

SECOND: list[Row] = [
    (
        "2024-11-02",
        "قال الوزير: المرحلة الأولى من انسحاب التحالف من العراق تنتهي في أيلول 2025، أما الثانية "
        "فتستمر حتى أيلول 2026.",
        ["phase1 on 2025-09-30 planned", "phase2 until 2026-09-30 planned"],
    ),
    (
        "2024-11-02",
        "The first phase of the coalition's withdrawal from Iraq ends in September 2025; the second will run "
        "to September 2026, the minister said.",
        ["phase1 on 2025-09-30 planned", "phase2 until 2026-09-30 planned"],
    ),
    (
        "2024-11-02",
        "تنتهي المرحلة الأولى من خروج التحالف من العراق في أيلول 2025، والثانية بعد ذلك بعام.",
        ["phase1 on 2025-09-30 planned", "phase2 on 2026-09-30 planned"],
    ),
    (
        "2024-11-02",
        "The first phase of the coalition's withdrawal from Iraq ends in September 2025 and the second a "
        "year later.",
        ["phase1 on 2025-09-30 planned", "phase2 on 2026-09-30 planned"],
    ),
]

LIMIT: list[Row] = [
    (
        "2026-03-02",
        "أكد الناطق باسم الحكومة باسم العوادي أن أيلول المقبل هو الموعد النهائي لانسحاب التحالف من العراق.",
        ["mission_end by 2026-09-30 planned"],
    ),
    (
        "2026-03-02",
        "Foreign forces must be off Iraqi soil by October at the latest, lawmaker Hadi Nasser said.",
        ["mission_end by 2026-10-31 proposed"],
    ),
]

DONE: list[Row] = [
    (
        "2026-12-30",
        "أُعلن اليوم الأربعاء في بغداد انتهاء مهمة التحالف الدولي في العراق رسمياً.",
        ["mission_end on 2026-12-30 completed"],
    ),
    (
        "2026-12-30",
        "Iraq on Wednesday declared the end of the US-led coalition's mission after twelve years.",
        ["mission_end on 2026-12-30 completed"],
    ),
    (
        "2026-01-17",
        "أفاد ضابط في الجيش العراقي السبت بأن القوات الأميركية أخلت قاعدة عين الأسد غربي العراق.",
        ["phase1 on 2026-01-17 completed"],
    ),
    (
        "2026-01-17",
        "An Iraqi officer said on Saturday that American forces had vacated Ain al-Asad air base.",
        ["phase1 on 2026-01-17 completed"],
    ),
]

RECAP: list[Row] = [
    (
        "2024-10-10",
        "وبموجب الاتفاق المعلن أواخر أيلول، تخرج قوات التحالف من العراق في أيلول 2026.",
        ["mission_end on 2026-09-30 agreed"],
    ),
    (
        "2024-10-10",
        "Under the deal unveiled in late September, coalition forces leave Iraq in September 2026.",
        [],
    ),
]

NEARNESS: list[Row] = [
    # a cue of the past far off does not make a limit a past one
    (
        "2026-01-21",
        "The last American soldier must leave the Kurdistan region of Iraq by September, the deputy said.",
        ["phase2 by 2026-09-30 planned"],
    ),
    (
        "2026-01-21",
        "قال وزير الدفاع إن آخر جندي أميركي سيرحل عن إقليم كردستان العراق في أيلول.",
        ["phase2 on 2026-09-30 planned"],
    ),
    (
        "2026-02-10",
        "Both sides are bound by this October for the withdrawal of coalition forces from Iraq, he said.",
        ["mission_end by 2026-10-31 planned"],
    ),
    (
        "2026-09-22",
        "Ain al-Asad in Iraq's west was not handed over by American forces until January 20.",
        [],
    ),
    (
        "2026-09-22",
        "لم تسلم القوات الأميركية قاعدة عين الأسد في العراق حتى 20 كانون الثاني.",
        [],
    ),
    (
        "2026-05-12",
        "أعلن المتحدث أن أول رتل من قوات التحالف سينسحب من العراق الجمعة.",
        ["mission_end on 2026-05-15 announced"],
    ),
    (
        "2026-05-12",
        "The first coalition troops will pull out of Iraq on Friday, the spokesman said.",
        ["mission_end on 2026-05-15 planned"],
    ),
    (
        "2026-05-12",
        "Coalition forces in Iraq will be gone within weeks, the minister said.",
        ["mission_end by 2026-06-12 planned"],
    ),
    (
        "2026-05-12",
        "قال الوزير إن قوات التحالف ستغادر العراق خلال أسابيع.",
        ["mission_end on 2026-06-12 planned"],
    ),
]

ELSEWHERE: list[Row] = [
    # recaps by year, other countries' forces, documents by their day
    (
        "2026-05-12",
        "Iraq and Washington agreed in 2024 that the coalition would leave Iraq by September 2026.",
        [],
    ),
    ("2026-05-12", "اتفقت بغداد وواشنطن عام 2024 على أن يغادر التحالف العراق بحلول أيلول 2026.", []),
    ("2026-05-12", "وفي نهاية 2011 خرجت القوات الأميركية من العراق.", []),
    ("2026-05-12", "At the end of 2011 American forces left Iraq.", []),
    (
        "2026-05-12",
        "American troops have left the al-Shaddadi base in northeastern Syria near Iraq, officials said.",
        [],
    ),
    ("2026-05-12", "دعت بغداد تركيا إلى سحب قواتها من قواعد في شمال العراق.", []),
    ("2026-05-12", "Baghdad again asked Ankara to withdraw its forces from camps in northern Iraq.", []),
    ("2024-10-08", "A joint statement of October 2 names no date for the coalition's mission in Iraq.", []),
    (
        "2026-05-12",
        "The cabinet should withdraw the oil bill by June, an Iraqi lawmaker said beside US troops.",
        [],
    ),
    ("2026-01-21", "ناقشت اللجنة ما بعد تسلم الجيش العراقي عين الأسد من القوات الأميركية.", []),
]

HANDED: list[Row] = [
    (
        "2026-01-17",
        "Iraq's army took full control of Ain al-Asad air base on Saturday after US troops departed.",
        ["phase1 on 2026-01-17 completed"],
    ),
    (
        "2026-01-17",
        "The coalition on Saturday turned over Ain al-Asad air base to the Iraqi military.",
        ["phase1 on 2026-01-17 completed"],
    ),
    (
        "2026-12-31",
        "طوت بغداد أمس الأربعاء صفحة التحالف الدولي في العراق في مراسم رسمية.",
        ["mission_end on 2026-12-30 completed"],
    ),
]

ALL = [
    *DENIED_STAY,
    *NOT_BEFORE,
    *PUT_OFF,
    *NO_REQUEST,
    *SECOND,
    *LIMIT,
    *DONE,
    *RECAP,
    *NEARNESS,
    *ELSEWHERE,
    *HANDED,
]


@pytest.mark.parametrize(("day", "text", "expected"), ALL, ids=[text[:60] for _, text, _ in ALL])
def test_claims(day: str, text: str, expected: list[str]) -> None:
    assert stated(shipped(), day, text) == expected


COUNTS: list[tuple[str, set[int]]] = [
    ("يبلغ عدد العسكريين الأميركيين في العراق نحو سبعمئة، وسينخفض إلى 350 خلال تموز.", {700, 350}),
    ("The number of American troops in Iraq stands at seven hundred.", {700}),
    ("بقي في أربيل ألف ومئتا جندي أميركي.", {1200}),
    ("غادر ثمانون جندياً أميركياً القاعدة.", {80}),
    ("Some 640 Americans remain in Iraq and 85 technicians will follow.", {640, 85}),
    ("غادر 140 من أفراد التحالف العراق، ويبقى 75 فنياً.", {140, 75}),
    ("صوت 170 نائباً على القرار الخاص بالجنود الأجانب.", set()),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts_in_words_and_of_technicians(text: str, expected: set[int]) -> None:
    assert {count.n for count in extract(entry(text, on="2026-05-12"), shipped()).counts} == expected


SITES: list[tuple[str, set[str]]] = [
    ("ERBIL (Agency) - Coalition troops left Harir for the airport.", {"Harir"}),
    ("Coalition troops moved from Union III to Erbil.", {"Union III", "Erbil"}),
    ("غادرت القوات مجمع يونيون 3 إلى أربيل.", {"Union III", "Erbil"}),
    ("A drone fell in a field north of Erbil.", set()),
    ("سقطت مسيّرة في حقل شمالي أربيل.", set()),
    ("تسلم الجيش مواقع مطار بغداد من التحالف.", {"Baghdad airport"}),
]


@pytest.mark.parametrize(("text", "expected"), SITES)
def test_sites_but_no_dateline_and_no_neighbourhood(text: str, expected: set[str]) -> None:
    assert {site.name for site in extract(entry(text, on="2026-05-12"), shipped()).sites} == expected


@pytest.mark.parametrize(("day", "text", "expected"), DENIED_MANDATE)
def test_a_denied_stay_of_another_story_leaves_no_live_date(day: str, text: str, expected: list[str]) -> None:
    assert stated(another(), day, text) == expected


MOVED = [
    ("en", "The Pentagon confirmed that the exit from Ain al-Asad has been moved from September to October."),
    (
        "en",
        "The withdrawal of US troops from Ain al-Asad was pushed from September to October, officials said.",
    ),
    ("ar", "أكد البنتاغون نقل موعد الخروج من عين الأسد من أيلول إلى تشرين الأول."),
    ("ar", "انتقل موعد خروج القوات الأميركية من عين الأسد من أيلول إلى تشرين الأول، بحسب الوزير."),
]


@pytest.mark.parametrize(("lang", "text"), MOVED)
def test_what_has_been_moved_is_to_come(lang: str, text: str) -> None:
    """ "Has been moved" is past, and the months that it names are not."""
    (one,) = news(text, lang, on="2025-02-03")
    assert one.due is not None
    assert (one.milestone, one.change, str(one.due.last_day)) == ("phase1", Change.LATER, "2025-10-31")
