"""Whose a date is, in a clause beside that of the mission: own matters crossed with ways to join them."""

import pytest

from monitor.extract import extract
from tests.core.rules import entry, news, shipped

_DAY = "2025-03-10"
_TITLES = {
    "en": "Iraq, US discuss end of coalition mission",
    "ar": "بغداد وواشنطن تبحثان إنهاء مهمة التحالف الدولي في العراق",
}
_OWN = {
    "en": (
        "addresses the UN assembly {D}",
        "meets European ministers in Amman {D}",
        "faces parliament {D}",
        "is to open a power plant {D}",
        "will host an Arab summit {D}",
        "must renew a gas waiver {D}",
    ),
    "ar": (
        "يلقي كلمة أمام الجمعية العامة {D}",
        "يلتقي وزراء أوروبيين في عمان {D}",
        "يمثل أمام البرلمان {D}",
        "يفتتح محطة كهرباء {D}",
        "يستضيف قمة عربية {D}",
        "يشارك في مؤتمر اقتصادي {D}",
    ),
}
_JOINED = {
    "en": (
        "Sudani, who {M}, told reporters that the coalition would leave Iraq as agreed.",
        "The coalition's withdrawal was discussed with Sudani, who {M}.",
        "He spoke about the end of the coalition's mission in Iraq. Sudani {M}.",
        "Sudani, whose country {M}, said the coalition would leave Iraq.",
        "While Iraq {M}, talks on the coalition's withdrawal go on.",
        "The minister left Baghdad after the talks on the coalition's mission, as Iraq {M}.",
    ),
    "ar": (
        "وقال السوداني، الذي {M}، إن التحالف سيغادر العراق وفق الاتفاق.",
        "وتحدث عن إنهاء مهمة التحالف الدولي في العراق. ومن المقرر أن {M}.",
        "وناقشا خروج القوات الأميركية من العراق، على أن {M}.",
        "وغادر الوزير بغداد بعد محادثات بشأن مهمة التحالف، فيما {M} السوداني.",
        "وأشار إلى أن التحالف سيغادر العراق، وأن السوداني {M}.",
    ),
}
_DATES = {"en": ("on Saturday", "in November"), "ar": ("السبت", "في تشرين الثاني")}


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("number", range(6))
def test_a_clause_that_speaks_of_something_else_keeps_its_date(lang: str, number: int) -> None:
    for joined in _JOINED[lang][number : number + 1]:
        for own in _OWN[lang]:
            for day in _DATES[lang]:
                text = joined.format(M=own.format(D=day))
                read = extract(entry(text, on=_DAY, title=_TITLES[lang], lang=lang), shipped())
                told = [one for one in read.statements if one.due and one.milestone != "other"]
                assert not told, text


_LEAVES = {
    "en": ("The US-led coalition will leave Iraq", "Washington agreed to pull its troops out of Iraq"),
    "ar": ("سيغادر التحالف الدولي العراق", "وافقت واشنطن على سحب قواتها من العراق"),
}
_TAKEN_UP = {
    "en": (
        "and it will be over by {D}",
        "with everyone home by {D}",
        "which Baghdad wants done by {D}",
        "and the job is done by {D}",
        "with {D} as the target",
        "and the final flight takes off at {D}",
        "while the last flag comes down at {D}",
        "and the two sides aim for {D}",
        "and nobody will be left by {D}",
    ),
    "ar": (
        "على أن يكون ذلك {D}",
        "وأن العملية تستغرق حتى {D}",
        "وأن آخر طائرة ستقلع {D}",
        "وأن {D} هي الموعد",
        "وحُددت {D} موعدا",
        "ولن يبقى أحد بعد {D}",
        "وتتوقع بغداد أن ترحل هذه القوات {D}",
        "والموعد المتفق عليه {D}",
    ),
}
_END = {"en": "the end of June", "ar": "نهاية حزيران"}


@pytest.mark.parametrize(
    ("lang", "clause"), [(lang, clause) for lang in ("en", "ar") for clause in _TAKEN_UP[lang]]
)
def test_a_clause_that_takes_the_mission_up_dates_it(lang: str, clause: str) -> None:
    comma = "،" if lang == "ar" else ","
    for leaves in _LEAVES[lang]:
        text = f"{leaves}{comma} {clause.format(D=_END[lang])}."
        told = [one for one in news(text, lang, on=_DAY) if one.due and one.milestone != "other"]
        assert [str(one.due.last_day) for one in told if one.due] == ["2025-06-30"], text


@pytest.mark.parametrize(
    ("lang", "on", "text"),
    [
        (
            "ar",
            "2025-08-05",
            "بعد شهرين على انسحاب التحالف من عين الأسد، تستعد بغداد لتوقيع مذكرة، كما أعلن الوزير.",
        ),
        (
            "ar",
            "2025-08-05",
            "قبل أقل من شهرين على موعد انتهاء مهمة التحالف، زار الوزير بغداد، كما أعلن مكتبه.",
        ),
        (
            "en",
            "2025-08-05",
            "With two months to go before the coalition leaves Iraq, the minister visited Baghdad.",
        ),
        ("en", "2026-07-14", "An adviser predicts that a few dozen US troops will be back within a year."),
        ("ar", "2026-08-30", "ويرجح أستاذ أن يُطلب من الأميركيين الرجوع قبل صيف 2027."),
        (
            "en",
            "2025-08-19",
            "A US convoy left the base, a source said, and more convoys will follow in the coming days.",
        ),
        ("ar", "2024-09-28", "وقال إن وجود القوات الأميركية في أربيل خلال هذه السنة سببه الوضع في سوريا."),
    ],
)
def test_a_time_that_is_no_deadline(lang: str, on: str, text: str) -> None:
    assert not [one for one in news(text, lang, on=on) if one.due and one.milestone.startswith(("m", "p"))]


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("en", "The coalition will leave Iraq by December 2026 and will not come back.", "2026-12-31"),
        ("en", "Other units of the coalition will leave Erbil by June 2026.", "2026-06-30"),
        ("ar", "سيغادر التحالف العراق بحلول كانون الأول 2026 ولن تسمح بغداد بعودة القوات.", "2026-12-31"),
        ("ar", "ينسحب التحالف من العراق على دفعات أخرى تكتمل في كانون الأول 2026.", "2026-12-31"),
    ],
)
def test_a_deadline_beside_who_comes_back_or_goes_later(lang: str, text: str, day: str) -> None:
    assert day in [str(one.due.last_day) for one in news(text, lang, on="2026-02-15") if one.due]
