"""How a date is put: what is kept to, must be, is told by nobody, hangs on something, is put off.

Rows as in test_reading_steps.py: written down before the rules were run on them.
"""

import pytest

from tests.core.test_reading_claims import Row
from tests.core.test_reading_steps import stated

LIMITS: list[Row] = [
    (
        "2026-02-03",
        "قال رئيس لجنة الأمن النيابية إن آخر جندي من التحالف سيغادر العراق في أيلول المقبل كحد أقصى.",
        ["phase2 by 2026-09-30 planned"],
    ),
    (
        "2026-02-03",
        "كرر وزير الدفاع العراقي أن قوات التحالف ستغادر العراق في أيلول المقبل.",
        ["mission_end on 2026-09-30 planned"],
    ),
    (
        "2026-02-03",
        "Coalition troops must leave Iraq by June, the head of parliament's defence committee said.",
        ["mission_end by 2026-06-30 proposed"],
    ),
    (
        "2026-02-03",
        "The minister reiterated that US forces will leave Iraq in September at the latest.",
        ["mission_end by 2026-09-30 planned"],
    ),
]
HANGING: list[Row] = [
    (
        "2026-02-03",
        "قال مسؤول كردي إن قوات التحالف ستبقى في أربيل حتى أيلول 2027 ما لم تسلح بغداد البيشمركة.",
        ["phase2 until 2027-09-30 conditional"],
    ),
    (
        "2026-02-03",
        "وأضاف الوزير أن القوات الأميركية لن تغادر العراق في أيلول 2026 إلا إذا اكتمل التسليح.",
        ["mission_end on 2026-09-30 conditional"],
    ),
    (
        "2026-02-03",
        "US troops would remain in Iraq until September 2027 unless the army is equipped, the minister said.",
        ["mission_end until 2027-09-30 conditional"],
    ),
    (
        "2026-02-03",
        "US troops will leave Iraq in June 2026 only if the army is equipped, the minister said.",
        ["mission_end on 2026-06-30 conditional"],
    ),
]
PUT_OFF: list[Row] = [
    (
        "2026-02-03",
        "أعلن المتحدث العسكري إرجاء خروج قوات التحالف من العراق، على أن يتم في تشرين الأول 2026.",
        ["mission_end on 2026-10-31 postponed"],
    ),
    (
        "2026-02-03",
        "تأجل انسحاب قوات التحالف من العراق لينتهي في كانون الأول 2026.",
        ["mission_end on 2026-12-31 postponed"],
    ),
    (
        "2026-02-03",
        "The coalition's departure from Iraq has been delayed and will now end on December 15, the "
        "spokesman said.",
        ["mission_end on 2026-12-15 postponed"],
    ),
    (
        "2026-02-03",
        "The withdrawal of US troops from Iraq slipped from June to October 2026, a source said.",
        ["mission_end until 2026-10-31 postponed"],
    ),
]
TOLD_BY_NOBODY: list[Row] = [
    (
        "2026-02-03",
        "قالت مصادر إن قادة في بغداد ناقشوا بقاء قوات التحالف في العراق حتى 2027.",
        ["mission_end until 2027-12-31 proposed"],
    ),
    (
        "2026-02-03",
        "US troops will leave Iraq in June 2026, people familiar with the plan said.",
        ["mission_end on 2026-06-30 rumoured"],
    ),
    (
        "2026-02-03",
        "Party leaders have discussed keeping US troops in Iraq until 2027, sources said.",
        ["mission_end until 2027-12-31 proposed"],
    ),
    (
        "2026-02-03",
        "طالب نواب عراقيون بمغادرة قوات التحالف العراق قبل نهاية 2026.",
        ["mission_end by 2026-12-31 proposed"],
    ),
]
OLD_AGREEMENTS: list[Row] = [
    (
        "2026-02-03",
        "The coalition is leaving Iraq, as Baghdad and Washington agreed two years ago. An army officer said "
        "its soldiers would quit Kirkuk in June.",
        ["mission_end on 2026-06-30 planned"],
    ),
    (
        "2026-02-03",
        "يستعد التحالف الدولي لمغادرة العراق وفق اتفاق 2024. وقال ضابط في الجيش إن جنوده يتوقع أن يغادروا "
        "العراق في حزيران المقبل.",
        ["mission_end on 2026-06-30 planned"],
    ),
    (
        "2026-02-03",
        "Iraq and the US have a deal. The Pentagon intends to pull its troops out of Iraq by June, "
        "officials said.",
        ["mission_end by 2026-06-30 planned"],
    ),
    (
        "2026-02-03",
        "بغداد وواشنطن أعلنتا أن مهمة التحالف في العراق تنتهي في حزيران 2027.",
        ["mission_end on 2027-06-30 agreed"],
    ),
    (
        "2026-02-03",
        "The two governments announced that the coalition's mission in Iraq will end in June 2027.",
        ["mission_end on 2027-06-30 agreed"],
    ),
]
WISHES: list[Row] = [
    (
        "2026-02-03",
        "نقل الوزير رغبته في تأجيل انسحاب التحالف من العراق حتى حزيران 2027.",
        ["mission_end until 2027-06-30 proposed"],
    ),
    (
        "2026-02-03",
        "The cabinet wants to put off the coalition's departure from Iraq until June 2027.",
        ["mission_end until 2027-06-30 proposed"],
    ),
]
RECALLED: list[Row] = [
    (
        "2026-02-03",
        "Advisers would be kept at one base once the coalition's mission in Iraq is over in June.",
        [],
    ),
    ("2026-02-03", "تبحث وزارة الدفاع ملفات التدريب بعد انتهاء مهمة التحالف في العراق في حزيران المقبل.", []),
    (
        "2026-02-03",
        "Officials have described a plan for US troops to leave Iraq by June 2026.",
        [],
    ),
    ("2026-02-03", "The Pentagon is shelving a plan to have its troops out of Iraq by June 2026.", []),
    (
        "2026-02-03",
        "Coalition troops will not be out of Iraq by March as had been planned.",
        [],
    ),
    ("2026-02-03", "النص الذي حدد حزيران 2026 موعدا لانسحاب التحالف من العراق لم ينشر.", []),
    ("2026-02-03", "لن يكتمل انسحاب قوات التحالف من العراق في آذار كما كان مقررا.", []),
]
WHO_SAYS: list[Row] = [
    (
        "2026-02-03",
        "قال مصدر أمني إن قوات التحالف ستغادر العراق قبل نهاية حزيران المقبل.",
        ["mission_end by 2026-06-30 planned"],
    ),
    (
        "2026-02-03",
        "A military source said US troops will leave Iraq by the end of June.",
        ["mission_end by 2026-06-30 planned"],
    ),
    (
        "2026-02-03",
        "قالت مصادر سياسية إن قوات التحالف ستغادر العراق قبل نهاية حزيران المقبل.",
        ["mission_end by 2026-06-30 rumoured"],
    ),
    (
        "2026-02-03",
        "Political sources said US troops will leave Iraq by the end of June.",
        ["mission_end by 2026-06-30 rumoured"],
    ),
    (
        "2026-02-03",
        "كشف مصدر عسكري عن خطة خروج التحالف من العراق. وقال المصدر إن القوات ستغادر العراق في حزيران المقبل.",
        ["mission_end on 2026-06-30 planned"],
    ),
    (
        "2026-02-03",
        "An army source described the coalition's exit from Iraq. The troops will leave Iraq in June, "
        "the source said.",
        ["mission_end on 2026-06-30 planned"],
    ),
    (
        "2026-02-03",
        "ويرى باحث في الشأن الأمني أن القوات الأميركية ستبقى في العراق حتى 2029.",
        ["mission_end until 2029-12-31 rumoured"],
    ),
    (
        "2026-02-03",
        "An analyst expects US troops to stay in Iraq until 2029.",
        ["mission_end until 2029-12-31 rumoured"],
    ),
    (
        "2026-02-03",
        "قال مصدر سياسي إن قوات التحالف لن تغادر العراق قبل حزيران 2027.",
        ["mission_end from 2027-06-01 rumoured"],
    ),
    (
        "2026-02-03",
        "وأكد البيان المشترك أن مهمة التحالف في العراق تنتهي في حزيران 2027.",
        ["mission_end on 2027-06-30 agreed"],
    ),
    (
        "2026-02-03",
        "The joint statement says the coalition's mission in Iraq must end by June 2027.",
        ["mission_end by 2027-06-30 agreed"],
    ),
]
NEAR_AND_FAR: list[Row] = [
    (
        "2026-02-03",
        "اتفقت بغداد وواشنطن على خروج التحالف من العراق. وقال ضابط إن الجنود سيغادرون العراق الخميس المقبل.",
        ["mission_end on 2026-02-05 planned"],
    ),
    (
        "2026-02-03",
        "Iraq and the US agreed on the coalition's exit from Iraq. Its troops will leave Iraq next week.",
        ["mission_end on 2026-02-15 planned"],
    ),
    (
        "2026-02-03",
        "اتفقت بغداد وواشنطن على خروج التحالف من العراق. وقال ضابط إن الجنود سيغادرون العراق في حزيران 2027.",
        ["mission_end on 2027-06-30 agreed"],
    ),
    (
        "2026-02-03",
        "Iraq and the US agreed on the coalition's exit from Iraq. Its troops will leave Iraq in June 2027.",
        ["mission_end on 2027-06-30 agreed"],
    ),
]
ENDS: list[Row] = [
    (
        "2026-02-03",
        "قال الوزير إن مهمة التحالف في العراق تنتهي في نهاية حزيران المقبل.",
        ["mission_end by 2026-06-30 planned"],
    ),
    (
        "2026-02-03",
        "The coalition's mission in Iraq will be over at the end of June, the minister said.",
        ["mission_end by 2026-06-30 planned"],
    ),
    (
        "2026-02-03",
        "طالب نواب بتقديم موعد خروج التحالف من العراق إلى نهاية حزيران المقبل.",
        ["mission_end by 2026-06-30 proposed"],
    ),
    (
        "2026-02-03",
        "قال الوزير إن قوات التحالف ستبقى في العراق حتى نهاية حزيران المقبل.",
        ["mission_end until 2026-06-30 planned"],
    ),
    (
        "2026-02-03",
        "قال الوزير إن قوات التحالف ستغادر العراق منتصف حزيران المقبل.",
        ["mission_end on 2026-06-20 planned"],
    ),
]
ALL = [
    *OLD_AGREEMENTS,
    *WISHES,
    *RECALLED,
    *LIMITS,
    *HANGING,
    *PUT_OFF,
    *TOLD_BY_NOBODY,
    *WHO_SAYS,
    *NEAR_AND_FAR,
    *ENDS,
]


@pytest.mark.parametrize(("day", "text", "expected"), ALL, ids=[text[:60] for _, text, _ in ALL])
def test_modality(day: str, text: str, expected: list[str]) -> None:
    assert stated(day, text) == expected
