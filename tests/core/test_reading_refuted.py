"""Reports that are called untrue, changes that are denied, denials that are only negated.

Composed from tables; Arabic and English side by side; the title is on the matter and says nothing more.
"""

from itertools import product

import pytest

from monitor.extract import extract
from tests.core.rules import entry, shipped

_TITLE = {"en": "Coalition in Iraq", "ar": "التحالف الدولي في العراق"}
_REPORTS = {
    "en": ("Reports that", "The news that", "Claims that", "Rumours that"),
    "ar": ("الأنباء التي تشير إلى أن", "الأخبار التي تفيد بأن", "المعلومات المتداولة عن أن", "ما يشاع من أن"),
}
_CLAIMS = {
    "en": ("US forces will leave Baghdad in May 2026", "American troops will quit Erbil by the end of 2027"),
    "ar": ("القوات الأميركية ستغادر بغداد في أيار 2026", "القوات الأميركية ستنسحب من أربيل نهاية 2027"),
}
_UNTRUE = {
    "en": ("are inaccurate, the embassy said", "are not true", "have no basis", "are false"),
    "ar": ("غير دقيقة", "غير صحيحة", "عارية عن الصحة", "لا أساس لها من الصحة"),
}
_DENIED = {
    "en": (
        "The spokesman denied media reports of {} to the dates of the coalition's withdrawal.",
        "The minister denied any {} in the timetable for the coalition's withdrawal.",
    ),
    "ar": (
        "نفى المتحدث ما تحدثت عنه تقارير من {} في مواعيد انسحاب قوات التحالف.",
        "نفى الوزير وجود {} على جدول انسحاب قوات التحالف.",
    ),
}
_CHANGES = {
    "en": ("changes", "alterations", "adjustments", "amendments"),
    "ar": ("تغييرات", "تعديلات", "تبديل", "تغيير"),
}
# Leaving at once is not the plan: who denies it upholds the plan as well.
_AT_ONCE = [
    ("en", "The ambassador denied that the coalition was about to leave Iraq."),
    ("en", "A spokesman denied any sudden withdrawal of the coalition forces."),
    ("en", "The ministry denied that the withdrawal of US forces is imminent."),
    ("ar", "نفى الناطق وجود انسحاب مفاجئ لقوات التحالف من العراق."),
    ("ar", "نفت الوزارة أي انسحاب وشيك للقوات الأميركية من العراق."),
    ("ar", "نفى المستشار أن تكون قوات التحالف على وشك الانسحاب من العراق."),
]
# What goes on is affirmed, and something else is denied behind it.
_GOES_ON = {
    "en": (
        "Allawi said the withdrawal of the coalition goes on",
        "The minister confirmed that the coalition's mission is ending as agreed",
        "The spokesman said preparations for the exit of US forces continue",
    ),
    "ar": (
        "أكد علاوي أن انسحاب التحالف مستمر",
        "شدد الوزير على أن إنهاء مهام التحالف يجري كما اتفق عليه",
        "قال المتحدث إن التحضيرات لخروج القوات الأميركية متواصلة",
    ),
}
_ELSE = {
    "en": (
        ", ruling out a return of ISIS",
        ", denying that the group could return",
        ", dismissing fears of a vacuum",
        " and denied the existence of a security gap",
        ", rejecting criticism of the army",
    ),
    "ar": (
        "، مستبعداً عودة التنظيم",
        "، نافياً وجود فراغ أمني",
        "، مستبعداً أن يؤثر ذلك على الأمن",
        "، ونفى وجود ثغرات أمنية",
        "، رافضاً الانتقادات الموجهة إلى الجيش",
    ),
}
_IT = [
    ("en", "The general spoke of the withdrawal of US forces from Iraq, denying that they would leave."),
    ("en", "The minister met the ambassador and denied any plan to withdraw US forces from Iraq."),
    ("en", "The ministry commented on reports of a withdrawal of US forces from Iraq, denying them."),
    ("ar", "علقت الوزارة على أنباء انسحاب القوات الأميركية من العراق، نافية صحتها."),
    ("ar", "علقت الوزارة على أنباء انسحاب القوات الأميركية من العراق، نافية ذلك."),
    ("ar", "تحدث الناطق عن القوات الأميركية، نافيا انسحابها من العراق."),
]
_UNDENIED = [
    ("en", "The government has not denied that US forces will leave Baghdad."),
    ("en", "The ministry would neither confirm nor deny that US forces will leave Baghdad."),
    ("ar", "لم ينف المتحدث أن القوات الأميركية ستغادر بغداد."),
    ("ar", "لم تنف الحكومة مغادرة القوات الأميركية بغداد."),
]


def _news(lang: str, text: str) -> list[str]:
    found = extract(entry(text, on="2025-02-10", title=_TITLE[lang], lang=lang), shipped()).statements
    return [
        " ".join(filter(None, (one.modality.value, one.change and one.change.value)))
        for one in found
        if not one.background
    ]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_reports_called_untrue(lang: str) -> None:
    wrong = []
    for parts in product(_REPORTS[lang], _CLAIMS[lang], _UNTRUE[lang]):
        text = " ".join(parts) + "."
        if (read := _news(lang, text)) != ["denied"]:
            wrong.append((text, read))
    assert not wrong


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_denied_change_upholds_the_plan(lang: str) -> None:
    wrong = []
    for form, change in product(_DENIED[lang], _CHANGES[lang]):
        text = form.format(change)
        if (read := _news(lang, text)) != ["denied changed"]:
            wrong.append((text, read))
    assert not wrong


@pytest.mark.parametrize(("lang", "text"), _AT_ONCE)
def test_who_denies_leaving_at_once_upholds_the_plan(lang: str, text: str) -> None:
    assert _news(lang, text) == ["denied changed"]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_something_else_is_denied_behind_what_goes_on(lang: str) -> None:
    wrong = []
    for parts in product(_GOES_ON[lang], _ELSE[lang]):
        text = "".join(parts) + "."
        if any(one.startswith("denied") for one in _news(lang, text)):
            wrong.append(text)
    assert not wrong


@pytest.mark.parametrize(("lang", "text"), _IT)
def test_it_is_denied_behind_what_is_told(lang: str, text: str) -> None:
    assert [one for one in _news(lang, text) if one.startswith("denied")]


@pytest.mark.parametrize(("lang", "text"), _UNDENIED)
def test_what_is_not_denied_is_no_denial(lang: str, text: str) -> None:
    assert not [one for one in _news(lang, text) if one.startswith("denied")]
