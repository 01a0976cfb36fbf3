"""Which articles tell the same news: copies are found, and a copy with another date is no copy."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.novelty import StoryLevel, StoryPolicy, Told, assign, tell
from monitor.records import Entry

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


def test_a_translation_is_not_matched_by_words() -> None:
    assert assign(FIRST_EN, told(FIRST_AR), POLICY).level is StoryLevel.NONE


def test_follow_ups_do_not_keep_a_story_open_for_ever() -> None:
    chain = [tell(entry(f"d{day}", AR + f" {day}", hours=24 * day), story="d0") for day in range(0, 9, 2)]
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


texts = st.lists(st.sampled_from([*AR.split(), *EN.split()]), max_size=40).map(" ".join)


@given(st.lists(st.tuples(texts, st.integers(0, 240)), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_what_was_told_does_not_matter(articles: list[tuple[str, int]], chance: object) -> None:
    recent = [tell(entry(f"e{n}", body, hours=hours)) for n, (body, hours) in enumerate(articles)]
    shuffled = list(recent)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    new = entry("new", AR, hours=100)
    assert assign(new, recent, POLICY) == assign(new, shuffled, POLICY)
