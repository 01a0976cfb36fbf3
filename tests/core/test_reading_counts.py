"""How many, and where: numbers as newsrooms of several countries write them, and the names of bases.

Each row: language, text, the numbers or sites that are read. Written down before the rules were run on them.
"""

import pytest

from monitor.extract.counts import counts
from monitor.extract.reading import read_field
from monitor.extract.sites import one_name, sites
from monitor.lang import lexicon
from monitor.records import Field

COUNTS = [
    ("fr", "Environ 1 800 soldats américains restent en Irak.", [1800]),
    ("fr", "Les effectifs passeront sous 1 500 soldats, contre 2 400 auparavant.", [1500, 2400]),
    ("tr", "Ülkede 1 bin 800 ABD askeri var.", [1800]),
    ("tr", "Irak'ta yaklaşık 900 asker kalacak.", [900]),
    ("de", "Derzeit sind rund 280 Soldaten in Erbil.", [280]),
    ("ckb", "نزیکەی 1800 سەرباز لە عێراق ماون", [1800]),
    ("ar", "ويقدر عدد الجنود في البلاد بـ1800.", [1800]),
    ("ar", "وقال إن العدد سينخفض إلى ما دون الألفين.", [2000]),
    ("ar", "والعدد الباقي لا يتجاوز الألف.", [1000]),
    ("ar", "خفضت واشنطن قواتها في سوريا إلى أقل من 1600.", [1600]),
    ("en", "He ordered cuts in Iraq to 1,800 by the spring.", [1800]),
    ("en", "The committee put the number of foreign soldiers at 1,250.", [1250]),
    ("en", "The figure would fall to below 1,600.", [1600]),
    ("en", "Oil fell to 2,500 dinars a litre.", []),
    ("ar", "انخفض السعر إلى 2500 دينار.", []),
    ("fr", "Le budget est de 2 500 dollars.", []),
]
SITES = [
    ("en", "They left Camp Victoria beside Baghdad airport and al-Tanf.", ["Victory Base", "al-Tanf"]),
    ("ar", "غادروا معسكر فكتوريا المحاذي لمطار بغداد وقاعدة التنف.", ["Victory Base", "al-Tanf"]),
    ("tr", "ABD askerleri Ayn el-Esed ve Erbil'den ayrıldı, Victoria Üssü boşaltıldı.",
     ["Ain al-Asad", "Erbil", "Victory Base"]),
    ("fr", "Les soldats ont quitté Aïn al-Assad et Harir, près d'Erbil.", ["Ain al-Asad", "Harir", "Erbil"]),
    ("de", "Die Soldaten verließen Ain al-Assad und Tadschi.", ["Ain al-Asad", "Taji"]),
    ("ckb", "هێزەکان لە عەین ئەسەد و حەریر دەکشێنەوە", ["Ain al-Asad", "Harir"]),
    ("fa", "نیروها از اربیل و التاجی خارج شدند", ["Erbil", "Taji"]),
    ("en", "Shafaq News - Erbil\nA convoy left Harir.", ["Harir"]),
    ("ar", "شفق نيوز - أربيل\nغادر رتل حرير.", ["Harir"]),
    ("en", "Balad air base, K-1, Habbaniyah, Qayyarah West and Taji were handed over.",
     ["Balad", "K1", "Habbaniyah", "Qayyarah", "Taji"]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "expected"), COUNTS, ids=[row[1] for row in COUNTS])
def test_how_many(lang: str, text: str, expected: list[int]) -> None:
    assert [found.n for found in counts((read_field(Field.BODY, text, lexicon(lang)),))] == expected


@pytest.mark.parametrize(("lang", "text", "expected"), SITES, ids=[row[1] for row in SITES])
def test_where(lang: str, text: str, expected: list[str]) -> None:
    assert [found.name for found in sites((read_field(Field.BODY, text, lexicon(lang)),))] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Erbil air base", "Erbil"),
        ("Erbil airport", "Erbil"),
        ("Camp Victoria", "Victory Base"),
        ("Ain al-Asad", "Ain al-Asad"),
        ("Anbar", "Anbar"),
    ],
)
def test_one_name(name: str, expected: str) -> None:
    assert one_name(name, lexicon("en")) == expected
