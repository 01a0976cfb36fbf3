"""What is done to most of a force or a site is begun, and completed when it is done to all of it."""

import pytest

from monitor.extract import extract
from tests.core.rules import entry, shipped

TITLES = {
    "ar": "التحالف الدولي في العراق",
    "ckb": "هاوپەیمانی نێودەوڵەتی لە عێراق",
    "de": "Koalition im Irak",
    "en": "Coalition in Iraq",
    "fa": "ائتلاف بین‌المللی در عراق",
    "fr": "La coalition en Irak",
    "tr": "Irak'taki koalisyon",
}
PART = [
    ("en", "Most of the base at Ain al-Asad has been vacated."),
    ("en", "A large part of Ain al-Asad has been vacated."),
    ("en", "Much of Ain al-Asad has been handed over."),
    ("ar", "أخلت القوات الأميركية جزءا كبيرا من قاعدة عين الأسد."),
    ("ar", "غادر الجزء الأكبر من القوات الأميركية عين الأسد."),
    ("fa", "نظامیان آمریکایی بخش بزرگی از پایگاه ویکتوریا را تخلیه کرده‌اند."),
    ("fa", "بیشتر نظامیان آمریکایی پایگاه عین‌الاسد را ترک کرده‌اند."),
    ("tr", "ABD askerleri Ayn el-Esed üssünün büyük bölümünü boşalttı."),
    ("tr", "ABD askerlerinin çoğu Ayn el-Esed üssünden ayrıldı."),
    ("de", "US-Soldaten haben einen großen Teil des Stützpunkts Ain al-Asad geräumt."),
    ("de", "Die meisten US-Soldaten haben Ain al-Asad verlassen."),
    ("fr", "La plupart des soldats américains ont quitté la base d'Aïn al-Assad."),
    ("ckb", "زۆربەی سەربازانی ئەمریکا عەین ئەسەدیان بەجێهێشت."),
]
WHOLE = [
    ("en", "The base at Ain al-Asad has been vacated."),
    ("ar", "أخلت القوات الأميركية قاعدة عين الأسد."),
    ("fa", "نظامیان آمریکایی پایگاه عین‌الاسد را ترک کرده‌اند."),
    ("tr", "ABD askerleri Ayn el-Esed üssünü boşalttı."),
    ("de", "US-Soldaten haben den Stützpunkt Ain al-Asad geräumt."),
    ("fr", "Les soldats américains ont quitté la base d'Aïn al-Assad."),
    ("ckb", "سەربازانی ئەمریکا عەین ئەسەدیان بەجێهێشت."),
]


@pytest.mark.parametrize(
    ("lang", "text", "modality"),
    [*((*row, "begun") for row in PART), *((*row, "completed") for row in WHOLE)],
)
def test_how_much_is_done(lang: str, text: str, modality: str) -> None:
    read = extract(entry(text, on="2026-01-06", title=TITLES[lang], lang=lang), shipped())
    assert [(one.milestone, one.modality) for one in read.statements] == [("phase1", modality)]
