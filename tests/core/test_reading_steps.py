"""Steps on the way out, read: bases handed over, convoys, last flights; recaps; what only looks like a step.

Each row: day of publication, text ("title | body"), the foreground statements. The rows were written down
before the rules were run on them, Arabic and English alike. They describe wordings, not history.
"""

import pytest

from monitor.extract import extract
from tests.core.rules import entry, shipped
from tests.core.test_reading_claims import Row, shown

DONE: list[Row] = [
    (
        "2026-03-05",
        "الجيش يتسلم مخازن التحالف | تسلمت قيادة عمليات بغداد، اليوم الخميس، آخر المخازن التي كان "
        "التحالف الدولي "
        "يشغلها في معسكر التاجي.",
        ["other on 2026-03-05 completed"],
    ),
    (
        "2026-03-05",
        "أعلنت وزارة الدفاع العراقية، اليوم الخميس، تسلم مقر التحالف الدولي الذي كان مغلقاً منذ عام في كركوك.",
        ["other on 2026-03-05 completed"],
    ),
    (
        "2026-03-05",
        "The US-led coalition on Thursday turned over its last hangars near Kirkuk to the Iraqi army, the "
        "defence ministry said.",
        ["other on 2026-03-05 completed"],
    ),
    (
        "2026-03-05",
        "BAGHDAD - Hangars and workshops at the camp near Mosul have been given back to the Iraqi "
        "army by the "
        "coalition. The transfer took place on Wednesday.",
        ["other on 2026-03-04 completed"],
    ),
    (
        "2026-03-05",
        "Iraqi army engineers assumed control of Qayyarah air base on Tuesday as the coalition "
        "continued to leave.",
        ["other on 2026-03-03 completed"],
    ),
    (
        "2026-03-05",
        "آخر طائرة للتحالف تغادر أربيل | أقلعت من أربيل، صباح اليوم الخميس، آخر طائرة تنقل جنود "
        "التحالف الدولي.",
        ["phase2 on 2026-03-05 completed"],
    ),
    (
        "2026-03-05",
        "The last plane with troops of the US-led coalition on board took off from Erbil on Thursday "
        "morning, an "
        "Iraqi officer said.",
        ["phase2 on 2026-03-05 completed"],
    ),
]
PLANNED: list[Row] = [
    (
        "2026-03-05",
        "قال مصدر أمني إن أولى قوافل التحالف الدولي ستنطلق من غربي العراق يوم الأحد نحو الأردن.",
        ["withdrawal_start on 2026-03-08 planned"],
    ),
    (
        "2026-03-05",
        "أكد المتحدث العسكري العراقي أن أول رتل للتحالف الدولي سيتحرك السبت المقبل نحو إقليم كردستان.",
        ["withdrawal_start on 2026-03-07 announced"],
    ),
    (
        "2026-03-05",
        "The coalition will leave the western base in Iraq, a source said. Convoys begin moving out "
        "on Sunday.",
        ["withdrawal_start from 2026-03-08 planned"],
    ),
    (
        "2026-03-05",
        "The first coalition convoys will set off for the Kurdistan Region of Iraq on March 12, a "
        "source said.",
        ["withdrawal_start on 2026-03-12 rumoured"],
    ),
    (
        "2026-03-05",
        "خروج التحالف من العراق | وقال ضابط عراقي إن آخر رحلة شحن للتحالف ستقلع في العشرين من نيسان.",
        ["phase2 on 2026-04-20 planned"],
    ),
    (
        "2026-03-05",
        "Coalition leaving Iraq | A new schedule puts the coalition's final cargo flight on April "
        "20, officers said.",
        ["phase2 on 2026-04-20 planned"],
    ),
]
NOTHING: list[Row] = [
    ("2026-03-05", "قوات التحالف في العراق | أقلعت من مطار بغداد، اليوم الخميس، آخر طائرة تنقل الحجاج.", []),
    ("2026-03-05", "Coalition in Iraq | The last flight with pilgrims left Baghdad on Thursday.", []),
    ("2026-03-05", "انسحاب التحالف من العراق | وتنطلق قوافل المساعدات إلى غزة يوم الأحد.", []),
    (
        "2026-03-05",
        "Coalition leaves Iraq | Separately, aid convoys for Syrian villages start moving on Sunday.",
        [],
    ),
]
RECAPS: list[Row] = [
    ("2026-03-05", "قيل لنا من قبل إن قوات التحالف ستغادر عين الأسد في أيار.", []),
    ("2026-03-05", "وكان قد تقرر من قبل أن يغادر التحالف العراق في أيار.", []),
    ("2026-03-05", "The coalition's mission in Iraq had originally been set to end in May.", []),
    ("2026-03-05", "We were told before that coalition troops would leave Ain al-Asad in May.", []),
]
ALL = [*DONE, *PLANNED, *NOTHING, *RECAPS]


def stated(day: str, text: str) -> list[str]:
    """Foreground statements on every milestone, tracked or not."""
    title, _, body = text.rpartition(" | ")
    found = extract(entry(body, on=day, title=title), shipped()).statements
    return [shown(s) for s in found if not s.background]


@pytest.mark.parametrize(("day", "text", "expected"), ALL, ids=[text[:60] for _, text, _ in ALL])
def test_steps(day: str, text: str, expected: list[str]) -> None:
    assert stated(day, text) == expected


ABROAD: list[Row] = [
    (
        "2025-02-12",
        "Irak'ta koalisyonun ilk aşaması Eylül 2025'te tamamlanacak, ikinci aşaması ise bir yıl "
        "sonra bitecek.",
        ["phase1 on 2025-09-30 planned", "phase2 on 2026-09-30 planned"],
    ),
    (
        "2025-02-12",
        "Irak: le maintien de la coalition | La coalition pourrait rester en Irak jusqu'en 2028, "
        "selon des sources.",
        ["mission_end until 2028-12-31 rumoured"],
    ),
    (
        "2025-02-12",
        "Retrait de la coalition d'Irak | Le gouvernement s'en tient à l'échéance de septembre 2026.",
        ["mission_end by 2026-09-30 planned"],
    ),
    (
        "2025-02-12",
        "وزارت دفاع عراق ماندن نیروهای آمریکایی در این کشور تا سال ۲۰۲۹ را تکذیب کرد.",
        ["mission_end denied"],
    ),
    (
        "2026-01-18",
        "پایگاه عین‌الاسد روز شنبه پس از خروج نیروهای آمریکایی تحویل ارتش عراق شد.",
        ["phase1 on 2026-01-17 completed"],
    ),
    (
        "2026-01-18",
        "Die Koalition zieht im Irak ab | Die erste Phase endet im September 2026, sagte der Sprecher.",
        ["phase1 on 2026-09-30 planned"],
    ),
    # What is denied, put off or begun, and whose; other armies and coalitions.
    (
        "2026-06-02",
        "Irak Ordu Sözcüsü Sabah en-Numan, koalisyon güçlerinin çekilmesinin ertelendiği yönündeki "
        "haberlerin asılsız olduğunu belirtti.",
        ["mission_end denied"],
    ),
    (
        "2026-09-20",
        "Iraklı bir yetkili, koalisyon güçlerinin Harir Üssü'nden çekilmesinin 31 Aralık 2026'ya "
        "ertelendiğini açıkladı.",
        ["phase2 on 2026-12-31 postponed"],
    ),
    (
        "2026-02-10",
        "Irak Başbakanı Muhammed Şiya es-Sudani, koalisyonun görevinin 2027 yılının ortasına kadar "
        "tamamlanacağını bildirdi.",
        ["mission_end by 2027-08-31 planned"],
    ),
    (
        "2025-08-18",
        "Güvenlik kaynakları, Irak'taki ABD askerlerinin üslerinden çekilmeye başladığını söyledi.",
        ["withdrawal_start begun"],
    ),
    (
        "2026-03-04",
        "Milli Savunma Bakanlığı, Türk askerlerinin Irak'ın kuzeyindeki üslerinden 2026 sonuna kadar "
        "çekilmeyeceğini açıkladı.",
        [],
    ),
    (
        "2026-06-02",
        "صباح النعمان سخنگوی فرمانده کل نیروهای مسلح عراق گزارش‌ها درباره تمدید حضور نیروهای ائتلاف تا "
        "سال ۲۰۲۷ را بی‌اساس خواند.",
        ["mission_end denied"],
    ),
    (
        "2024-08-16",
        "وزارت خارجه عراق اعلام کرد که اعلام پایان مأموریت ائتلاف به تعویق افتاده است.",
        ["announcement postponed"],
    ),
    (
        "2026-03-04",
        "یک مقام آمریکایی گفت نیروهای این کشور تا پایان سال ۲۰۲۶ پایگاه‌های خود در سوریه را ترک خواهند کرد.",
        [],
    ),
    (
        "2026-06-02",
        "وتەبێژی سوپای عێراق سەباح نوعمان گوتی، هەواڵی درێژکردنەوەی مانەوەی هێزەکانی هاوپەیمانان تا "
        "٢٠٢٧ دوورە لە ڕاستی.",
        ["mission_end denied"],
    ),
    (
        "2026-09-20",
        "بەرپرسێکی عێراقی گوتی، کشانەوەی هێزەکانی هاوپەیمانان لە بنکەی حەریر دواخرا بۆ ٣١ی کانوونی "
        "یەکەمی ٢٠٢٦.",
        ["phase2 on 2026-12-31 postponed"],
    ),
    (
        "2026-03-04",
        "وەزارەتی بەرگری تورکیا ڕایگەیاند، سەربازانی تورکیا تا کۆتایی ٢٠٢٦ لە عێراق ناکشێنەوە.",
        [],
    ),
    (
        "2026-06-02",
        "Le porte-parole de l'armée irakienne a démenti que les forces de la coalition resteraient en "
        "Irak jusqu'en 2027.",
        ["mission_end denied"],
    ),
    (
        "2026-09-20",
        "Le retrait de la coalition de la base de Harir, en Irak, a été repoussé au 31 décembre 2026.",
        ["phase2 on 2026-12-31 postponed"],
    ),
    (
        "2026-05-05",
        "Le député Mokhtar al-Moussaoui a réclamé que les Américains quittent l'Irak avant la fin de l'été.",
        ["mission_end by 2026-08-31 proposed"],
    ),
    (
        "2026-03-20",
        "Le ministère des Armées a indiqué que les soldats français resteraient en Irak jusqu'au 31 "
        "décembre 2026.",
        [],
    ),
    (
        "2026-06-02",
        "Der irakische Militärsprecher dementierte Berichte, wonach die Koalitionstruppen bis Ende "
        "2027 im Irak bleiben.",
        ["mission_end denied"],
    ),
    (
        "2026-09-20",
        "Der Abzug der Koalition vom Stützpunkt Harir im Irak ist auf den 31. Dezember 2026 verschoben "
        "worden.",
        ["phase2 on 2026-12-31 postponed"],
    ),
    (
        "2026-05-20",
        "Die Koalition in Berlin will das Irak-Mandat der Bundeswehr bis Ende Oktober 2026 verlängern.",
        [],
    ),
]


@pytest.mark.parametrize(("day", "text", "expected"), ABROAD, ids=[text[:40] for _, text, _ in ABROAD])
def test_steps_in_other_languages(day: str, text: str, expected: list[str]) -> None:
    assert stated(day, text) == expected
