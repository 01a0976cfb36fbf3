"""Side matters: deadlines of the arrangement that belong to no tracked milestone, and what only stands beside it.

Each row: the day of publication is 1 March 2026; Arabic and English sentences that say the same, in an article
on the withdrawal, and the last day of the side matter (None: nothing is due). Written down before the rule was
run on them. They describe wordings, not history.
"""

from datetime import date

import pytest

from monitor.extract import extract
from monitor.extract.confidence import Doubt
from monitor.records import Statement
from tests.core.rules import entry, shipped

Pair = tuple[str, str, str | None]

LEAD_AR = "العراق: لا تغيير في خطة انسحاب التحالف الدولي | بحث وزير الدفاع العراقي مع قائد التحالف الدولي سير الانسحاب. "
LEAD_EN = "Iraq: no change in plan for coalition withdrawal | Iraq's defence minister reviewed the withdrawal with the commander of the US-led coalition. "

PARTNERS: list[Pair] = [
    (
        "ويعود آخر المدربين الإسبان إلى بلادهم قبل نهاية أيار.",
        "Spain's last instructors are to be home before the end of May.",
        "2026-05-31",
    ),
    (
        "وتنوي الدنمارك إغلاق معسكرها في أربيل بحلول منتصف حزيران.",
        "Denmark intends to shut its camp in Erbil by the middle of June.",
        "2026-06-20",
    ),
    (
        "وينتهي تفويض البرلمان الهولندي للوحدة العاملة في العراق في 30 حزيران.",
        "The Dutch parliament's mandate for the unit in Iraq runs out on 30 June.",
        "2026-06-30",
    ),
    (
        "وستقرر بعثة الناتو مصير مستشاريها قبل نهاية نيسان.",
        "NATO's mission is to decide on its advisers before the end of April.",
        "2026-04-30",
    ),
    (
        "وتعتزم واشنطن سحب بقية جنودها من سوريا بحلول نهاية نيسان.",
        "Washington intends to have its remaining soldiers out of Syria by the end of April.",
        "2026-04-30",
    ),
]
TALKS: list[Pair] = [
    (
        "وتعود اللجنة العسكرية العليا إلى الانعقاد في 20 نيسان.",
        "The higher military commission is to sit again on 20 April.",
        "2026-04-20",
    ),
    (
        "ويُنتظر أن توقَّع مذكرة التدريب مع لندن قبل نهاية تموز.",
        "The memorandum on training with London should be signed before the end of July.",
        "2026-07-31",
    ),
    (
        "وتُستأنف المباحثات بشأن اتفاقية أمنية ثنائية في 5 أيار.",
        "Negotiations on a bilateral security agreement pick up again on 5 May.",
        "2026-05-05",
    ),
    (
        "وستقدم اللجان الفنية جردا بالمعدات بحلول 15 نيسان.",
        "The technical committees will hand in an inventory of equipment by 15 April.",
        "2026-04-15",
    ),
]
STEPS: list[Pair] = [
    (
        "وستتوقف الرحلات الجوية العسكرية إلى أربيل بحلول 10 أيار.",
        "Military flights to Erbil will stop by 10 May.",
        "2026-05-10",
    ),
    (
        "وتقام مراسم وداع في القاعدة يوم 20 أيار.",
        "A farewell ceremony is planned at the base for 20 May.",
        "2026-05-20",
    ),
    (
        "وأمهلت الفصائل واشنطن حتى 15 نيسان لإعلان جدول واضح.",
        "The factions have given Washington until 15 April to publish a clear schedule.",
        "2026-04-15",
    ),
    (
        "وسيبدأ برنامج تدريب القوات العراقية بصيغته الجديدة في 1 تموز.",
        "The training programme for Iraqi forces starts in its new form on 1 July.",
        "2026-07-01",
    ),
]
OTHER_MATTERS: list[Pair] = [
    ("وتجري الانتخابات في 11 تشرين الثاني.", "Elections will be held on 11 November.", None),
    ("وستصرف الرواتب قبل 10 نيسان.", "Salaries will be paid before 10 April.", None),
    (
        "ويُستأنف تصدير النفط بموجب اتفاقية جديدة بحلول نهاية نيسان.",
        "Oil exports resume under a new agreement by the end of April.",
        None,
    ),
    (
        "وسيغلق آخر مخيمات النازحين قبل نهاية حزيران.",
        "The last camp for the displaced will close before the end of June.",
        None,
    ),
    (
        "وتتواصل المفاوضات على الموازنة حتى نهاية آذار.",
        "Talks on the budget go on until the end of March.",
        None,
    ),
    (
        "وينتهي تفويض بعثة الأمم المتحدة في 31 أيار.",
        "The mandate of the UN mission ends on 31 May.",
        None,
    ),
    (
        "وتصل أولى بطاريات الدفاع الجوي الكورية قبل نهاية حزيران.",
        "The first Korean air defence batteries arrive before the end of June.",
        None,
    ),
    (
        "ويجري مدرب المنتخب آخر حصة تدريبية قبل المباراة يوم 25 آذار.",
        "The national team's coach holds a last training session before the match on 25 March.",
        None,
    ),
    (
        "وتستأنف شركات الطيران رحلاتها إلى أربيل يوم 10 نيسان.",
        "Airlines resume their flights to Erbil on 10 April.",
        None,
    ),
    (
        "وتُستأنف مباحثات تشكيل الحكومة يوم 10 آذار.",
        "Talks on forming a government resume on 10 March.",
        None,
    ),
    (
        "ويزور رئيس الوزراء أنقرة في منتصف نيسان لبحث ملف المياه.",
        "The prime minister visits Ankara in mid-April to discuss water.",
        None,
    ),
]
OWN: list[Pair] = []


def asides(text: str, on: str = "2026-03-01") -> list[Statement]:
    title, _, body = text.partition(" | ")
    found = extract(entry(body, title=title, on=on), shipped()).statements
    return [one for one in found if one.due is not None and not one.background]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("row", [*PARTNERS, *TALKS, *STEPS], ids=lambda row: row[1][:40])
def test_a_side_matter_is_told_with_its_day(row: Pair, lang: str) -> None:
    text = LEAD_AR + row[0] if lang == "ar" else LEAD_EN + row[1]
    found = [(one.milestone, one.due.last_day.isoformat()) for one in asides(text) if one.due]
    assert found == [("other", row[2])]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("row", OTHER_MATTERS, ids=lambda row: row[1][:40])
def test_another_matter_is_none(row: Pair, lang: str) -> None:
    text = LEAD_AR + row[0] if lang == "ar" else LEAD_EN + row[1]
    assert asides(text) == []
