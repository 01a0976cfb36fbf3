"""A part of the force that has left completes nothing, whatever the language; all of it does."""

import pytest

from monitor.extract import extract
from tests.core.rules import entry, shipped

ROWS = [
    (
        "fa",
        "نظامیان آمریکایی در عراق",
        "شماری از نظامیان آمریکایی",
        "نظامیان آمریکایی",
        "پایگاه عین‌الاسد را ترک کرده‌اند.",
    ),
    (
        "de",
        "US-Truppen im Irak",
        "Ein Teil der US-Truppen hat",
        "Die US-Truppen haben",
        "den Stützpunkt Ain al-Asad verlassen.",
    ),
    (
        "fr",
        "Les troupes américaines en Irak",
        "Une partie des troupes américaines a",
        "Les troupes américaines ont",
        "quitté la base d'Aïn al-Assad.",
    ),
    (
        "tr",
        "Irak'taki ABD askerleri",
        "ABD askerlerinin bir kısmı",
        "ABD askerleri",
        "Ayn el-Esed Üssü'nden ayrıldı.",
    ),
    (
        "ckb",
        "سەربازانی ئەمریکا لە عێراق",
        "بەشێک لە سەربازانی ئەمریکا",
        "سەربازانی ئەمریکا",
        "بنکەی عەین ئەسەدیان چۆڵ کرد.",
    ),
]


def done(text: str, title: str, lang: str) -> bool:
    read = extract(entry(text, on="2025-08-25", title=title, lang=lang), shipped())
    return any(one.modality.value == "completed" and not one.background for one in read.statements)


@pytest.mark.parametrize(("lang", "title", "part", "whole", "left"), ROWS, ids=[row[0] for row in ROWS])
def test_a_part_of_them_completes_nothing(lang: str, title: str, part: str, whole: str, left: str) -> None:
    assert not done(f"{part} {left}", title, lang)
    assert done(f"{whole} {left}", title, lang)
