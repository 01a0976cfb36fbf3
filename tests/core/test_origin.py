"""Whose news an article tells: owners of outlets, wires and cited outlets, in every spelling."""

from dataclasses import replace

import pytest

from monitor.novelty import Credit, Origin, Origins
from monitor.records import origins_of
from tests.core.ledger_rows import row
from tests.core.rules import entry

ORIGINS = Origins()
FILLER = {
    "en": "The ministry gave no further details on Sunday. ",
    "ar": "ولم تذكر الوزارة تفاصيل أخرى الأحد. ",
}


def credit(
    text: str, lang: str, *, outlet: str = "Local Paper", title: str = "", url: str | None = None
) -> Credit:
    made = replace(entry(text, lang=lang, title=title), outlet=outlet, origin=outlet, url=url)
    return ORIGINS.credit(made)


@pytest.mark.parametrize(
    ("text", "lang", "credited"),
    [
        # a wire in a dateline or brackets
        ("BAGHDAD, Sept 8 (Reuters) - Iraq and the coalition have agreed on a date.", "en", "Reuters"),
        ("بغداد (رويترز) - قال مسؤول عراقي إن القوات ستغادر.", "ar", "Reuters"),
        ("BAGHDAD (AP) — The US-led coalition will leave.", "en", "AP"),
        ("بغداد (أ ب) - قال مسؤول إن التحالف سيغادر.", "ar", "AP"),
        ("بغداد - (أ ف ب) أعلن رئيس الوزراء موعدا.", "ar", "AFP"),
        ("بغداد/ الأناضول\nقال وزير الدفاع إن المهمة ستنتهي.", "ar", "Anadolu Agency"),
        ("دمشق (سانا) - عاد الوفد.", "ar", "SANA"),
        ("أبوظبي في 8 سبتمبر / وام / بحث الوزيران الموعد.", "ar", "WAM"),
        # an outlet cited in the lead
        ("The mission will end in 2025, Reuters reported on Friday, citing two sources.", "en", "Reuters"),
        ("نقلت وكالة رويترز عن مصدرين أن المهمة ستنتهي في 2025.", "ar", "Reuters"),
        ("According to the Washington Post, troops will leave.", "en", "Washington Post"),
        ("نقلت صحيفة واشنطن بوست عن مسؤولين أميركيين أن الانسحاب قريب.", "ar", "Washington Post"),
        ('"We will leave by September," the adviser told CNN.', "en", "CNN"),
        ("وذكرت شبكة سي إن إن الأميركية أن البنتاغون يستعد.", "ar", "CNN"),
        ("A minister told the Rudaw news agency that the date stands.", "en", "Rudaw"),
        ("وقال المستشار لـ«رووداو» إن الموعد قائم.", "ar", "Rudaw"),
        ("وقال المستشار، في تصريح لـ\"شفق نيوز\"، إن القوات ستغادر.", "ar", "Shafaq News"),
        ("The coalition will leave, the Iraqi News Agency (INA) reported.", "en", "Iraqi News Agency"),
        ("وقال المستشار لوكالة الأنباء العراقية (واع) إن المهلة قائمة.", "ar", "Iraqi News Agency"),
        ("قال الوزير لوكالة فرانس برس إن القوات ستبقى.", "ar", "AFP"),
        ("La coalition partira, selon une source citée par l'AFP.", "fr", "AFP"),
        # a source named at the end
        (FILLER["en"] * 15 + "\nSource: AFP", "en", "AFP"),
        (FILLER["ar"] * 15 + "\nالمصدر: رويترز", "ar", "Reuters"),
        (FILLER["ar"] * 15 + "(د ب أ)", "ar", "dpa"),
        (FILLER["en"] * 15 + "\n© Agence France-Presse", "en", "AFP"),
        # nobody's but the outlet's own
        ("The ministry said the coalition would leave by September.", "en", ""),
        ("أعلنت الوزارة أن التحالف سيغادر في سبتمبر.", "ar", ""),
        ("A soldier at a base. (Photo by A. Name/AFP via Getty Images)\nThe ministry said so.", "en", ""),
        ("جندي في قاعدة (صورة: رويترز)\nأعلنت الوزارة أن التحالف سيغادر.", "ar", ""),
        (FILLER["en"] * 15 + "In January Reuters reported that talks began. " + FILLER["en"] * 5, "en", ""),
        (FILLER["ar"] * 20 + "وكانت رويترز ذكرت في يناير أن المحادثات بدأت. " + FILLER["ar"] * 5, "ar", ""),
        ("Troops told the guardian of the base that they would leave.", "en", ""),
        ("قال المتحدث، وهو واع لما يجري، إن القوات ستغادر.", "ar", ""),
        ("وصل رئيس الوزراء إلى مقر قناة الجزيرة لإجراء لقاء.", "ar", ""),
        ("الصباح - وكالات\nدعا مجلس النواب إلى إنهاء الوجود الأجنبي.", "ar", ""),
    ],
)  # fmt: skip
def test_the_wire_or_outlet_that_a_text_credits(text: str, lang: str, credited: str) -> None:
    found = credit(text, lang)
    assert (found.credited, found.origin) == (credited, credited or "Local Paper")


@pytest.mark.parametrize(
    ("title", "lang", "credited"),
    [
        ("رويترز: واشنطن تؤجل سحب قواتها من العراق", "ar", "Reuters"),
        ("Reuters: Washington delays pulling troops out of Iraq", "en", "Reuters"),
        ("Iraq and US agree on end of mission - Reuters", "en", "Reuters"),
    ],
)
def test_a_title_that_names_its_source(title: str, lang: str, credited: str) -> None:
    assert credit(FILLER[lang], lang, title=title).credited == credited


@pytest.mark.parametrize(
    ("outlet", "url", "origin"),
    [
        ("رويترز", None, "Reuters"),
        ("Rudaw English", None, "Rudaw"),
        ("BBC Arabic", None, "BBC"),
        ("France 24 (Arabic)", None, "France 24"),
        ("قناة الجزيرة", None, "Al Jazeera"),
        ("وكالة الأنباء العراقية (واع)", None, "Iraqi News Agency"),
        ("rudaw.net", None, "Rudaw"),
        ("Some Page", "https://english.alarabiya.net/News/1", "Al Arabiya"),
        ("Guardian Nigeria", "https://guardian.ng/1", "Guardian Nigeria"),
        ("Local Paper", "https://example.org/1", "Local Paper"),
    ],
)
def test_outlets_of_one_owner_are_one_origin(outlet: str, url: str | None, origin: str) -> None:
    assert credit(FILLER["en"], "en", outlet=outlet, url=url) == Credit(origin)


@pytest.mark.parametrize(
    ("text", "lang", "outlet"),
    [
        ("An adviser told Shafaq News that it stands, according to Reuters.", "en", "Shafaq News"),
        ("بغداد - شفق نيوز: قال مستشار رئيس الوزراء إن الموعد قائم.", "ar", "شفق نيوز"),
    ],
)  # fmt: skip
def test_whoever_cites_itself_tells_its_own_news(text: str, lang: str, outlet: str) -> None:
    assert credit(text, lang, outlet=outlet) == Credit("Shafaq News")


def test_the_user_adds_origins_and_names_to_those_that_ship() -> None:
    own = Origins(
        [
            Origin("Reuters", names=("Reuters Arabia",)),
            Origin("Nahr Group", ("Nahr TV", "قناة النهر"), domains=("nahr.example",)),
        ]
    )
    made = entry("قالت قناة النهر إن القوات ستغادر.", lang="ar")
    assert own.credit(made).credited == "Nahr Group"
    assert own.credit(replace(made, outlet="Reuters Arabia", origin="x", body="")).origin == "Reuters"
    assert own.credit(replace(made, url="https://www.nahr.example/1", body="")).origin == "Nahr Group"


A = row("2024-09-08", "2026-end", entry="a", outlet="agency")
B = row("2024-09-09", "2026-end", entry="b", outlet="paper")
C = row("2024-09-10", "2026-end", entry="c", outlet="channel")


@pytest.mark.parametrize(
    ("carriers", "origins"),
    [
        pytest.param((A, B, C), ("agency", "paper", "channel"), id="three reports"),
        pytest.param((A, replace(B, copy_of="a"), C), ("agency", "channel"), id="a copy"),
        pytest.param((replace(A, copy_of="b"), B, C), ("agency", "channel"), id="found the other way round"),
        pytest.param(
            (A, replace(B, copy_of="a"), replace(C, copy_of="b")), ("agency",), id="a copy of the copy"
        ),
        pytest.param(
            (A, replace(B, copy_of="elsewhere")), ("agency", "paper"), id="a copy of something else"
        ),
    ],
)
def test_copies_have_the_origin_of_the_first_of_them(
    carriers: tuple[object, ...], origins: tuple[str, ...]
) -> None:
    assert origins_of(carriers) == origins  # type: ignore[arg-type]
