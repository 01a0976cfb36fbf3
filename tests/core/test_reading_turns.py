"""A plan put off, brought forward or called off without a date: ways to say it crossed with plans.

And what only looks like it: wishes, denials, other objects, conditions.
"""

from itertools import product

import pytest

from monitor.extract import extract
from monitor.records import Statement
from tests.core.rules import entry, shipped

_TITLE = {"en": "US troops in Iraq", "ar": "القوات الأميركية في العراق"}
_WHAT = {
    "en": {
        "the withdrawal of US forces from Iraq": "mission_end",
        "the US withdrawal from Iraq": "mission_end",
        "the withdrawal of US forces from Ain al-Asad": "phase1",
        "the handover of Ain al-Asad base": "phase1",
        "the first phase of the withdrawal": "phase1",
        "the withdrawal of coalition forces from Erbil": "phase2",
        "the second phase of the withdrawal": "phase2",
    },
    "ar": {
        "انسحاب القوات الأميركية من العراق": "mission_end",
        "إنهاء مهمة التحالف الدولي في العراق": "mission_end",
        "انسحاب القوات الأميركية من عين الأسد": "phase1",
        "تسليم قاعدة عين الأسد": "phase1",
        "المرحلة الأولى من الانسحاب": "phase1",
        "انسحاب قوات التحالف من أربيل": "phase2",
        "المرحلة الثانية من الانسحاب": "phase2",
    },
}
_POSTPONED = {
    "en": (
        "{W} has been postponed, the minister said.",
        "Iraq and the United States have agreed to postpone {w}.",
        "The Pentagon has put {w} on hold.",
        "{W} has been delayed by several months, officials said.",
        "{W} will take longer than planned, a US official said.",
        "{W} was frozen after the attacks, a defence official said.",
        "Baghdad said {w} had been pushed back.",
        "{W} has slipped, two officials said.",
        "Al-Sudani said {w} would not take place on time.",
    ),
    "ar": (
        "أعلن الوزير تأجيل {w}.",
        "اتفق العراق والولايات المتحدة على تأجيل {w}.",
        "علق البنتاغون {w}.",
        "قال مسؤولون إن {w} تأخر عدة أشهر.",
        "{w} سيستغرق وقتا أطول مما كان مخططا، بحسب مسؤول أميركي.",
        "قررت الحكومة إرجاء {w}.",
        "قال السوداني إن {w} لن يتم في موعده.",
        "كشف مصدر حكومي عن تأخر {w}.",
    ),
}
_EARLIER = {
    "en": (
        "{W} will be completed ahead of schedule, the minister said.",
        "Iraq and the United States have agreed to speed up {w}.",
        "{W} has been brought forward, officials said.",
        "The Pentagon said it was accelerating {w}.",
        "{W} will happen earlier than planned, al-Sudani said.",
        "Baghdad and Washington agreed to bring forward {w}.",
    ),
    "ar": (
        "أعلن الوزير أن {w} سيكتمل قبل موعده.",
        "اتفق العراق والولايات المتحدة على تسريع {w}.",
        "قال مسؤولون إنه تم تقديم موعد {w}.",
        "أعلن البنتاغون تسريع {w}.",
        "قال السوداني إن {w} سيجري قبل الموعد المحدد.",
        "اتفقت بغداد وواشنطن على تقديم موعد {w}.",
    ),
}
_CALLED_OFF = {
    "en": (
        "The Pentagon has cancelled {w}.",
        "Washington has scrapped {w}, officials said.",
        "The United States has abandoned {w}.",
        "The president has called off {w}.",
        "{W} has been cancelled, the White House said.",
        "{W} will not go ahead, a US official said.",
        "Washington has reversed its decision on {w}.",
    ),
    "ar": (
        "ألغى البنتاغون {w}.",
        "تراجعت واشنطن عن {w}، بحسب مسؤولين.",
        "تخلت الولايات المتحدة عن {w}.",
        "أعلن البيت الأبيض إلغاء {w}.",
        "قال مسؤول أميركي إن {w} لن يتم.",
        "عدلت واشنطن عن قرار {w}.",
    ),
}
_NONE = [
    # Wished for, talked about, possible, denied.
    ("en", "Iraq wants to speed up the withdrawal of US forces from Iraq, the minister said."),
    ("en", "Lawmakers urged the government to accelerate the withdrawal of US forces from Iraq."),
    ("en", "The Pentagon is considering whether to speed up the withdrawal of US forces from Iraq."),
    ("en", "The United States may abandon the withdrawal of US forces from Iraq, he said."),
    ("en", "The withdrawal of US forces from Iraq has not been cancelled, the spokesman said."),
    ("en", "Washington has reversed its decision to cancel the withdrawal of US forces from Iraq."),
    ("en", "An early departure of the US-led coalition from Iraq would leave a gap, an official said."),
    ("ar", "يريد العراق تسريع انسحاب القوات الأميركية من العراق، بحسب الوزير."),
    ("ar", "دعا نواب الحكومة إلى تسريع انسحاب القوات الأميركية من العراق."),
    ("ar", "بحث الوزيران تسريع انسحاب القوات الأميركية من العراق."),
    ("ar", "شدد على ضرورة تسريع انسحاب القوات الأميركية من العراق."),
    ("ar", "لم يُلغ انسحاب القوات الأميركية من العراق، بحسب المتحدث."),
    # A condition, or a date of its own.
    ("en", "The withdrawal of US forces from Iraq will be brought forward if there is a deal with Iran."),
    ("ar", "سيتم انسحاب القوات الأميركية من العراق قبل أوانه إذا عقدت صفقة مع طهران."),
    ("en", "The withdrawal of US forces from Iraq will not go ahead before September 2026."),
    ("en", "The withdrawal of US forces from Iraq will not go ahead unless the militias disarm."),
    ("ar", "انسحاب القوات الأميركية من العراق لن يتم إلا بعد انتهاء الحرب."),
    ("ar", "انسحاب القوات الأميركية من العراق لن يتم قبل أيلول 2026."),
    # Something else is sped up, cancelled or commented on.
    ("en", "Baghdad and Washington moved forward with the withdrawal of US forces from Iraq."),
    ("en", "ISIS has accelerated its attacks as US forces withdraw from Iraq."),
    ("en", "The withdrawal of US forces from Iraq has accelerated debate in parliament."),
    ("en", "Iraq has accelerated its preparations for the withdrawal of US forces."),
    ("en", "He said that US forces leave Iraq earlier than they came."),
    ("en", "The embassy will cancel visas during the withdrawal of US forces from Iraq."),
    ("en", "Iraq cancelled its contract with a company, and the withdrawal of US forces goes on."),
    ("ar", "سرّع العراق استعداداته لانسحاب القوات الأميركية من العراق."),
    ("ar", "اتفق الجانبان على تسريع وتيرة الحوار بشأن انسحاب القوات الأميركية من العراق."),
    ("ar", "تخلت طهران عن حلفائها بعد انسحاب القوات الأميركية من العراق."),
    ("ar", "ألغى البرلمان جلسة بشأن انسحاب القوات الأميركية من العراق."),
    ("ar", "علق البنتاغون على انسحاب القوات الأميركية من العراق."),
    ("ar", "وفي تعليق على انسحاب القوات الأميركية من العراق قال الوزير إنه مستمر."),
]


def _news(lang: str, text: str) -> list[Statement]:
    read = extract(entry(text, on="2025-06-10", title=_TITLE[lang], lang=lang), shipped())
    return [one for one in read.statements if not one.background]


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(
    ("forms", "told"),
    [
        pytest.param(_POSTPONED, {"postponed later", "postponed None"}, id="postponed"),
        pytest.param(_EARLIER, {"planned earlier"}, id="earlier"),
        pytest.param(_CALLED_OFF, {"denied stays"}, id="called-off"),
    ],
)
def test_what_happens_to_a_plan(forms: dict[str, tuple[str, ...]], told: set[str], lang: str) -> None:
    wrong = {}
    for form, (what, milestone) in product(forms[lang], _WHAT[lang].items()):
        text = form.format(w=what, W=what[0].upper() + what[1:])
        found = [(one.milestone, f"{one.modality} {one.change}", one.due) for one in _news(lang, text)]
        if not any(found == [(milestone, as_, None)] for as_ in told):
            wrong[text] = found
    assert not wrong


@pytest.mark.parametrize(("lang", "text"), _NONE)
def test_what_is_no_turn(lang: str, text: str) -> None:
    found = [one for one in _news(lang, text) if one.change is not None or one.modality == "postponed"]
    assert not [one for one in found if one.milestone != "other"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "The Pentagon has cancelled the withdrawal of US forces from Iraq planned for May 2026.",
        ),
        ("en", "The White House scrapped its plan to withdraw US forces from Iraq by May 2026."),
        (
            "en",
            "The withdrawal of US forces from Iraq, due in May 2026, has been cancelled, he said.",
        ),
        ("ar", "ألغى البنتاغون انسحاب القوات الأميركية من العراق المقرر في أيار 2026."),
        ("ar", "تراجعت واشنطن عن سحب قواتها من العراق في أيار 2026."),
    ],
)
def test_the_date_of_what_is_called_off_is_a_former_one(lang: str, text: str) -> None:
    assert [(one.milestone, one.modality, one.due) for one in _news(lang, text)] == [
        ("mission_end", "denied", None)
    ]


@pytest.mark.parametrize(
    ("lang", "text", "modality"),
    [
        ("en", "The withdrawal of US forces from Ain al-Asad was completed ahead of schedule.", "completed"),
        ("ar", "اكتمل انسحاب القوات الأميركية من عين الأسد قبل الموعد المحدد.", "completed"),
    ],
)
def test_what_is_done_early_is_done(lang: str, text: str, modality: str) -> None:
    assert [one.modality for one in _news(lang, text)] == [modality]
