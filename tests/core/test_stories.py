"""Which articles tell the same news: copies are found, and a copy with another date is no copy."""

import struct
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.novelty import Shelf, StoryLevel, StoryMatch, StoryPolicy, Told, assign, tell
from monitor.novelty.gist import gist
from monitor.novelty.names import sounds
from monitor.records import (
    Bound,
    DueRange,
    Entry,
    Field,
    Modality,
    Precision,
    Quote,
    Rank,
    Statement,
)

POLICY = StoryPolicy()
COPIES_ONLY = StoryPolicy(news_score=2.0)
AT = datetime(2024, 9, 6, 12, tzinfo=UTC)

AR = (
    "قال مسؤولون إن بغداد وواشنطن توصلتا إلى تفاهم بشأن خطة لخروج قوات التحالف الدولي من العراق. "
    "وتنص الخطة على مغادرة مئات الجنود قبل أيلول 2025 وخروج الباقين من أربيل بحلول نهاية 2026. "
    "وأضافوا أن الإعلان تأجل بسبب التصعيد في المنطقة وأن نحو 2500 جندي ينتشرون حالياً في القواعد."
)
EN = (
    "Officials said Baghdad and Washington reached an understanding on a plan for coalition troops to leave "
    "Iraq. "
    "Hundreds of soldiers would depart by September 2025 and the rest would leave Erbil by the end of 2026. "
    "The announcement was put off because of tension in the region, and about 2,500 soldiers remain at "
    "several bases."
)
OTHER = (
    "وقعت وزارة النفط عقداً مع شركة أجنبية لتطوير حقل غاز في محافظة البصرة على أن يبدأ الإنتاج خلال عامين. "
    "وذكرت الوزارة أن المشروع يوفر آلاف فرص العمل لأبناء المحافظة."
)


def entry(
    id: str, body: str, *, hours: float = 0, lang: str = "ar", url: str | None = None, title: str = "عنوان"
) -> Entry:
    at = AT + timedelta(hours=hours)
    return Entry(id, 1, f"feed-{id}", id, id, lang, at, at, title, "", body, url, "d")


def told(*entries: Entry) -> list[Told]:
    return [tell(e) for e in entries]


FIRST_AR, FIRST_EN = entry("ar1", AR), entry("en1", EN, lang="en", title="A title")


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


@pytest.mark.parametrize(
    ("first", "body", "level"),
    [
        pytest.param(FIRST_AR, AR, StoryLevel.COPY, id="ar-copied"),
        pytest.param(FIRST_EN, EN, StoryLevel.COPY, id="en-copied"),
        pytest.param(
            FIRST_AR, AR.replace("أ", "ا").replace("ة", "ه"), StoryLevel.COPY, id="ar-other-spelling"
        ),
        pytest.param(FIRST_AR, changed(AR, "2025", "٢٠٢٥"), StoryLevel.COPY, id="ar-other-digits"),
        pytest.param(FIRST_EN, changed(EN, "2,500", "2500"), StoryLevel.COPY, id="en-other-separator"),
        pytest.param(FIRST_AR, f"بغداد (وكالات) - {AR}", StoryLevel.COPY, id="ar-with-a-dateline"),
        pytest.param(FIRST_EN, EN.upper(), StoryLevel.COPY, id="en-upper-case"),
        pytest.param(FIRST_AR, AR.split(" وأضافوا")[0], StoryLevel.COPY, id="ar-excerpt"),
        pytest.param(FIRST_EN, EN.split(" The announcement")[0], StoryLevel.COPY, id="en-excerpt"),
        pytest.param(FIRST_AR, changed(AR, "2025", "2026"), StoryLevel.NONE, id="ar-other-year"),
        pytest.param(FIRST_EN, changed(EN, "2025", "2027"), StoryLevel.NONE, id="en-other-year"),
        pytest.param(FIRST_AR, changed(AR, "أيلول", "تموز"), StoryLevel.NONE, id="ar-other-month"),
        pytest.param(FIRST_EN, changed(EN, "September", "March"), StoryLevel.NONE, id="en-other-month"),
        pytest.param(
            FIRST_AR, changed(AR, "قبل أيلول", "بعد أيلول"), StoryLevel.NONE, id="ar-after-for-before"
        ),
        pytest.param(
            FIRST_EN, changed(EN, "by September", "after September"), StoryLevel.NONE, id="en-after-for-by"
        ),
        pytest.param(FIRST_AR, changed(AR, "2500", "900"), StoryLevel.NONE, id="ar-other-count"),
        pytest.param(
            FIRST_EN, changed(EN, "would depart", "would not depart"), StoryLevel.NONE, id="en-denied"
        ),
        pytest.param(FIRST_AR, changed(AR, "وتنص", "ولا تنص"), StoryLevel.NONE, id="ar-denied"),
        pytest.param(
            FIRST_AR, changed(AR, "نهاية 2026", "منتصف 2026"), StoryLevel.NONE, id="ar-other-part-of-the-year"
        ),
        pytest.param(
            FIRST_AR,
            changed(changed(AR, "2025", "X"), "2026", "2025").replace("X", "2026"),
            StoryLevel.NONE,
            id="ar-years-swapped",
        ),
        pytest.param(
            FIRST_AR,
            changed(AR, "2025", "2026").split(" وأضافوا")[0],
            StoryLevel.NONE,
            id="ar-excerpt-other-year",
        ),
        pytest.param(FIRST_AR, AR + " والموعد الجديد هو 2027.", StoryLevel.NONE, id="ar-updated-with-a-date"),
        pytest.param(FIRST_EN, EN + " The new date is 2027.", StoryLevel.NONE, id="en-updated-with-a-date"),
        pytest.param(FIRST_AR, OTHER, StoryLevel.NONE, id="ar-other-matter"),
    ],
)
def test_copies_and_the_veto(first: Entry, body: str, level: StoryLevel) -> None:
    second = replace(first, id="second", body=body, published_at=AT + timedelta(hours=3))
    match = assign(second, told(first), COPIES_ONLY)
    assert match.level is level, match.reason
    assert match.story == (first.id if level is StoryLevel.COPY else "second")
    assert match.near_copy_of == (first.id if level is StoryLevel.COPY else None)


def test_the_whole_article_is_no_copy_of_its_excerpt_when_it_says_more() -> None:
    excerpt = entry("short", AR.split(" وأضافوا")[0])
    assert assign(replace(FIRST_AR, id="long"), told(excerpt), COPIES_ONLY).level is StoryLevel.NONE


@pytest.mark.parametrize(
    ("first", "title", "other"),
    [
        pytest.param(
            FIRST_AR, "الانسحاب قبل 2025", "الانسحاب قبل 2026", id="ar-a-year-of-the-text-for-another"
        ),
        pytest.param(FIRST_EN, "Exit by end of 2025", "Exit by end of 2026", id="en-a-year-of-the-text"),
        pytest.param(FIRST_AR, "إخلاء 1 من 2", "إخلاء 2 من 2", id="ar-one-of-two"),
        pytest.param(FIRST_EN, "1 of 2 bases is empty", "2 of 2 bases is empty", id="en-one-of-two"),
    ],
)
def test_another_fact_in_the_same_headline_is_no_copy(first: Entry, title: str, other: str) -> None:
    old, new = replace(first, title=title), replace(first, id="new", title=other)
    assert assign(new, [tell(old)], COPIES_ONLY).level is not StoryLevel.COPY


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        pytest.param("https://n.example/1?utm_source=a", "https://n.example/1#x", True, id="tracking"),
        pytest.param("http://n.example/1", "https://n.example/1", True, id="scheme"),
        pytest.param("https://n.example/1", "https://n.example/2", False, id="other-page"),
        pytest.param("https://n.example/", "https://n.example/", False, id="front-page"),
        pytest.param(None, None, False, id="no-address"),
    ],
)
def test_the_same_address_is_the_same_story(ours: str | None, theirs: str | None, same: bool) -> None:
    match = assign(entry("b", OTHER, url=ours), told(entry("a", AR, url=theirs)), COPIES_ONLY)
    assert (match.level is StoryLevel.ADDRESS) == same
    assert match.near_copy_of is None


@pytest.mark.parametrize(
    ("hours", "found"), [(0, True), (167, True), (169, False), (-167, True), (-169, False)]
)
def test_only_articles_within_the_window_count(hours: float, found: bool) -> None:
    match = assign(entry("later", AR, hours=hours), told(FIRST_AR), POLICY)
    assert (match.level is not StoryLevel.NONE) == found


REPORTS = {
    "ar": (
        entry("r1", AR, title="اتفاق على خطة خروج التحالف من العراق"),
        entry(
            "r2",
            "كشفت مصادر مطلعة عن خطة اتفقت عليها بغداد وواشنطن لخروج قوات التحالف من القواعد، تشمل "
            "مغادرة مئات الجنود بحلول أيلول 2025 ثم خروج الباقين من أربيل مع نهاية 2026، ثم يعلن الاتفاق.",
            title="مصادر: خطة خروج قوات التحالف تمتد حتى 2026",
            hours=5,
        ),
        entry("r3", OTHER, title="عقد لتطوير حقل غاز في البصرة", hours=5),
    ),
    "en": (
        entry("r1", EN, lang="en", title="Plan agreed for coalition troops to leave Iraq"),
        entry(
            "r2",
            "A plan agreed by Baghdad and Washington would see hundreds of coalition soldiers leave Iraq by "
            "September 2025, sources told reporters, while the rest stay in Erbil until the end of 2026.",
            lang="en",
            title="Coalition plan: hundreds of soldiers to leave by September 2025, sources say",
            hours=5,
        ),
        entry(
            "r3",
            "The oil ministry signed a contract with a foreign company to develop a gas field in Basra, "
            "with first production due within two years, creating thousands of jobs.",
            lang="en",
            title="Basra gas field contract signed",
            hours=5,
        ),
    ),
}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_another_report_of_the_same_news(lang: str) -> None:
    first, second, other = REPORTS[lang]
    match = assign(second, told(first, other), POLICY)
    assert (match.level, match.story) == (StoryLevel.NEWS, "r1")
    assert match.near_copy_of is None
    assert "r1" in match.reason
    assert assign(other, told(first, second), POLICY).level is StoryLevel.NONE


def test_news_fades_with_time() -> None:
    first, second, _ = REPORTS["ar"]
    soon = assign(second, told(first), POLICY)
    late = assign(replace(second, published_at=AT + timedelta(days=6)), told(first), POLICY)
    assert soon.score > late.score
    assert late.level is StoryLevel.NONE


@pytest.mark.parametrize(("first", "old", "new"), [(FIRST_AR, "2026", "2027"), (FIRST_EN, "2026", "2027")])
def test_what_only_a_fact_keeps_from_being_a_copy_is_not_the_same_news(
    first: Entry, old: str, new: str
) -> None:
    second = replace(first, id="second", body=changed(first.body, old, new))
    match = assign(second, told(first), POLICY)
    assert (match.level, match.story) == (StoryLevel.NONE, "second")


@pytest.mark.parametrize(("one", "other"), [("انسحاب التحالف", "انسحاب التحالف قريب"), ("Exit soon", "Exit")])
def test_a_few_words_in_common_tell_nothing(one: str, other: str) -> None:
    first, second = (entry(id, "", title=title) for id, title in (("a", one), ("b", other)))
    assert assign(second, told(first), POLICY).level is StoryLevel.NONE


def test_a_half_life_of_a_minute_leaves_nothing() -> None:
    first, second, _ = REPORTS["ar"]
    short = StoryPolicy(news_half_life=timedelta(minutes=1))
    assert assign(second, told(first), short).level is StoryLevel.NONE


def test_follow_ups_do_not_keep_a_story_open_for_ever() -> None:
    chain = [
        tell(entry(f"d{day}", AR + f" {day}", hours=24 * day), story="d0", begun_at=AT)
        for day in range(2, 9, 2)
    ]
    match = assign(entry("new", AR + " 99", hours=24 * 9), chain, POLICY)
    assert match.story == "new"


def test_the_story_of_the_copied_article_is_joined() -> None:
    match = assign(entry("b", AR, hours=1), [tell(FIRST_AR, story="older")], POLICY)
    assert match.story == "older"


def test_an_article_is_not_compared_with_itself() -> None:
    assert assign(FIRST_AR, told(FIRST_AR), POLICY).level is StoryLevel.NONE


@pytest.mark.parametrize("body", ["", "كلمة", "كلمة واحدة فقط"])
def test_short_texts_are_no_stories(body: str) -> None:
    empty = entry("b", body, title="")
    assert assign(empty, told(entry("a", "", title="")), POLICY).story == "b"


SHORT = [
    pytest.param("ar", "البنتاغون: {} جندي يغادرون العراق في {} المقبل", ("900", "أيلول"), id="ar-headline"),
    pytest.param("en", "Pentagon: {} soldiers leave Iraq next {}", ("900", "September"), id="en-headline"),
    pytest.param(
        "ar",
        "يغادر {} جندي قاعدة عين الأسد قبل {} ثم يغادر {} آخرون",
        ("300", "تموز", "400"),
        id="ar-three-facts",
    ),
    pytest.param(
        "en",
        "Some {} troops leave Ain al-Asad by {} and {} more later",
        ("300", "July", "400"),
        id="en-three-facts",
    ),
]


@pytest.mark.parametrize(("lang", "template", "facts"), SHORT)
def test_a_short_text_with_other_facts_is_other_news(
    lang: str, template: str, facts: tuple[str, ...]
) -> None:
    """However few words stand around the facts."""
    others = {"ar": ("700", "آذار", "800"), "en": ("700", "March", "800")}[lang][: len(facts)]
    first = entry("first", template.format(*facts), lang=lang)
    second = entry("second", template.format(*others), lang=lang, hours=3)
    one = entry("one", template.format(others[0], *facts[1:]), lang=lang, hours=3)
    assert assign(second, told(first), POLICY).level is StoryLevel.NONE
    assert assign(one, told(first), POLICY).level is StoryLevel.NONE
    assert assign(replace(first, id="same"), told(first), POLICY).level is StoryLevel.COPY


@pytest.mark.parametrize(("first", "other"), [(FIRST_AR, FIRST_EN), (FIRST_EN, FIRST_AR)])
def test_a_near_copy_with_another_fact_does_not_join_by_way_of_a_third_article(
    first: Entry, other: Entry
) -> None:
    """The third article would be the same news by itself: the story holds what the new one differs from."""
    story = [telling(first, last=date(2026, 12, 31), sense=SAME), telling(other, sense=SAME, story=first.id)]
    copy = replace(first, id="copy", body=changed(first.body, "2026", "2027"), published_at=AT)
    assert find(copy, story[1:], sense=SAME).level is StoryLevel.NEWS
    assert find(copy, story, sense=SAME).level is StoryLevel.NONE


# Two languages: what is said of the same news, and of other news of the same days.


SAME, NEAR, FAR = (9, 1, 0), (2, 5, 8), (-5, 2, 9)
"""Vectors of articles. The second is as near to the first as other news of a topic, the third is far."""


def packed(sense: tuple[int, ...], tag: bytes = b"enc0") -> str:
    return b64encode(tag + struct.pack(f"{len(sense)}b", *sense)).decode()


def stated(
    last: date | None, *, milestone: str = "phase2", speaker: str = "", background: bool = False
) -> Statement:
    due = None if last is None else DueRange(last, last, Precision.DAY, Bound.BY)
    quote = Quote(Field.BODY, 0, 0, "")
    rank = Rank.OFFICIAL if speaker else Rank.SOURCES
    return Statement(
        milestone, "", "", "", "", due, Modality.PLANNED, speaker, rank, background, False, quote, None, "r"
    )


def telling(
    of: Entry,
    *,
    sense: tuple[int, ...] = (),
    last: date | None = None,
    speaker: str = "",
    story: str | None = None,
    milestone: str = "phase2",
) -> Told:
    statements = [stated(last, speaker=speaker, milestone=milestone)] if last or speaker else []
    return tell(of, story, statements=statements, vector=packed(sense) if sense else "")


def find(
    new: Entry,
    recent: list[Told],
    *,
    sense: tuple[int, ...] = (),
    last: date | None = None,
    speaker: str = "",
    milestone: str = "phase2",
) -> StoryMatch:
    told = telling(new, sense=sense, last=last, speaker=speaker, milestone=milestone)
    return assign(new, recent, POLICY, told)


ARAJI = {
    "ar": entry(
        "ar",
        "أكد مستشار الأمن القومي قاسم الأعرجي للسفيرة ألينا رومانوسكي أن خروج التحالف ماض، وبحثا مخيم الهول.",
        title="الأعرجي يبلغ رومانوسكي أن الموعد ثابت",
    ),
    "en": entry(
        "en",
        "Qasim al-Araji told ambassador Alina Romanowski the exit goes on. They discussed al-Hol camp.",
        lang="en",
        title="Araji tells Romanowski the date stands",
        hours=3,
    ),
    "fa": entry(
        "fa",
        "قاسم الاعرجی به سفیر آمریکا آلینا رومانوفسکی گفت خروج ائتلاف ادامه دارد.",
        lang="fa",
        title="الاعرجی: زمان خروج تغییر نکرده است",
        hours=4,
    ),
}
BARZANI = {
    "ar": entry(
        "ar",
        "دعا مسرور بارزاني في منتدى السليمانية إلى بقاء القوات الأمريكية بعد 2026.",
        title="بارزاني: الإقليم بحاجة إلى القوات",
        hours=5,
    ),
    "en": entry(
        "en",
        "Masrour Barzani told a forum in Sulaimani that American forces should stay after 2026.",
        lang="en",
        title="Barzani wants American forces to stay",
        hours=5,
    ),
}
END, LATER = date(2026, 12, 31), date(2027, 6, 30)


@pytest.mark.parametrize(("first", "second"), [("ar", "en"), ("en", "ar"), ("ar", "fa")])
def test_the_same_news_in_another_language(first: str, second: str) -> None:
    old, new = ARAJI[first], replace(ARAJI[second], id="new")
    match = find(new, [telling(old, sense=SAME, last=END)], sense=SAME, last=END)
    assert (match.level, match.story, match.near_copy_of) == (StoryLevel.NEWS, old.id, None)
    assert match.reason.startswith(f"same news as {old.id}: same date 2026-12-31 for phase2")
    assert match.reason.endswith(f"{match.score:.2f}")


@pytest.mark.parametrize(("first", "second"), [("ar", "en"), ("en", "ar")])
@pytest.mark.parametrize(
    ("old", "new", "level"),
    [
        pytest.param({"sense": SAME}, {"sense": SAME}, StoryLevel.NEWS, id="names-and-sense"),
        pytest.param({}, {}, StoryLevel.NEWS, id="names-without-vectors"),
        pytest.param({"last": END}, {"last": END}, StoryLevel.NEWS, id="names-and-date"),
        pytest.param(
            {"sense": SAME, "last": END}, {"sense": SAME, "last": LATER}, StoryLevel.NONE, id="other-date"
        ),
        pytest.param(
            {"sense": SAME, "last": END},
            {"sense": SAME, "last": LATER, "milestone": "phase1"},
            StoryLevel.NEWS,
            id="a-date-of-another-milestone",
        ),
    ],
)
def test_what_two_languages_share(
    first: str, second: str, old: dict[str, object], new: dict[str, object], level: StoryLevel
) -> None:
    recent = [telling(ARAJI[first], **old)]  # type: ignore[arg-type]
    match = find(replace(ARAJI[second], id="new"), recent, **new)  # type: ignore[arg-type]
    assert match.level is level, match.reason


@pytest.mark.parametrize(("first", "second"), [("ar", "en"), ("en", "ar"), ("ar", "ar"), ("en", "en")])
def test_another_official_with_the_same_date_is_other_news(first: str, second: str) -> None:
    heard = {"ar": ("قاسم الأعرجي", "مسرور بارزاني"), "en": ("Qasim al-Araji", "Masrour Barzani")}
    old = telling(ARAJI[first], sense=SAME, last=END, speaker=heard[first][0])
    new = replace(BARZANI[second], id="new", published_at=AT + timedelta(hours=30))
    assert find(new, [old], sense=NEAR, last=END, speaker=heard[second][1]).level is StoryLevel.NONE


def test_vectors_of_two_encoders_are_not_compared() -> None:
    old = tell(ARAJI["ar"], vector=packed(FAR))
    near, far = (
        assign(ARAJI["en"], [old], POLICY, tell(ARAJI["en"], vector=packed(SAME, tag))).score
        for tag in (b"enc1", b"enc0")
    )
    assert near > far


def test_a_story_counts_as_a_whole() -> None:
    """One article that mentions both joins the two reports it is about; the next news is not one of them."""
    story = [
        telling(ARAJI["ar"], sense=SAME),
        telling(replace(ARAJI["fa"], id="aside"), sense=NEAR, story="ar"),
        telling(replace(ARAJI["fa"], id="more"), sense=FAR, story="ar"),
    ]
    new = replace(ARAJI["en"], id="new")
    assert find(new, story[:1], sense=SAME).score > find(new, story, sense=SAME).score


@pytest.mark.parametrize(
    ("arabic", "latin", "alike"),
    [
        ("الخزعلي", "Khazali", True),
        ("ماكنزي", "McKenzie", True),
        ("رومانوسكي", "Romanowski", True),
        ("والسليمانية", "Sulaimaniyah", True),
        ("بيستوريوس", "Pistorius", True),
        ("لوكورنو", "Lecornu", True),
        ("العباسي", "al-Abbasi", True),
        ("بارزاني", "Talabani", False),
        ("السوداني", "Sadr", False),
    ],
)
def test_names_across_scripts(arabic: str, latin: str, alike: bool) -> None:
    assert (sounds(arabic) == sounds(latin.removeprefix("al-"))) == alike


@pytest.mark.parametrize(
    ("text", "lang", "numbers"),
    [
        ("نقل 2500 جندي في 15 أيلول 2026", "ar", {2500}),
        ("Some 2,500 troops by 15 September 2026", "en", {2500}),
        ("٢٥٠٠ جندي و١١٠ تواقيع", "ar", {2500, 110}),
        ("rund 2.500 Soldaten", "de", {2500}),
        ("12.5 million and 2.75 billion", "en", set()),
    ],
)
def test_numbers_that_are_neither_days_nor_years(text: str, lang: str, numbers: set[int]) -> None:
    assert gist(entry("e", text, lang=lang, title=""), (), "").numbers == numbers


def test_a_length_told_a_day_later_is_the_same_date() -> None:
    """ "Within three years" of the 20th and of the 21st."""

    def three_years(day: int) -> Statement:
        last = date(2023, 8, day)
        return replace(stated(last), due=DueRange(last, last, Precision.YEAR, Bound.BY, fuzzy=True))

    old = tell(ARAJI["ar"], statements=[three_years(20)], vector=packed(SAME))
    new = tell(ARAJI["en"], statements=[three_years(21)], vector=packed(SAME))
    assert assign(ARAJI["en"], [old], POLICY, new).level is StoryLevel.NEWS


def test_recaps_are_no_dates_of_the_article() -> None:
    recap = stated(LATER, background=True)
    old = tell(ARAJI["ar"], statements=[stated(END)], vector=packed(SAME))
    new = tell(ARAJI["en"], statements=[recap], vector=packed(SAME))
    assert assign(ARAJI["en"], [old], POLICY, new).level is StoryLevel.NEWS


# Laws.


words = st.sampled_from([*AR.split(), *EN.split()])
numbered = st.lists(st.one_of(words, st.integers(1, 9_999).map(str)), min_size=1, max_size=60)
months = {
    "ar": ["نيسان", "أيلول", "تموز", "آذار", "حزيران"],
    "en": ["April", "September", "July", "October", "June"],
}


@given(numbered, st.data(), st.sampled_from(["ar", "en"]), st.sampled_from(["title", "summary", "body"]))
def test_a_changed_number_is_never_a_copy(
    text: list[str], data: st.DataObject, lang: str, field: str
) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    one, other = data.draw(st.lists(st.integers(1, 9_999), min_size=2, max_size=2, unique=True))
    never_a_copy(text, at, str(one), str(other), lang, field)


@given(numbered, st.data(), st.sampled_from(["ar", "en"]), st.sampled_from(["title", "summary", "body"]))
def test_a_changed_month_is_never_a_copy(text: list[str], data: st.DataObject, lang: str, field: str) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    one, other = data.draw(st.permutations(months[lang]))[:2]
    never_a_copy(text, at, one, other, lang, field)


def never_a_copy(text: list[str], at: int, one: str, other: str, lang: str, field: str) -> None:
    before = " ".join([*text[:at], one, *text[at:]])
    after = " ".join([*text[:at], other, *text[at:]])
    rest = {"title": "T", "summary": "", "body": " ".join(text)}
    base = entry("old", "", lang=lang)
    old = replace(base, **{**rest, field: before})
    new = replace(base, id="new", **{**rest, field: after})
    match = assign(new, [tell(old)], COPIES_ONLY)
    assert match.level is not StoryLevel.COPY, (before, after)


texts = st.lists(st.sampled_from([*AR.split(), *EN.split()]), max_size=40).map(" ".join)


@given(st.lists(st.tuples(texts, st.integers(0, 240)), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_what_was_told_does_not_matter(articles: list[tuple[str, int]], chance: object) -> None:
    recent = [tell(entry(f"e{n}", body, hours=hours)) for n, (body, hours) in enumerate(articles)]
    shuffled = list(recent)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    new = entry("new", AR, hours=100)
    assert assign(new, recent, POLICY) == assign(new, shuffled, POLICY)


@given(
    st.lists(st.tuples(texts, st.integers(0, 240), st.sampled_from(["ar", "en"])), min_size=1, max_size=8),
    st.integers(0, 240),
)
def test_a_shelf_forgets_what_it_drops(articles: list[tuple[str, int, str]], hours: int) -> None:
    recent = [
        tell(entry(f"e{n}", body, hours=at, lang=lang), story=f"s{n % 3}")
        for n, (body, at, lang) in enumerate(articles)
    ]
    cut = AT + timedelta(hours=hours)
    shelf = Shelf(recent)
    shelf.drop(cut)
    kept = Shelf(t for t in recent if t.published_at >= cut)
    assert list(shelf) == list(kept)
    new = entry("new", AR, hours=hours + 1)
    assert assign(new, shelf, POLICY) == assign(new, kept, POLICY)
