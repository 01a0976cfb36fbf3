"""What looks like an end of the mission or a date of the plan and is none, in all seven languages."""

import pytest

from tests.core.rules import planned

TALKS = [
    ("en", "Washington and Baghdad have put an end to nine months of negotiations on the coalition."),
    ("ar", "أنهت بغداد وواشنطن تسعة أشهر من المفاوضات بشأن التحالف."),
    ("fr", "Washington et Bagdad ont mis fin à neuf mois de tractations sur la coalition."),
    ("fr", "Les deux gouvernements ont achevé leurs négociations sur la coalition en Irak."),
    ("de", "Washington und Bagdad haben neun Monate der Verhandlungen über die Koalition beendet."),
    ("tr", "Washington ile Bağdat koalisyon hakkındaki müzakereleri sona erdirdi."),
    ("fa", "واشنگتن و بغداد به نه ماه مذاکره درباره ائتلاف پایان دادند."),
    ("ckb", "واشنتن و بەغدا کۆتاییان بە نۆ مانگ دانوستان لەسەر هاوپەیمانان هێنا."),
    ("ckb", "فەرماندەکە وردەکاریی جووڵەی هێزەکانی بۆ وەزارەت بەجێهێشت."),
]


@pytest.mark.parametrize(("lang", "text"), TALKS, ids=[f"{lang} {text[:40]}" for lang, text in TALKS])
def test_the_end_of_talks_ends_no_mission(lang: str, text: str) -> None:
    assert not any(line.endswith("completed") for line in planned(text, lang, on="2024-09-28"))


PAPERS = [
    ("de", "Der Einsatz soll bis Ende 2027 beendet sein, steht in einer am Freitag verbreiteten Erklärung."),
    ("de", "Laut der am Montag veröffentlichten Mitteilung endet der Einsatz der Koalition Ende 2027."),
    ("tr", "Cuma günü yayımlanan ortak açıklamaya göre koalisyonun görevi 2027 sonuna kadar bitecek."),
]


@pytest.mark.parametrize(("lang", "text"), PAPERS, ids=[text[:40] for _, text in PAPERS])
def test_the_day_of_a_paper_is_none_of_the_plan(lang: str, text: str) -> None:
    assert [line.split()[1] for line in planned(text, lang, on="2024-09-28")] == ["2027-12-31"]


PARTS = [
    ("fr", "Les derniers conseillers ont quitté les zones administrées par le gouvernement fédéral irakien."),
    ("de", "Die letzten Berater der Koalition haben den föderalen Irak verlassen."),
    ("tr", "Son koalisyon askerleri federal bölgelerden ayrıldı."),
    ("ckb", "دوایین سەربازانی هاوپەیمانان ناوچەکانی ژێر دەسەڵاتی حکوومەتی فیدراڵیان چۆڵ کرد."),
]


@pytest.mark.parametrize(("lang", "text"), PARTS, ids=[text[:40] for _, text in PARTS])
def test_what_is_left_of_federal_iraq_is_the_first_phase(lang: str, text: str) -> None:
    assert planned(text, lang, on="2026-01-18") == ["phase1 completed"]


def test_a_dateline_with_its_agency_is_no_place_that_is_left() -> None:
    arabic = "أربيل (كوردستان24)- أعلن التحالف أن انسحابه سينتهي بنهاية الشهر الجاري."
    kurdish = "هەولێر (کوردستان24) - بڕیارە کشانەوەی هێزەکانی هاوپەیمانان تا کۆتایی ئەم مانگە تەواو بێت."
    for lang, text in (("ar", arabic), ("ckb", kurdish)):
        assert planned(text, lang, on="2025-09-15") == ["mission_end 2025-09-30"]


BEGUN = [
    ("ar", "وأضاف القائد أن الانسحاب انطلق في أيلول 2025 ويُختتم في أيلول 2026 بمغادرة أربيل."),
    (
        "en",
        "The withdrawal began in September 2025 and is to end in Erbil in September 2026, he said.",
    ),
]


@pytest.mark.parametrize(("lang", "text"), BEGUN, ids=["ar", "en"])
def test_when_it_began_makes_no_recap_of_when_it_ends(lang: str, text: str) -> None:
    assert planned(text, lang, on="2025-11-28") == ["phase2 2026-09-30"]


def test_somebody_who_receded_called_nothing_off() -> None:
    text = "وقال السوداني إن خطة خروج التحالف بحلول سبتمبر 2026 سارية لأن الخطر تراجع، وتساءل عن مبرر البقاء."
    assert planned(text, "ar", on="2025-11-03") == ["mission_end 2026-09-30"]
