"""Ends and handovers: who has what now, an end told far from its subject, and what only looks like one."""

import pytest

from monitor.extract import extract
from monitor.records import Modality
from tests.core.rules import entry, news, shipped

_SATURDAY = "2026-01-17"
_BASE = "phase1 2026-01-17"


def _done(text: str, lang: str, on: str) -> list[str]:
    told = [one for one in news(text, lang, on=on) if one.modality is Modality.COMPLETED]
    return [f"{one.milestone} {one.due.last_day if one.due else '-'}" for one in told]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Ain al-Asad air base passed into the hands of the Iraqi army on Saturday."),
        ("en", "Ain al-Asad air base is now under full Iraqi control, the ministry said on Saturday."),
        ("en", "Ain al-Asad air base came under full Iraqi command on Saturday."),
        ("en", "The Iraqi army took full charge of Ain al-Asad air base on Saturday."),
        (
            "ar",
            "تولى الجيش العراقي اليوم السبت إدارة قاعدة عين الأسد الجوية بعد انسحاب القوات الأميركية منها.",
        ),
        ("ar", "أصبحت قاعدة عين الأسد اليوم السبت بإدارة عراقية خالصة عقب خروج آخر القوات الأميركية منها."),
        ("ar", "أنهت القوات الأميركية اليوم السبت وجودها في قاعدة عين الأسد."),
        ("ar", "عادت قاعدة عين الأسد اليوم السبت إلى كنف السيادة العراقية بعد رحيل القوات الأميركية."),
        ("ar", "حلّت قطعات الجيش العراقي اليوم السبت محل القوات الأميركية في قاعدة عين الأسد."),
        ("ar", "أكدت وزارة الدفاع اليوم السبت خلو قاعدة عين الأسد من القوات الأميركية."),
    ],
)
def test_a_base_in_other_hands(lang: str, text: str) -> None:
    assert _done(text, lang, _SATURDAY) == [_BASE], text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "The mission of the US-led coalition that helped Iraq defeat "
            "the group came to an end on Wednesday.",
        ),
        ("en", "The US-led coalition's military mission in Iraq, launched in 2014, ended on Wednesday."),
        (
            "en",
            "The flag of the coalition's task force was cased in Baghdad on Wednesday, ending its mission.",
        ),
        (
            "en",
            "BAGHDAD, Oct 1 (Wire) - The US-led coalition formally ended its mission in Iraq on Wednesday.",
        ),
        ("ar", "مهمة التحالف الدولي في العراق، التي بدأت عام 2014، انتهت أمس الأربعاء."),
    ],
)
def test_an_end_far_from_its_subject(lang: str, text: str) -> None:
    assert _done(text, lang, "2026-10-01") == ["mission_end 2026-09-30"], text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", '"In the federal areas the coalition\'s task is complete," the general told a broadcaster.'),
        ("en", "In Anbar the coalition's task is complete, but in Erbil it goes on."),
        ("en", "The coalition's mission is over in Anbar while Erbil waits for its turn."),
        ("ar", "في المحافظات الاتحادية انتهت مهمة التحالف الدولي، أما في أربيل فهي مستمرة."),
        ("ar", "في بغداد انتهت مهمة التحالف الدولي، بينما تستمر في أربيل."),
    ],
)
def test_an_end_at_one_place_is_of_that_part(lang: str, text: str) -> None:
    assert _done(text, lang, "2026-02-15") == ["phase1 -"], text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "The mission of the coalition, which lost two soldiers in a crash, said a trial had concluded.",
        ),
        ("en", "The mission of the US-led coalition, for years a symbol, says its budget year has ended."),
        ("en", "The mission of the US-led coalition in Syria, which cost billions, ended on Friday."),
        ("en", "The presence of the coalition, which the army chief said is over, is in fact continuing."),
        ("en", "The mission of the coalition, contrary to reports that it is over, goes on."),
        ("en", "The government denied a report that coalition forces had left Ain al-Asad."),
        ("en", "The ministry denied an attack on coalition forces that had left Ain al-Asad."),
        ("en", "The deal foresees that the coalition's mission is wrapped up in stages."),
        ("en", "It was not clear when the evacuation of the base by US troops began."),
        ("ar", "وجود التحالف الدولي في العراق، كما أكد السوداني، انتهت مبرراته."),
        ("ar", "الهجمات على وجود التحالف الدولي، التي تصاعدت خلال الحرب، توقفت منذ الأحد."),
        ("ar", "انقضى الثلاثاء الموعد المحدد لختام مهمة التحالف في العراق من دون إعلان رسمي."),
        ("ar", "تسلم الجيش العراقي مستودع أسلحة من التحالف الدولي في قاعدة عين الأسد يوم السبت."),
        ("ar", "لم يصدر إعلان رسمي عن اكتمال انسحاب التحالف من عين الأسد."),
    ],
)
def test_what_only_looks_like_an_end(lang: str, text: str) -> None:
    told = news(text, lang, on="2026-02-15")
    assert not [one for one in told if one.modality in (Modality.COMPLETED, Modality.BEGUN)], text


@pytest.mark.parametrize(("on", "milestone"), [("2020-04-04", "other"), ("2025-09-20", "phase1")])
def test_what_is_done_years_before_a_stage_is_no_completion_of_it(on: str, milestone: str) -> None:
    text = "US forces have handed the Ain al-Asad air base over to the Iraqi army."
    read = extract(entry(text, on=on, title="US forces hand over Iraqi base", lang="en"), shipped())
    assert [one.milestone for one in read.statements if one.modality is Modality.COMPLETED] == [milestone]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "US troops are leaving Ain al-Asad air base in batches, a source in Anbar said."),
        ("en", "The evacuation of Ain al-Asad by US forces goes on, an officer said."),
        (
            "en",
            "The departure from Baghdad and the Ain al-Asad base got under way weeks ago, an official said.",
        ),
        ("ar", "تغادر القوات الأميركية قاعدة عين الأسد على دفعات متتالية، بحسب مصدر."),
        ("ar", "يتواصل إخلاء قاعدة عين الأسد من القوات الأميركية."),
        ("ar", "تسارعت وتيرة خروج القوات الأميركية من قاعدة عين الأسد خلال الأيام الأخيرة."),
    ],
)
def test_what_goes_on_has_begun(lang: str, text: str) -> None:
    told = news(text, lang, on="2025-08-26")
    assert [one.modality for one in told] == [Modality.BEGUN], text
    assert told[0].milestone in ("phase1", "withdrawal_start")
