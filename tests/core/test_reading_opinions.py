"""Whose view it is: analysts, columnists, those who held an office once; and officials who only meet them.

Speakers, what they are called, verbs, word order and plans as tables; the reading follows from the parts.
"""

from itertools import product

import pytest

from monitor.extract import extract
from monitor.records import Statement
from tests.core.rules import entry, shipped

_DAY = "2025-02-01"
_PLANS = {
    "en": (
        ("coalition troops will leave Ain al-Asad by March 2026", "phase1 2026-03-31"),
        ("US forces will quit the Erbil base by the end of June 2027", "phase2 2027-06-30"),
        ("the coalition's mission in Iraq will end by December 2027", "mission_end 2027-12-31"),
    ),
    "ar": (
        ("قوات التحالف ستغادر عين الأسد بحلول نهاية آذار 2026", "phase1 2026-03-31"),
        ("القوات الأميركية ستنسحب من أربيل في نهاية حزيران 2027", "phase2 2027-06-30"),
        ("مهمة التحالف الدولي في العراق ستنتهي في كانون الأول 2027", "mission_end 2027-12-31"),
    ),
}
_TITLES = {"en": "Coalition in Iraq", "ar": "التحالف الدولي في العراق"}
VIEWS = {
    "en": (
        ("John Doe, an analyst at the Century Centre,", "John Doe"),
        ("Retired Gen. Richard Roe", "Richard Roe"),
        ("Zayd al-Fulani, a retired Iraqi officer,", "Zayd al-Fulani"),
        ("Amr al-Fulani, who teaches politics at the University of Baghdad,", "Amr al-Fulani"),
        ("Jane Doe of the Century Institute", "Jane Doe"),
        ("Former US ambassador Jane Roe", "Jane Roe"),
        ("A security expert", "security expert"),
        ("A former U.S. envoy", "envoy"),
    ),
    "ar": (
        ("الخبير الأمني زيد الفلاني", "زيد الفلاني"),
        ("أستاذ العلوم السياسية في جامعة بغداد عمرو الفلاني", "عمرو الفلاني"),
        ("الفريق الركن المتقاعد زيد عبد الكريم", "زيد عبد الكريم"),
        ("السفير الأميركي السابق جون دو", "جون دو"),
        ("رئيس مركز التفكير السياسي عمرو الفلاني", "عمرو الفلاني"),
        ("القائد السابق لقوات التحالف ريتشارد رو", "ريتشارد رو"),
        ("مراقبون", "sources"),
    ),
}
FORMS = {
    "en": (
        "{who} believes that {plan}.",
        "{who} reckons that {plan}.",
        "{who} is convinced that {plan}.",
        "{who} said the talks went well. {plan}, he added.",
    ),
    "ar": (
        "يرى {who} أن {plan}.",
        "يعتقد {who} أن {plan}.",
        "ويتوقع {who}، في حديث لوكالة شفق نيوز، أن {plan}.",
        "{plan}، وفق ما يرى {who}.",
        'قال {who} إن المباحثات تسير جيداً. وتابع: "{plan}".',
    ),
}
OFFICIALS = {
    "en": (
        "Speaking at the Atlantic Council, Foreign Minister Fuad Hussein said {plan}.",
        "Foreign Minister Fuad Hussein said {plan}, rejecting the view of experts.",
        "Foreign Minister Fuad Hussein, a former finance minister, said {plan}.",
        "Contrary to what analysts expect, Foreign Minister Fuad Hussein said {plan}.",
        "Foreign Minister Fuad Hussein told researchers at a think tank that {plan}.",
        "Foreign Minister Fuad Hussein believes that {plan}.",
        "In an opinion piece, Foreign Minister Fuad Hussein wrote that {plan}.",
        "Foreign Minister Fuad Hussein said {plan} and the former palace would be a museum.",
    ),
    "ar": (
        "قال وزير الخارجية فؤاد حسين خلال ندوة في معهد واشنطن إن {plan}.",
        "قال وزير الخارجية فؤاد حسين إن {plan}، نافياً ما ذهب إليه مراقبون.",
        "خلافاً لتوقعات المحللين قال وزير الخارجية فؤاد حسين إن {plan}.",
        "يعتقد وزير الخارجية فؤاد حسين أن {plan}.",
        "قال وزير الخارجية فؤاد حسين بعد جلسة مغلقة إن {plan}.",
    ),
}
COLUMNS = (
    ("Opinion: Iraq after the coalition", "{plan}.", True),
    ("Iraq after the coalition | Opinion", "{plan}.", True),
    ("Iraq after the coalition", "By John Doe, a fellow at the Century Foundation\n{plan}.", True),
    ("Iraq after the coalition", "{plan}. Much is open. The author is a former diplomat.", True),
    ("Public opinion in Iraq: the coalition", "By Jane Doe\n{plan}.", False),
    ("رأي: العراق بعد التحالف الدولي", "{plan}.", True),
    ("العراق بعد التحالف الدولي", "بقلم: زيد الفلاني\n{plan}.", True),
    ("العراق بعد التحالف الدولي", "{plan}. المقال يعبر عن رأي كاتبه.", True),
    ("الرأي العام العراقي والتحالف الدولي", "{plan}.", False),
)


def _read(text: str, title: str) -> list[Statement]:
    found = extract(entry(text, on=_DAY, title=title), shipped()).statements
    return [one for one in found if one.due and one.milestone != "other"]


def _shown(one: Statement) -> str:
    return f"{one.milestone} {one.due.last_day if one.due else ''}"


def _sentence(form: str, **parts: str) -> str:
    text = form.format(**parts)
    return text[0].upper() + text[1:]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_views(lang: str) -> None:
    wrong = []
    for (who, name), form, (plan, due) in product(VIEWS[lang], FORMS[lang], _PLANS[lang]):
        text = _sentence(form, who=who, plan=plan)
        read = [(_shown(one), one.commentary, name in one.speaker) for one in _read(text, _TITLES[lang])]
        if read != [(due, True, True)]:
            wrong.append((text, read))
    assert not wrong


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_officials_among_analysts(lang: str) -> None:
    wrong = []
    for form, (plan, due) in product(OFFICIALS[lang], _PLANS[lang]):
        text = _sentence(form, plan=plan)
        read = [(_shown(one), one.commentary, one.background) for one in _read(text, _TITLES[lang])]
        if read != [(due, False, False)]:
            wrong.append((text, read))
    assert not wrong


@pytest.mark.parametrize(("title", "form", "column"), COLUMNS)
def test_columns(title: str, form: str, column: bool) -> None:
    for plan, due in _PLANS["en" if title.isascii() else "ar"]:
        read = [(_shown(one), one.commentary) for one in _read(_sentence(form, plan=plan), title)]
        assert read == [(due, column)]
