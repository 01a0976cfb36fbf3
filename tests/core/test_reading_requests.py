"""A delay that is asked for, talked of, warned of or refused is none: ways to say so crossed with plans."""

import pytest

from tests.core.rules import news

_PLANS = {
    "en": (
        ("the withdrawal of US forces from Iraq", "mission_end"),
        ("the end of the coalition's mission in Iraq", "mission_end"),
        ("the handover of Ain al-Asad base", "phase1"),
        ("the withdrawal of coalition forces from Erbil", "phase2"),
    ),
    "ar": (
        ("انسحاب القوات الأميركية من العراق", "mission_end"),
        ("إنهاء مهمة التحالف الدولي في العراق", "mission_end"),
        ("تسليم قاعدة عين الأسد", "phase1"),
        ("انسحاب قوات التحالف من أربيل", "phase2"),
    ),
}
_ASKED = {
    "en": (
        "Baghdad has asked Washington to delay {}, officials said.",
        "Kurdish leaders urged the coalition to postpone {}.",
        "Iraq is seeking a delay in {}, three officials said.",
        "Sunni lawmakers proposed delaying {}.",
        "Commanders recommended slowing {}.",
        "There are calls to postpone {}, a lawmaker said.",
    ),
    "ar": (
        "طلبت بغداد من واشنطن تأجيل {}، بحسب مسؤولين.",
        "دعا قادة أكراد إلى تأجيل {}.",
        "طالبت كتلة بإرجاء {}.",
        "تسعى بغداد إلى تأجيل {}، وفق ثلاثة مسؤولين.",
        "اقترح نواب تأجيل {}.",
        "هناك دعوات إلى تأجيل {}، قال نائب.",
    ),
}
_TALKED = {
    "en": (
        "Officials are in talks about whether to delay {}.",
        "A delay in {} is under discussion, the minister said.",
        "Contacts are under way about postponing {}, officials said.",
        "The American side hinted that it wants to delay {}.",
        "There is growing talk of postponing {}, a lawmaker said.",
    ),
    "ar": (
        "لمّحت واشنطن إلى تأجيل {}، بحسب مصدر.",
        "قال الوزير إن تأجيل {} قيد البحث.",
        "تجري اتصالات بشأن تأجيل {}، وفق مسؤولين.",
        "هناك حديث في الكواليس عن تأجيل {}، قال نائب.",
    ),
}
_NONE = {
    "en": (
        "Washington proposed a delay of {}, which Baghdad rejected.",
        "The envoy warned against delaying {}.",
        "Iraq will not ask for a delay in {}, the minister said.",
        "Washington has not asked to delay {}, the ministry said.",
    ),
    "ar": (
        "عرضت واشنطن تأجيل {} ورفضت بغداد ذلك.",
        "حذر المبعوث من تأجيل {}.",
        "لن يطلب العراق تأجيل {}، قال الوزير.",
        "لم تطلب واشنطن تأجيل {}، قالت الوزارة.",
    ),
}


def _told(text: str, lang: str) -> list[str]:
    return [f"{one.milestone} {one.modality} {one.change}" for one in news(text, lang, on="2025-03-10")]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_delay_that_is_asked_for_is_a_proposal(lang: str) -> None:
    wrong = {
        text: told
        for form in _ASKED[lang]
        for plan, milestone in _PLANS[lang]
        if (told := _told(text := form.format(plan), lang))
        not in ([f"{milestone} proposed later"], [f"{milestone} proposed changed"])
    }
    assert not wrong


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_delay_that_is_only_talked_of_is_a_rumour(lang: str) -> None:
    wrong = {
        text: told
        for form in _TALKED[lang]
        for plan, milestone in _PLANS[lang]
        if (told := _told(text := form.format(plan), lang)) != [f"{milestone} rumoured later"]
    }
    assert not wrong


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_delay_that_nobody_decided_on_is_none(lang: str) -> None:
    """At most it is told that the plan stands."""
    wrong = {
        text: told
        for form in _NONE[lang]
        for plan, milestone in _PLANS[lang]
        if (told := _told(text := form.format(plan), lang)) not in ([], [f"{milestone} denied changed"])
    }
    assert not wrong


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Iraq and the United States have agreed to delay the handover of Ain al-Asad base."),
        ("en", "The handover of Ain al-Asad base was postponed, although commanders warned of it."),
        ("ar", "اتفق العراق والولايات المتحدة على تأجيل تسليم قاعدة عين الأسد."),
        (
            "en",
            "After Baghdad asked for a delay, both sides agreed to postpone the handover "
            "of Ain al-Asad base.",
        ),
        ("en", "Washington, which warned of a vacuum, postponed the handover of Ain al-Asad base on Monday."),
        ("en", "The handover of Ain al-Asad base has been delayed; a new date is under discussion."),
        ("ar", "بعد أن طلبت بغداد مهلة، اتفق الجانبان على تأجيل تسليم قاعدة عين الأسد."),
        ("ar", "أجلت واشنطن تسليم قاعدة عين الأسد، والموعد الجديد قيد الدراسة، قال مسؤول."),
        ("ar", "بعدما حذر قادة من فراغ أمني، قررت واشنطن تأجيل تسليم قاعدة عين الأسد."),
        ("ar", "قررت الحكومة إرجاء تسليم قاعدة عين الأسد رغم تحذيرات القادة."),
    ],
)
def test_a_delay_that_was_decided_on_is_one(lang: str, text: str) -> None:
    assert _told(text, lang) == ["phase1 postponed later"]


@pytest.mark.parametrize(
    "text",
    [
        "Despite calls to delay it, the timetable for the withdrawal of US forces from Iraq stands, he said.",
        "The deadline for the withdrawal of US forces from Iraq still stands, the minister said.",
    ],
)
def test_what_stands_despite_the_calls_is_kept(text: str) -> None:
    assert _told(text, "en") == ["mission_end announced kept"]
