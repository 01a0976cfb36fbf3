"""The withdrawal puts off something else, or is put off itself."""

from itertools import product

import pytest

from tests.core.rules import news

PLAN = ("The US withdrawal from Iraq", "The coalition's departure from Iraq", "The pullout from Ain al-Asad")
DELAYS = ("has delayed", "has put off", "will delay", "is delaying", "has suspended")
ELSE = ("an arms sale", "the training of Iraqi pilots", "talks with Turkey", "its oil contract")
DELAYED = (
    "has been delayed",
    "was put off",
    "will be delayed until further notice",
    "has slipped",
    "was postponed again",
)
PLAN_AR = ("انسحاب القوات الأميركية من العراق", "خروج التحالف من العراق")
DELAYS_AR = ("أخر", "أجل", "أرجأ", "سيؤخر", "علق")
ELSE_AR = ("صفقة سلاح", "تدريب الطيارين العراقيين", "محادثات مع تركيا", "زيارة الوزير")


def moved(text: str, lang: str) -> list[str]:
    return [one.milestone for one in news(text, lang, on="2025-03-01") if one.modality.value == "postponed"]


@pytest.mark.parametrize(("plan", "delays", "other"), [*product(PLAN, DELAYS, ELSE)])
def test_the_plan_puts_off_something_else(plan: str, delays: str, other: str) -> None:
    assert not moved(f"{plan} {delays} {other}.", "en")


@pytest.mark.parametrize(("plan", "delayed"), [*product(PLAN, DELAYED)])
def test_the_plan_is_put_off(plan: str, delayed: str) -> None:
    assert moved(f"{plan} {delayed}, officials said.", "en")


@pytest.mark.parametrize(("plan", "delays", "other"), [*product(PLAN_AR, DELAYS_AR, ELSE_AR)])
def test_in_arabic_too_where_the_plan_comes_first(plan: str, delays: str, other: str) -> None:
    assert not moved(f"قال مسؤول إن {plan} {delays} {other}.", "ar")


@pytest.mark.parametrize(("plan", "moved_to"), [*product(PLAN_AR, ("تأجل", "أجل إلى إشعار آخر", "تأخر"))])
def test_in_arabic_the_plan_is_put_off(plan: str, moved_to: str) -> None:
    assert moved(f"قال مسؤول إن {plan} {moved_to}.", "ar")


@pytest.mark.parametrize(
    ("lang", "said", "asked", "plan", "unmade"),
    [
        *product(
            ("en",),
            ("{}, an official said.",),
            ("A decision to postpone", "A formal request to delay", "Any postponement of"),
            ("the US withdrawal from Iraq", "the end of the coalition's mission in Iraq"),
            ("has not been discussed", "has not yet been taken", "is not on the table"),
        ),
        *product(
            ("ar",),
            ("قال مسؤول إن {}.",),
            ("طلبا رسميا بتأجيل", "قرار تأجيل", "فكرة إرجاء"),
            ("الانسحاب الأميركي من العراق", "إنهاء مهمة التحالف في العراق"),
            ("لم يقدم بعد", "لم يتخذ بعد", "غير مطروح"),
        ),
    ],
)
def test_what_nobody_has_decided_puts_off_nothing(
    lang: str, said: str, asked: str, plan: str, unmade: str
) -> None:
    assert not moved(said.format(f"{asked} {plan} {unmade}"), lang)
