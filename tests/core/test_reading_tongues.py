"""Ordinary reports in Persian, Turkish, French, German and Sorani: dates by, until and from, dates of saying.

Each row: language, day of publication, text, what is due: milestone, last day (of *from* the first), bound.
Their words stand elsewhere than in English or Arabic: verbs close the sentence, one word is "by" and "until",
places follow their date.
"""

import pytest

from monitor.extract import extract
from monitor.records import Bound
from tests.core.rules import entry, shipped

Row = tuple[str, str, str, list[str]]

LEADS = {
    "de": "Die internationale Koalition ist seit 2014 im Irak.",
    "fr": "La coalition internationale est présente en Irak depuis 2014.",
    "tr": "Koalisyon güçleri 2014'ten beri Irak'ta bulunuyor.",
    "fa": "نیروهای ائتلاف از سال ۲۰۱۴ در عراق هستند.",
    "ckb": "هێزەکانی هاوپەیمانان لە ساڵی ٢٠١٤ەوە لە عێراقن.",
}


def due(lang: str, day: str, text: str) -> list[str]:
    found = extract(entry(f"{LEADS[lang]} {text}", on=day), shipped()).statements
    told = ((s.milestone, s.due) for s in found if s.due is not None and not s.background)
    return sorted(
        f"{milestone} {of.first_day if of.bound is Bound.FROM else of.last_day} {of.bound.value}"
        for milestone, of in told
    )


LIMITS: list[Row] = [
    # a part's place as the object of who leaves
    (
        "fr",
        "2025-02-01",
        "Les soldats américains évacueront Bagdad d'ici fin juin 2025.",
        ["phase1 2025-06-30 by"],
    ),
    (
        "fa",
        "2025-02-01",
        "نظامیان آمریکایی تا پایان ژوئن ۲۰۲۵ بغداد را تخلیه می‌کنند.",
        ["phase1 2025-06-30 by"],
    ),
    ("ckb", "2025-02-01", "سەربازەکان تا کۆتایی حوزەیرانی ٢٠٢٥ بەغدا چۆڵ دەکەن.", ["phase1 2025-06-30 by"]),
    # a German verb far from its prefix, over the stop of a day
    (
        "de",
        "2025-02-01",
        "Die amerikanischen Soldaten ziehen nach Angaben der Armee bis zum 20. Mai 2026 aus Harir ab.",
        ["phase2 2026-05-20 by"],
    ),
    # French has one word for a month and months
    (
        "fr",
        "2025-02-01",
        "Les troupes quitteront Harir d'ici la fin du mois prochain.",
        ["phase2 2025-03-31 by"],
    ),
    (
        "fr",
        "2025-02-01",
        "Les troupes quitteront Harir dans les quatre prochains mois.",
        ["phase2 2025-06-01 by"],
    ),
    ("ckb", "2025-02-01", "هێزەکان تا کۆتایی مانگی داهاتوو لە هەریر دەکشێنەوە.", ["phase2 2025-03-31 by"]),
    # "from" behind a length: a place that is left is no event to count from
    ("fa", "2025-02-01", "نیروهای ائتلاف ظرف شش ماه از اربیل خارج خواهند شد.", ["phase2 2025-08-01 by"]),
    # what is counted is no year, and a year behind a month of the Solar Hijri calendar is none of it
    (
        "fa",
        "2025-02-01",
        "قرار است نظامیان آمریکایی تا مهر ۱۴۰۵ پایگاه حرير را ترک کنند.",
        ["phase2 2026-10-22 by"],
    ),
    # until: who stays, what lasts
    ("de", "2025-02-01", "Die zweite Phase dauert bis Mai 2026.", ["phase2 2026-05-31 until"]),
    ("tr", "2025-02-01", "İkinci aşama Mayıs 2026'ya kadar sürecek.", ["phase2 2026-05-31 until"]),
    ("fa", "2025-02-01", "مرحله دوم تا مه ۲۰۲۶ طول می‌کشد.", ["phase2 2026-05-31 until"]),
    ("ckb", "2025-02-01", "قۆناغی دووەم تا ئایاری ٢٠٢٦ دەخایەنێت.", ["phase2 2026-05-31 until"]),
    # and what somebody has time for is by it
    (
        "fr",
        "2025-02-01",
        "Les Américains ont jusqu'en mai 2026 pour évacuer Harir.",
        ["phase2 2026-05-31 by"],
    ),
    (
        "de",
        "2025-02-01",
        "Die Amerikaner haben bis Mai 2026 Zeit, Erbil zu verlassen.",
        ["phase2 2026-05-31 by"],
    ),
    # the first day, and the last
    (
        "tr",
        "2025-02-01",
        "Amerikan askerleri Mayıs 2027'den önce Harir'den çekilmeyecek.",
        ["phase2 2027-05-01 from"],
    ),
    (
        "fa",
        "2025-02-01",
        "نظامیان آمریکایی پیش از مه ۲۰۲۷ حریر را ترک نخواهند کرد.",
        ["phase2 2027-05-01 from"],
    ),
    ("ckb", "2025-02-01", "سەربازەکان پێش ئایاری ٢٠٢٧ هەریر جێناهێڵن.", ["phase2 2027-05-01 from"]),
    ("fr", "2025-02-01", "Les troupes quitteront Harir au plus tôt en mai 2027.", ["phase2 2027-05-01 from"]),
    (
        "de",
        "2025-02-01",
        "Die Soldaten werden nicht über Mai 2026 hinaus in Erbil bleiben.",
        ["phase2 2026-05-31 by"],
    ),
]


CLAUSES: list[Row] = [
    # two parts in one sentence, their verbs and places behind their dates
    (
        "de",
        "2025-02-01",
        "Die Truppen ziehen bis Juli 2025 aus Bagdad ab und bleiben bis Mai 2026 in Erbil.",
        ["phase1 2025-07-31 by", "phase2 2026-05-31 until"],
    ),
    (
        "tr",
        "2025-02-01",
        "Askerler Temmuz 2025'e kadar Bağdat'tan, Mayıs 2026'ya kadar Erbil'den çekilecek.",
        ["phase1 2025-07-31 by", "phase2 2026-05-31 by"],
    ),
    (
        "tr",
        "2025-02-01",
        "Askerler Temmuz 2025'e kadar Bağdat'tan ayrılacak, ancak Mayıs 2026'ya kadar Erbil'de kalacak.",
        ["phase1 2025-07-31 by", "phase2 2026-05-31 until"],
    ),
    (
        "fa",
        "2025-02-01",
        "نیروها تا ژوئیه ۲۰۲۵ از بغداد خارج می‌شوند و تا مه ۲۰۲۶ در اربیل می‌مانند.",
        ["phase1 2025-07-31 by", "phase2 2026-05-31 until"],
    ),
    (
        "ckb",
        "2025-02-01",
        "هێزەکان تا تەممووزی ٢٠٢٥ لە بەغدا و تا ئایاری ٢٠٢٦ لە هەولێر دەکشێنەوە.",
        ["phase1 2025-07-31 by", "phase2 2026-05-31 by"],
    ),
    # of two dates side by side the one that something is put off from is none
    (
        "de",
        "2025-02-01",
        "Der Abzug aus Erbil verschiebt sich von Mai 2026 auf Juli 2026.",
        ["phase2 2026-07-31 on"],
    ),
    (
        "fr",
        "2025-02-01",
        "Le retrait d'Erbil a été reporté de mai 2026 à juillet 2026.",
        ["phase2 2026-07-31 on"],
    ),
    (
        "tr",
        "2025-02-01",
        "Erbil'den çekilme Mayıs 2026'dan Temmuz 2026'ya ertelendi.",
        ["phase2 2026-07-31 on"],
    ),
    # other forces, other matters
    ("fr", "2025-02-01", "Les Italiens resteront en Irak jusqu'en mai 2026.", ["other 2026-05-31 until"]),
    ("de", "2025-02-01", "Der Präsident bleibt bis Mai 2029 im Amt.", []),
]


SAID: list[Row] = [
    # the date of a word is no deadline, whatever the next month of that name is
    (
        "de",
        "2025-08-20",
        "Das Ministerium teilte am 15. Oktober mit, die Koalition werde Erbil verlassen.",
        [],
    ),
    ("de", "2025-08-20", "Im November erklärte das Pentagon, die Truppen würden aus Harir abziehen.", []),
    ("fr", "2025-08-20", "Le ministre a affirmé en novembre que la coalition quitterait Harir.", []),
    ("tr", "2025-08-20", "Pentagon kasım ayında askerlerin Harir'den çekileceğini açıkladı.", []),
    ("fa", "2025-08-20", "پنتاگون در نوامبر گفت که نیروها از حریر خارج می‌شوند.", []),
    ("ckb", "2025-08-20", "وەزیری بەرگریی عێراق لە تشرینی دووەم گوتی کە هاوپەیمانان هەریر جێدەهێڵن.", []),
    # nor is that of what was done, its verb behind it
    ("de", "2025-08-20", "Im Januar räumten die US-Truppen den Stützpunkt Harir.", []),
    ("fr", "2025-08-20", "En janvier, les troupes américaines ont évacué Harir.", []),
    ("tr", "2025-08-20", "ABD askerleri ocak ayında Harir üssünü Irak ordusuna devretti.", []),
    ("fa", "2025-08-20", "آمریکایی‌ها در ژانویه پایگاه حریر را تخلیه کردند.", []),
    ("ckb", "2025-08-20", "سەربازەکان لە کانوونی دووەم بنکەی هەریریان چۆڵ کرد.", []),
    # what is told is
    ("de", "2025-08-20", "Im Januar werden die US-Truppen Harir verlassen.", ["phase2 2026-01-31 on"]),
    (
        "de",
        "2025-08-20",
        "Der Minister sagte, die Truppen würden Erbil im November verlassen.",
        ["phase2 2025-11-30 on"],
    ),
    (
        "tr",
        "2025-08-20",
        "Bakan, koalisyonun kasımda Harir'den ayrılacağını söyledi.",
        ["phase2 2025-11-30 on"],
    ),
    (
        "fa",
        "2025-08-20",
        "وزیر دفاع گفت که ائتلاف تا نوامبر حریر را ترک خواهد کرد.",
        ["phase2 2025-11-30 by"],
    ),
]


@pytest.mark.parametrize(("lang", "day", "text", "expected"), LIMITS)
def test_limits(lang: str, day: str, text: str, expected: list[str]) -> None:
    assert due(lang, day, text) == expected


@pytest.mark.parametrize(("lang", "day", "text", "expected"), CLAUSES)
def test_clauses_and_other_matters(lang: str, day: str, text: str, expected: list[str]) -> None:
    assert due(lang, day, text) == expected


@pytest.mark.parametrize(("lang", "day", "text", "expected"), SAID)
def test_dates_of_words_and_deeds(lang: str, day: str, text: str, expected: list[str]) -> None:
    assert due(lang, day, text) == expected
