"""Side matters: deadlines of the arrangement that belong to no tracked milestone; what only looks like one.

Each row: an Arabic and an English sentence that say the same, in an article of 1 March 2026 on the
withdrawal, and the last day of the side matter (None: nothing is due). The first four tables were written
down before there was a rule: 3 of the 26 sentences of the first three were read. They describe wordings, not
history.
"""

import pytest

from monitor.extract import extract
from monitor.extract.confidence import Doubt
from monitor.records import Bound, Modality, Statement
from tests.core.rules import entry, shipped

Pair = tuple[str, str, str | None]

LEAD_AR = (
    "العراق: لا تغيير في خطة انسحاب التحالف الدولي | "
    "بحث وزير الدفاع العراقي مع قائد التحالف الدولي سير الانسحاب. "
)
LEAD_EN = (
    "Iraq: no change in plan for coalition withdrawal | "
    "Iraq's defence minister reviewed the withdrawal with the commander of the US-led coalition. "
)

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
        "ويُنتظر أن تُنجز مذكرة التدريب مع لندن قبل نهاية تموز.",
        "The memorandum on training with London should be ready before the end of July.",
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
    ("وينطلق موسم الحج في 25 أيار.", "The hajj season starts on 25 May.", None),
    ("ويفتتح المستشفى الجديد في 1 أيار.", "The new hospital opens on 1 May.", None),
    ("ويجتمع وزراء أوبك في 5 نيسان.", "OPEC ministers meet on 5 April.", None),
    ("ويزور البابا أربيل في 6 حزيران.", "The pope visits Erbil on 6 June.", None),
    (
        "ويزور رئيس الوزراء أنقرة في منتصف نيسان لبحث ملف المياه.",
        "The prime minister visits Ankara in mid-April to discuss water.",
        None,
    ),
]
BEFORE: list[Pair] = [
    # The matter stands before another date of the sentence.
    (
        "وتوقفت شحنات المعدات في 13 شباط الماضي وستستأنف في 20 نيسان.",
        "Shipments of equipment were suspended on 13 February and will resume on 20 April.",
        "2026-04-20",
    ),
]
LATER: list[Pair] = [
    # Written when the rule stood: at first sight 2 of 20 sentences of this kind were read, and 14 of 16 other
    # matters were none. The words were too few.
    (
        "وتبدأ القوة الفرنسية بحزم معداتها في منتصف نيسان.",
        "The French unit starts packing its gear in mid-April.",
        "2026-04-20",
    ),
    (
        "ويصوت البرلمان الألماني على تمديد المشاركة في 25 آذار.",
        "The Bundestag votes on extending the deployment on 25 March.",
        "2026-03-25",
    ),
    (
        "وسيعرض الوفد المفاوض نتائج عمله على رئيس الوزراء قبل 10 نيسان.",
        "The negotiating team will present its results to the prime minister before 10 April.",
        "2026-04-10",
    ),
    (
        "وتنتهي الهدنة التي أعلنتها الفصائل مع القوات الأميركية في 15 نيسان.",
        "The truce that the factions declared with US forces expires on 15 April.",
        "2026-04-15",
    ),
    (
        "ويجري تفتيش مشترك على مخازن القاعدة في 3 نيسان.",
        "A joint inspection of the depots at the base takes place on 3 April.",
        "2026-04-03",
    ),
    (
        "وتنتهي دورة تدريب ضباط البيشمركة في 20 أيار.",
        "The course for Peshmerga officers run by coalition trainers ends on 20 May.",
        "2026-05-20",
    ),
]
PUT_OFF: list[Pair] = [
    # The old date goes, and to be put off is no delay of the plan.
    (
        "وأرجئت خطة نقل المعدات المقررة في نيسان إلى حزيران.",
        "The disposal plan for the base, due in April, has slipped to June.",
        "2026-06-30",
    ),
]
CLAIMED: list[Pair] = [
    # A milestone is told of by another clause of the sentence, and only there.
    (
        "وتنتهي المرحلة الثانية من مهمة التحالف في 20 أيلول 2026، ويسبقها جرد للمعدات يبدأ في 10 نيسان.",
        "The second phase of the coalition's mission ends on 20 September 2026, and is preceded by "
        "an inventory of equipment from 10 April.",
        "2026-04-10",
    ),
]
KEPT: list[Pair] = [
    # What the milestones own stays theirs, whoever and whatever else the clause names.
    (
        "ويغادر آخر مستشاري التحالف إقليم كردستان بحلول 30 أيلول 2026.",
        "The coalition's last advisers leave the Kurdistan Region by 30 September 2026.",
        "phase2 2026-09-30",
    ),
    (
        "وتنتهي مهمة التحالف في العراق بحلول 20 أيلول 2026 بعد مفاوضات طويلة.",
        "The coalition's mission in Iraq ends by 20 September 2026 after long negotiations.",
        "mission_end 2026-09-20",
    ),
]
ELSEWHERE: list[tuple[str, str]] = [
    # The story of another place: the arrangement is not this one.
    (
        "لبنان: خطة السلاح | بحثت الحكومة اللبنانية الخطة. وتُستأنف المباحثات في 5 أيار.",
        "Lebanon: plan on weapons | The Lebanese government reviewed the plan. Talks resume on 5 May.",
    ),
    (
        "بغداد: الموازنة | بحث مجلس النواب العراقي الموازنة. وتُستأنف المباحثات في 5 أيار.",
        "Baghdad: budget | Iraq's parliament reviewed the budget. Talks resume on 5 May.",
    ),
]
NOT_DUE: list[tuple[str, str]] = [
    # What only hangs on the matter is not due with it; nor is what has begun.
    (
        "والأفق الأقرب هو منتصف 2027، ما لم تقرر واشنطن الخروج من سوريا.",
        "A more realistic horizon is mid-2027, unless Washington decides on an exit from Syria.",
    ),
    (
        "وإذا مضت واشنطن في الخروج من سوريا قبل نهاية أيار فسيطلب نواب التريث.",
        "If Washington goes ahead with the exit from Syria before the end of May, MPs will ask to wait.",
    ),
    ("وبدأت المفاوضات في كانون الثاني الماضي.", "The negotiations opened in January."),
    ("وجرت آخر جولة من المحادثات في شباط.", "The last of the consultations took place in February."),
]
OTHERS: list[tuple[str, str, str]] = [
    (
        "Irak: Abzug der Koalition | Die US-geführte Koalition bereitet den Abzug aus dem Irak vor. "
        "Das Mandat der Bundeswehr läuft bis zum 31. Mai 2026.",
        "de",
        "2026-05-31",
    ),
    (
        "Irak : retrait de la coalition | La coalition internationale prépare son retrait d'Irak. "
        "Les instructeurs rentrent avant le 31 mai 2026.",
        "fr",
        "2026-05-31",
    ),
    (
        "Irak: koalisyonun çekilmesi | ABD öncülüğündeki koalisyon Irak'tan çekilmeye hazırlanıyor. "
        "Eğitmenler 31 Mayıs 2026'ya kadar dönecek.",
        "tr",
        "2026-05-31",
    ),
    (
        "عراق: خروج ائتلاف | ائتلاف بین‌المللی به رهبری آمریکا "
        "برای خروج از عراق آماده می‌شود. "
        "مذاکرات تا پایان سپتامبر ۲۰۲۷ ادامه خواهد داشت.",
        "fa",
        "2027-09-30",
    ),
    (
        "عێراق: کشانەوەی هاوپەیمانان | هاوپەیمانیی نێودەوڵەتی خۆی بۆ کشانەوە لە عێراق ئامادە دەکات. "
        "راهێنەرەکان تا کۆتایی ئەیلوولی 2027 دەگەڕێنەوە.",
        "ckb",
        "2027-09-30",
    ),
]

PAPERS: list[Pair] = [
    # What is handed in about the plan has a date of its own; so has what is granted to somebody.
    (
        "وتعتزم القيادة المركزية تقديم مقترح بشأن الوجود اللاحق قبل نهاية أيار.",
        "Central Command is expected to submit a proposal on the follow-on presence by the end of May.",
        "2026-05-31",
    ),
    (
        "وتعتزم القيادة تسليم النسخة النهائية من الخطة في حزيران.",
        "The command is to deliver the final version of the plan in June.",
        "2026-06-30",
    ),
    (
        "وسيعرض مشروع القانون على مجلس النواب في نيسان.",
        "The cabinet wants to put the bill before parliament in April.",
        "2026-04-30",
    ),
    (
        "وتقدم الحكومة إلى المجلس خلال ستين يوماً من نيلها الثقة تقريراً بأعداد المستشارين.",
        "The government must present, within 60 days of winning confidence, a report on foreign advisers.",
        "2026-04-30",
    ),
    (
        "وقال متحدث باسم أحد الفصائل إنه يمنح الحكومة حتى نهاية نيسان كي تعرض نتائج.",
        "A faction said it would give the government until the end of April to show results.",
        "2026-04-30",
    ),
    (
        "ومنح الفصيل الحكومة أسبوعين لكشف الأعداد.",
        "The faction said it was giving the government two weeks to publish the numbers.",
        "2026-03-15",
    ),
]
IN_FORCE = [
    "وينتهي تفويض البرلمان الهولندي للوحدة العاملة في العراق في 30 حزيران.",
    "The Dutch parliament's mandate for the unit in Iraq runs out on 30 June.",
]


def asides(text: str, on: str = "2026-03-01", lang: str = "und") -> list[Statement]:
    title, _, body = text.partition(" | ")
    found = extract(entry(body, title=title, on=on, lang=lang), shipped()).statements
    return [one for one in found if one.due is not None and not one.background]


def told(statements: list[Statement]) -> list[str]:
    """Milestone and last day of each."""
    return [f"{one.milestone} {one.due.last_day}" for one in statements if one.due is not None]


def in_story(row: Pair, lang: str) -> str:
    return LEAD_AR + row[0] if lang == "ar" else LEAD_EN + row[1]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    "row", [*PARTNERS, *TALKS, *STEPS, *LATER, *BEFORE, *PUT_OFF, *PAPERS], ids=lambda row: row[1][:40]
)
def test_a_side_matter_is_told_with_its_day(row: Pair, lang: str) -> None:
    assert told(asides(in_story(row, lang))) == [f"other {row[2]}"]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("row", OTHER_MATTERS, ids=lambda row: row[1][:40])
def test_another_matter_is_none(row: Pair, lang: str) -> None:
    assert asides(in_story(row, lang)) == []


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("row", CLAIMED, ids=lambda row: row[1][:40])
def test_its_own_clause_decides(row: Pair, lang: str) -> None:
    assert told(asides(in_story(row, lang))) == ["phase2 2026-09-20", f"other {row[2]}"]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("row", KEPT, ids=lambda row: row[1][:40])
def test_a_milestone_keeps_its_date(row: Pair, lang: str) -> None:
    assert told(asides(in_story(row, lang))) == [row[2]]


@pytest.mark.parametrize("text", [text for row in ELSEWHERE for text in row], ids=lambda text: text[:30])
def test_a_story_of_another_place_has_none(text: str) -> None:
    assert asides(text) == []


@pytest.mark.parametrize(
    "text", [lead + text for row in NOT_DUE for lead, text in zip((LEAD_AR, LEAD_EN), row, strict=True)]
)
def test_what_is_over_or_hangs_on_it_is_not_due(text: str) -> None:
    assert asides(text) == []


@pytest.mark.parametrize(("text", "lang", "day"), OTHERS, ids=lambda value: value if len(value) < 4 else "")
def test_other_languages(text: str, lang: str, day: str) -> None:
    assert told(asides(text, lang=lang)) == [f"other {day}"]


@pytest.mark.parametrize("text", [LEAD_AR + STEPS[1][0], LEAD_EN + STEPS[1][1]], ids=["ar", "en"])
def test_it_says_that_only_a_noun_tells_it(text: str) -> None:
    [found] = asides(text)
    assert Doubt.ASIDE in found.doubts


@pytest.mark.parametrize("text", [LEAD_AR + PUT_OFF[0][0], LEAD_EN + PUT_OFF[0][1]], ids=["ar", "en"])
def test_it_is_planned_whoever_tells_it(text: str) -> None:
    [found] = asides(text)
    assert found.modality is Modality.PLANNED


@pytest.mark.parametrize("text", [LEAD_AR + IN_FORCE[0], LEAD_EN + IN_FORCE[1]], ids=["ar", "en"])
def test_a_mandate_is_agreed_until_its_end(text: str) -> None:
    [found] = asides(text)
    assert found.due is not None
    assert (found.modality, found.due.bound) == (Modality.AGREED, Bound.UNTIL)
