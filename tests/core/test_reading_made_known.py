"""An end that is made known by a noun: "confirmed the departure of the last soldiers from the base"."""

import pytest

from tests.core.rules import headed, news

_AFTER = "2026-01-20"
"""Long after the first day on record, long before the second."""
_BEFORE = "2025-06-10"

DONE = [
    ("ar", "أكدت قيادة العمليات اكتمال رحيل القوات الأميركية عن المناطق الاتحادية."),
    ("ar", "أفاد ناطق عسكري، الاثنين، بإكمال خروج مستشاري التحالف من مقراتهم في المحافظات الفيدرالية."),
    ("ar", "أعلنت هيئة مشتركة إكمال عملية تفريغ المعسكرات في المناطق الاتحادية وإخلاء عين الأسد من التحالف."),
    ("ar", "كشف ضابط في الفرقة السابعة عن رحيل جميع الأميركيين عن قاعدة عين الأسد."),
    ("ar", "أكدت قيادة الجيش خروج القوات الأميركية من قاعدة عين الأسد بعد أن تولى لواء عراقي حراستها."),
    ("ar", "أعلن مستشار في الحكومة انتهاء الوجود الأميركي في بغداد والأنبار."),
    ("ar", "وأضاف الناطق أن المرحلة الأولى من مهمة التحالف قد انتهت."),
    ("ar", "وقال جندي على البوابة إن القوات الأميركية لم تعد موجودة في عين الأسد."),
    ("ar", "وقال الجنرال إن التحالف ختم عمله في العراق الفيدرالي وسلم مواقعه الفيدرالية كلها."),
    ("en", "An army spokesman confirmed the departure of all American troops from Ain al-Asad."),
    ("en", "Baghdad announced the full withdrawal of coalition advisers from federal areas."),
    ("en", "The ministry said coalition forces had completed a withdrawal from all sites in federal Iraq."),
    ("en", "The Iraqi army has taken full control of the Ain al-Asad base now that the Americans are gone."),
    ("en", "The first phase of the coalition's mission has ended, the commission said."),
    ("en", "The first phase of the coalition's mission in Iraq ended, and troops remain in Erbil."),
    ("en", "The coalition has wrapped up its mission in the areas run by the federal government."),
]


@pytest.mark.parametrize(("lang", "text"), DONE, ids=[text[:50] for _, text in DONE])
def test_the_first_phase_is_told_as_done(lang: str, text: str) -> None:
    assert [(one.milestone, one.modality) for one in news(text, lang, on=_AFTER)] == [("phase1", "completed")]


HEADS = [
    ("ar", "الجيش العراقي يسيطر على عين الأسد بعد انسحاب القوات الأميركية"),
    ("ar", "بغداد تؤكد خروج القوات الأميركية من عين الأسد"),
    ("en", "Iraqi brigade takes over Ain al-Asad after American withdrawal"),
    ("en", "Baghdad confirms full US withdrawal from federal territory"),
]


@pytest.mark.parametrize(("lang", "title"), HEADS, ids=[title for _, title in HEADS])
def test_so_is_what_a_heading_tells(lang: str, title: str) -> None:
    assert [(one.milestone, one.modality) for one in headed(title, lang, on=_AFTER)] == [
        ("phase1", "completed")
    ]


OPEN = [
    ("ar", _AFTER, "أكدت القيادة العسكرية قرب اكتمال خروج القوات الأميركية من عين الأسد."),
    ("en", _AFTER, "The army confirmed preparations for the completion of the withdrawal from Ain al-Asad."),
    ("en", _AFTER, "Baghdad confirmed its commitment to the completion of the exit from Ain al-Asad."),
    ("ar", _BEFORE, "أعلن مستشار في الحكومة انتهاء الوجود الأميركي في بغداد والأنبار."),
    ("ar", _BEFORE, "أكدت قيادة الجيش خروج القوات الأميركية من قاعدة عين الأسد."),
    ("ar", _AFTER, "أعلنت بغداد بدء خروج القوات الأميركية من قاعدة عين الأسد."),
    ("ar", _AFTER, "أعلنت الحكومة موعد خروج القوات الأميركية من قاعدة عين الأسد."),
    ("ar", _AFTER, "أعلن النواب رفضهم تأجيل خروج القوات الأميركية من قاعدة عين الأسد."),
    ("ar", _AFTER, "أكد التحالف استعداده للخروج من قاعدة عين الأسد."),
    ("ar", _AFTER, "أعلن البيت الأبيض انتهاء الوجود الأميركي في أربيل."),
    ("en", _BEFORE, "An army spokesman confirmed the departure of all American troops from Ain al-Asad."),
    ("en", _AFTER, "Baghdad announced the start of the withdrawal of American troops from Ain al-Asad."),
    ("en", _AFTER, "The ministry announced a date for the withdrawal of American troops from Ain al-Asad."),
    ("en", _AFTER, "An official said the withdrawal from Ain al-Asad had begun weeks ago."),
    ("en", _AFTER, "Baghdad confirmed that preparations for the withdrawal from Ain al-Asad go on."),
    ("en", _AFTER, "The White House announced the withdrawal of American troops from Erbil."),
    ("en", _AFTER, "The coalition said that workshops and hangars at Harir had been handed over."),
    ("en", _AFTER, "Units have already left Ain al-Asad for home."),
]


@pytest.mark.parametrize(("lang", "on", "text"), OPEN, ids=[f"{on} {text[:50]}" for _, on, text in OPEN])
def test_nothing_tracked_is_told_as_done(lang: str, on: str, text: str) -> None:
    told = [one for one in news(text, lang, on=on) if one.milestone != "other"]
    assert all(one.modality != "completed" for one in told)


def test_of_two_days_the_one_behind_the_verb_is_that_of_the_end() -> None:
    arabic = "قال مسؤول، الخميس، إن المرحلة الأولى من مهمة التحالف اكتملت يوم 30 سبتمبر المنصرم."
    english = "An official said on Thursday that the coalition left Ain al-Asad on 30 September."
    for lang, text in (("ar", arabic), ("en", english)):
        (one,) = news(text, lang, on="2025-10-02")
        assert one.due is not None
        assert (one.modality, str(one.due.last_day)) == ("completed", "2025-09-30")
