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
    # Words and digits together, and every way to group them.
    ("en", "Three thousand four hundred soldiers are to go home.", [3400]),
    ("en", "One and a half thousand trainers and 1.8 thousand advisers.", [1500, 1800]),
    ("en", "Eighteen hundred troops in Iraq and seven hundred in Syria.", [1800, 700]),
    ("ar", "ثلاثة آلاف وأربعمئة جندي", [3400]),
    ("ar", "ألفان وثلاثمئة وخمسون عسكريا في العراق", [2350]),
    ("ar", "ألفين و300 جندي في العراق وسبعمئة في سوريا", [2300, 700]),
    ("ar", "ألفاً ومئتي جندي", [1200]),
    ("ar", "١٬٨٠٠ جندي", [1800]),
    ("fa", "سه هزار و چهارصد سرباز", [3400]),
    ("fa", "۳ هزار و ۴۰۰ نظامی آمریکایی", [3400]),
    ("ckb", "سێ هەزار و 400 سەرباز", [3400]),
    ("tr", "üç bin dört yüz asker", [3400]),
    ("fr", "3.400 soldats, puis mille deux cents militaires", [3400, 1200]),
    ("de", "1.800 Soldaten, davon neunhundert Ausbilder", [1800, 900]),
    # The second number has no noun.
    ("en", "It has 1,800 troops in Iraq. A further 700 serve in Syria.", [1800, 700]),
    ("ar", "في العراق 1800 جندي وفي سوريا 700.", [1800, 700]),
    ("ar", "انخفض عدد القوات إلى 1800 بعد أن كان 3400.", [1800, 3400]),
    # What is no number of troops.
    ("en", "Thousands of troops and several hundred advisers left.", []),
    ("en", "The soldiers guard 8,500 inmates.", []),
    ("en", "A blast injured 45 soldiers.", []),
    ("en", "Resolution 1483 bound the forces, and in 2011 soldiers left.", []),
    ("en", "On 21 October 2026 forces will go.", []),
    ("en", "Some 160 lorries carried the troops' equipment.", []),
    ("ar", "آلاف الجنود وبضع مئات من المستشارين غادروا", []),
    ("ar", "تحرس القوات 8500 معتقل", []),
    ("ar", "أدى الانفجار إلى إصابة 45 جنديا", []),
    ("ar", "القرار 1483 ألزم القوات، وفي 2011 جنود رحلوا", []),
    ("ar", "نقلت 160 آلية عتاد القوات", []),
    ("tr", "Saldırıda 45 asker yaralandı.", []),
]
RANGES = [
    ("en", "Between 150 and 200 instructors will stay.", (150, 200)),
    ("en", "Two to three thousand soldiers would remain.", (2000, 3000)),
    ("en", "150-200 trainers", (150, 200)),
    ("en", "The number of troops will be between 1,200 and 1,500.", (1200, 1500)),
    ("ar", "ما بين مئة وخمسين ومئتي مدرب", (150, 200)),
    ("ar", "ما بين 3 و4 آلاف جندي", (3000, 4000)),
    ("ar", "150 إلى 200 مستشار", (150, 200)),
    ("fa", "۱۵۰ تا ۲۰۰ مستشار", (150, 200)),
    ("tr", "150 ila 200 danışman", (150, 200)),
    ("fr", "entre 150 et 200 formateurs", (150, 200)),
    ("de", "150 bis 200 Ausbilder", (150, 200)),
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
    # A capital is a site where forces are in it, leave it, or it is named in a list of sites.
    ("en", "Coalition advisers in the capital Baghdad will pack up.", ["Baghdad"]),
    ("en", "The alliance closes its facilities in Baghdad.", ["Baghdad"]),
    ("en", "The last soldiers pulled out of Baghdad.", ["Baghdad"]),
    ("en", "First come Baghdad and Taji, then Erbil.", ["Baghdad", "Taji", "Erbil"]),
    ("en", "Troops withdraw from Baghdad and Anbar.", ["Baghdad", "Anbar"]),
    ("ar", "مستشارو التحالف في العاصمة بغداد", ["Baghdad"]),
    ("ar", "أخلت القوات الأجنبية بغداد", ["Baghdad"]),
    ("ar", "من التاجي وبغداد إلى أربيل", ["Taji", "Baghdad", "Erbil"]),
    ("ar", "الانسحاب من بغداد والأنبار", ["Baghdad", "Anbar"]),
    ("en", "Baghdad told Washington that the soldiers should leave.", []),
    ("en", "Envoys met in Baghdad about the coalition.", []),
    ("en", "The envoy left Baghdad after talks on the troops.", []),
    ("en", "The forces are there at the invitation of Baghdad.", []),
    ("en", "The soldiers of Ain al-Asad base in Anbar went home.", ["Ain al-Asad"]),
    ("ar", "القوات موجودة بدعوة من بغداد", []),
    ("ar", "انسحاب توافق عليه بغداد", []),
    ("ar", "التقى المبعوث قادة في بغداد بشأن التحالف", []),
    ("ar", "القائم بالأعمال الأميركي تحدث عن طريق الحرير", []),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "expected"), COUNTS, ids=[row[1] for row in COUNTS])
def test_how_many(lang: str, text: str, expected: list[int]) -> None:
    assert [found.n for found in counts((read_field(Field.BODY, text, lexicon(lang)),))] == expected


@pytest.mark.parametrize(("lang", "text", "ends"), RANGES, ids=[row[1] for row in RANGES])
def test_from_how_many_to_how_many(lang: str, text: str, ends: tuple[int, int]) -> None:
    assert [(found.n, found.n_max) for found in counts((read_field(Field.BODY, text, lexicon(lang)),))] == [
        ends
    ]


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
