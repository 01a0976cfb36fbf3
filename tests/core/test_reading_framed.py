"""A date that somebody fears, opposes, guesses at, asks about or talks of sets nothing, whatever its verb."""

from itertools import product

import pytest

from tests.core.rules import news

EVENTS = {
    "en": [
        "the coalition will leave Iraq by June 2027",
        "the withdrawal has been postponed to June 2027",
        "the mission will be extended until June 2027",
        "American troops will stay until June 2027",
    ],
    "ar": [
        "التحالف سيغادر العراق بحلول حزيران 2027",
        "الانسحاب تأجل إلى حزيران 2027",
        "مهمة التحالف ستمدد حتى حزيران 2027",
        "القوات الأميركية ستبقى حتى حزيران 2027",
    ],
}
NOUNS = {
    "en": [
        "a withdrawal by June 2027",
        "a delay of the withdrawal to June 2027",
        "an extension of the mission until June 2027",
        "a stay of American troops until June 2027",
    ],
    "ar": [
        "انسحاب التحالف بحلول حزيران 2027",
        "تأجيل الانسحاب إلى حزيران 2027",
        "تمديد مهمة التحالف حتى حزيران 2027",
        "بقاء القوات الأميركية حتى حزيران 2027",
    ],
}
OF_EVENTS = {
    "en": [
        "It is unclear whether {}.",
        "Nobody knows if {}.",
        "He said that {} only if both sides agree.",
        "Nobody has decided that {}, he said.",
        "We have never said that {}, he added.",
        "He voiced fears that {}.",
        "Residents worry that {}.",
        "There are concerns that {}.",
        "Analysts expect that {}.",
        "He speculated that {}.",
        "It is rumoured that {}.",
        "Unconfirmed reports say {}.",
    ],
    "ar": [
        "يتساءل محللون عما إذا كان {}.",
        "لا أحد يعلم إن كان {}.",
        "قال إن {} إذا وافق الطرفان.",
        "ليس صحيحا أن {}، بحسب المتحدث.",
        "أعرب عن خشيته من أن {}.",
        "ثمة مخاوف من أن {}.",
        "يتوقع محللون أن {}.",
        "يظن نواب أن {}.",
        "تقول أنباء غير مؤكدة إن {}.",
    ],
}
OF_NOUNS = {
    "en": [
        "He warned against {}.",
        "Lawmakers oppose {}.",
        "Parliament rejected {}.",
        "The two sides discussed {}.",
        "Officials are weighing {}.",
        "There is talk of {}.",
        "Negotiators have not agreed on {}.",
        "They failed to agree on {}.",
    ],
    "ar": [
        "حذر النائب من {}.",
        "يعارض نواب {}.",
        "رفض البرلمان {}.",
        "بحث الجانبان {}.",
        "يدور حديث عن {}.",
        "لم يتفق المفاوضون على {}.",
        "أخفق الجانبان في الاتفاق على {}.",
        "ستنظر اللجنة في {}.",
    ],
}
SET = {"planned", "agreed", "announced", "postponed"}


@pytest.mark.parametrize(
    ("lang", "frame", "what"),
    [
        (lang, *pair)
        for frames, whats in ((OF_EVENTS, EVENTS), (OF_NOUNS, NOUNS))
        for lang in frames
        for pair in product(frames[lang], whats[lang])
    ],
)
def test_nothing_is_set(lang: str, frame: str, what: str) -> None:
    told = news(frame.format(what), lang, on="2026-02-10")
    assert [one for one in told if one.modality in SET and one.milestone != "other"] == []


FOREIGN = [
    ("fr", "Les habitants craignent que la coalition quitte l'Irak d'ici juin 2027."),
    ("fr", "On ignore si la mission sera prolongée jusqu'en juin 2027."),
    ("de", "Anwohner fürchten, dass der Einsatz bis Juni 2027 verlängert wird."),
    ("de", "Es ist unklar, ob die Koalition den Irak bis Juni 2027 verlassen wird."),
    ("tr", "Halk, koalisyon Haziran 2027'ye kadar Irak'tan ayrılacak diye endişeli."),
    ("tr", "Koalisyonun görevi Haziran 2027'ye kadar uzatılacak mı, belli değil."),
    ("fa", "مردم نگرانند که نظامیان آمریکایی تا ژوئن ۲۰۲۷ در عراق بمانند."),
    ("fa", "روشن نیست که آیا مأموریت ائتلاف تا ژوئن ۲۰۲۷ تمدید می‌شود."),
    ("ckb", "خەڵک نیگەرانن کە ئەرکی هاوپەیمانان تا حوزەیرانی 2027 درێژ بکرێتەوە."),
    ("ckb", "روون نییە ئایا هاوپەیمانان تا حوزەیرانی 2027 عێراق بەجێدەهێڵن."),
]


@pytest.mark.parametrize(("lang", "text"), FOREIGN, ids=[text[:50] for _, text in FOREIGN])
def test_nothing_is_set_in_other_languages(lang: str, text: str) -> None:
    told = news(text, lang, on="2026-02-10")
    assert [one for one in told if one.modality in SET and one.milestone != "other"] == []


STILL_SET = [
    ("en", "Despite fears of attacks, the coalition will leave Iraq by June 2027, he said.", "planned"),
    ("en", "Residents worry about jobs, but the coalition will leave Iraq by June 2027.", "planned"),
    ("en", "After long talks, both sides agreed that the coalition will leave by June 2027.", "agreed"),
    ("en", "The withdrawal has been postponed to June 2027, the minister said.", "postponed"),
    ("ar", "رغم مخاوف من هجمات، سيغادر التحالف العراق بحلول حزيران 2027.", "planned"),
    ("ar", "بحث الجانبان الملف واتفقا على انسحاب التحالف بحلول حزيران 2027.", "agreed"),
    ("en", "Lawmakers oppose the presence and American troops will leave Iraq by June 2027.", "planned"),
    ("ar", "ترفض بغداد أي تمديد وستغادر القوات الأميركية العراق بحلول حزيران 2027.", "planned"),
    ("tr", "Koalisyon Haziran 2027'ye kadar Irak'tan ayrılacak, ancak halk güvenlikten endişeli.", "planned"),
    ("fa", "ائتلاف تا ژوئن ۲۰۲۷ عراق را ترک خواهد کرد و مردم نگران امنیت هستند.", "planned"),
    ("ar", "أعلن الوزير تأجيل الانسحاب إلى حزيران 2027.", "postponed"),
]


@pytest.mark.parametrize(("lang", "text", "modality"), STILL_SET, ids=[row[1][:50] for row in STILL_SET])
def test_what_is_said_beside_a_fear_or_after_talks_is_set(lang: str, text: str, modality: str) -> None:
    told = [one.modality for one in news(text, lang, on="2026-02-10") if one.due]
    assert told == [modality]
