"""Alerts in words: what the headline says, what stands below it, and that foreign text stays text."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from string import Formatter

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from monitor.extract.confidence import Doubt
from monitor.records import (
    Alert,
    AlertKind,
    Bound,
    Confirmation,
    Deadline,
    DueRange,
    Edge,
    Field,
    Leaving,
    Modality,
    Passage,
    Precision,
    Quote,
    Rank,
    Score,
    ScoreReason,
    SeedPassage,
    Severity,
    Stated,
    Statement,
)
from monitor.render import due_words, headline, languages, load_phrases, plain, plain_url, reference, render
from monitor.render.clean import isolated, isolated_lines
from monitor.render.dates import stated_words
from monitor.store.alerts import ref
from tests.core.rules import news

NAMES = {"phase2": "rest of the coalition out of Iraq"}
EN = load_phrases("en")


def due(
    first: str,
    last: str,
    precision: Precision,
    bound: Bound = Bound.BY,
    edge: Edge | None = None,
    fuzzy: bool = False,
) -> DueRange:
    return DueRange(date.fromisoformat(first), date.fromisoformat(last), precision, bound, edge, fuzzy)


SEPTEMBER = due("2026-09-01", "2026-09-30", Precision.MONTH)
END_OF_YEAR = due("2026-10-01", "2026-12-31", Precision.YEAR, edge=Edge.END)


def deadline(
    when: DueRange | None,
    words: str = "by then",
    *,
    speaker: str = "the defence minister",
    modality: Modality = Modality.AGREED,
    rank: Rank = Rank.OFFICIAL,
    outlet: str = "Example Wire",
) -> Deadline:
    quote = Quote(Field.BODY, 0, len(words), words)
    statement = Statement(
        "phase2",
        "withdraw",
        "coalition",
        "",
        "",
        when,
        modality,
        speaker,
        rank,
        False,
        False,
        quote,
        None,
        "r1",
    )
    at = datetime(2024, 9, 27, 10, tzinfo=UTC)
    stated = Stated("k", statement, "e1", 1, at, at, outlet, outlet, "ar", "title", None, "s1")
    return Deadline("phase2", when, modality, rank, stated)


def alert(kind: AlertKind = AlertKind.LATER, **changes: object) -> Alert:
    before = deadline(SEPTEMBER, "سينتهي الوجود في أيلول 2026", speaker="وزير الدفاع", outlet="وكالة المثال")
    after = deadline(END_OF_YEAR, "the rest will leave by the end of 2026")
    made = Alert(
        key="shift:phase2:1",
        severity=Severity.SHIFT,
        kind=kind,
        milestone="phase2",
        entry="ab12cd34",
        title="Coalition to stay longer",
        outlet="Example Wire",
        lang="en",
        url="https://example.org/a?b=1",
        published_at=datetime(2026, 3, 2, 10, 0, tzinfo=UTC),
        decided_at=datetime(2026, 3, 2, 10, 5, tzinfo=UTC),
        before=before,
        after=after,
        days_moved=92,
        quote=after.set_by.statement.quote,
        quote_before=before.set_by.statement.quote,
        speaker="the defence minister",
        reason="An official of the same rank names a later limit.",
        also=("e9",),
        origins=("Example Wire", "وكالة المثال"),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        pytest.param(due("2025-09-30", "2025-09-30", Precision.DAY, Bound.ON), "30 September 2025", id="day"),
        pytest.param(SEPTEMBER, "by September 2026", id="month"),
        pytest.param(
            due("2026-09-21", "2026-09-30", Precision.MONTH, edge=Edge.END),
            "by end of September 2026",
            id="late-month",
        ),
        pytest.param(due("2026-07-01", "2026-09-30", Precision.QUARTER), "by Q3 2026", id="quarter"),
        pytest.param(
            due("2026-07-01", "2026-12-31", Precision.HALF, Bound.FROM), "from second half of 2026", id="half"
        ),
        pytest.param(due("2026-01-01", "2026-12-31", Precision.YEAR, Bound.UNTIL), "until 2026", id="year"),
        pytest.param(END_OF_YEAR, "by end of 2026", id="end-of-year"),
        pytest.param(due("2026-01-01", "2026-12-31", Precision.YEAR), "by end of 2026", id="by-a-year"),
        pytest.param(
            due("2026-05-01", "2026-08-31", Precision.YEAR, Bound.AROUND, Edge.MID),
            "around mid-2026",
            id="mid-year",
        ),
        pytest.param(due("2024-09-02", "2024-09-08", Precision.WEEK, Bound.ON), "2–8 Sept 2024", id="week"),
        pytest.param(
            due("2024-09-01", "2024-12-31", Precision.UNKNOWN, fuzzy=True),
            "by about 31 December 2024",
            id="fuzzy",
        ),
        pytest.param(
            due("2024-01-01", "2026-12-31", Precision.YEAR),
            "by 31 December 2026",
            id="several-years",
        ),
        pytest.param(
            due("2024-09-06", "2026-09-06", Precision.YEAR, fuzzy=True),
            "by about 6 September 2026",
            id="within-two-years",
        ),
        pytest.param(
            due("2026-03-05", "2026-09-06", Precision.MONTH, Bound.FROM), "from 5 March 2026", id="from-a-day"
        ),
        pytest.param(
            due("2026-01-05", "2026-09-06", Precision.YEAR, Bound.BETWEEN),
            "5 January 2026 to 6 September 2026",
            id="part-of-a-year",
        ),
    ],
)
def test_due_range_in_words(when: DueRange, words: str) -> None:
    assert due_words(when, EN) == words


@pytest.mark.parametrize(
    ("given_alert", "line"),
    [
        pytest.param(
            alert(),
            "LATER: rest of the coalition out of Iraq: September 2026 → end of 2026 (+92 days)",
            id="later",
        ),
        pytest.param(
            alert(AlertKind.EARLIER, before=deadline(END_OF_YEAR), after=deadline(SEPTEMBER), days_moved=-1),
            "EARLIER: rest of the coalition out of Iraq: end of 2026 → September 2026 (−1 day)",
            id="earlier-by-a-day",
        ),
        pytest.param(
            alert(AlertKind.NEW, before=None, days_moved=None),
            "NEW DATE: rest of the coalition out of Iraq: end of 2026",
            id="new",
        ),
        pytest.param(
            alert(AlertKind.DENIED, after=deadline(None, modality=Modality.DENIED), days_moved=None),
            "DENIED: rest of the coalition out of Iraq: September 2026 → denied",
            id="denied",
        ),
        pytest.param(
            alert(
                AlertKind.DENIED,
                before=deadline(None, modality=Modality.DENIED),
                after=deadline(None, modality=Modality.DENIED),
                days_moved=None,
            ),
            "DENIED: rest of the coalition out of Iraq",
            id="denied-again",
        ),
        pytest.param(
            alert(
                AlertKind.COMPLETED, after=deadline(END_OF_YEAR, modality=Modality.COMPLETED), days_moved=-22
            ),
            "COMPLETED: rest of the coalition out of Iraq: September 2026 → done (22 days early)",
            id="completed",
        ),
        pytest.param(
            alert(AlertKind.POSTPONED, after=deadline(None, modality=Modality.POSTPONED), days_moved=None),
            "POSTPONED: rest of the coalition out of Iraq: September 2026 → put off, no new date",
            id="postponed",
        ),
        pytest.param(
            alert(AlertKind.LAPSED, after=None, entry=None, decided_at=datetime(2026, 10, 1, tzinfo=UTC)),
            "LAPSED: rest of the coalition out of Iraq: September 2026 (1 day past)",
            id="a-day-past",
        ),
        pytest.param(
            alert(AlertKind.REMINDER, after=None, entry=None),
            "REMINDER: rest of the coalition out of Iraq: September 2026 (due in 212 days)",
            id="reminder",
        ),
        pytest.param(
            alert(
                AlertKind.REMINDER, after=None, entry=None, decided_at=datetime(2026, 9, 30, 9, tzinfo=UTC)
            ),
            "REMINDER: rest of the coalition out of Iraq: September 2026 (due today)",
            id="due-today",
        ),
        pytest.param(
            alert(AlertKind.SILENCE, after=None, entry=None),
            "SILENCE: rest of the coalition out of Iraq: September 2026",
            id="silence",
        ),
        pytest.param(
            alert(
                AlertKind.CORRECTED,
                before=deadline(due("2026-01-01", "2026-12-31", Precision.YEAR, Bound.FROM)),
                after=deadline(due("2026-01-01", "2026-12-31", Precision.YEAR, Bound.BY)),
                days_moved=0,
            ),
            "CORRECTED: rest of the coalition out of Iraq: from 2026 → 2026",
            id="another-bound",
        ),
        pytest.param(
            alert(AlertKind.COVERAGE, milestone=None, title="التحالف يبدأ الانسحاب"),
            "COVERAGE: \u2068التحالف يبدأ الانسحاب\u2069",
            id="coverage-in-arabic",
        ),
        pytest.param(
            alert(milestone="phase9"),
            "LATER: phase9: September 2026 → end of 2026 (+92 days)",
            id="unnamed-milestone",
        ),
    ],
)
def test_headline_says_it_all(given_alert: Alert, line: str) -> None:
    assert headline(given_alert, names=NAMES) == line
    assert render(given_alert, names=NAMES).title == line


def test_body_carries_its_proof() -> None:
    assert render(alert(), names=NAMES).body.splitlines() == [
        "Said by: the defence minister (on record)",
        "In: Example Wire, 2 March 2026, 10:00 UTC",
        "Headline: Coalition to stay longer",
        "Was: by September 2026",
        "    \u2068“سينتهي الوجود في أيلول 2026”\u2069",
        "    \u2068وزير الدفاع\u2069 (on record), \u2068وكالة المثال\u2069, 27 September 2024",
        "Now: by end of 2026",
        "    “the rest will leave by the end of 2026”",
        "Carried by: 2 independent origins: Example Wire, \u2068وكالة المثال\u2069"
        " (1 more entry tells the same)",
        "Why: The limit moved back: the new date is believed over the old one.",
        "Read: https://example.org/a?b=1",
        "Not news? monitor label ab12cd34 irrelevant",
        f"Ref: {reference('shift:phase2:1')}",
    ]


def test_coverage_says_why_it_matched() -> None:
    score = Score(
        0.93,
        True,
        ScoreReason.ABOVE,
        Passage(Field.BODY, 0, 9, "Coalition to stay longer. انسحاب القوات من القواعد"),
        SeedPassage("004.txt", "إنهاء مهمة التحالف"),
        ("انسحاب", "التحالف"),
        "bundled",
        leaving=Leaving("انسحاب", "القوات", "القواعد", right_who=True, right_where=True),
    )
    body = render(
        alert(
            AlertKind.COVERAGE,
            milestone=None,
            score=score,
            before=None,
            after=None,
            reason="",
            origins=("Example Wire",),
            also=(),
        ),
        names={},
    ).body
    assert body.splitlines() == [
        "In: Example Wire, 2 March 2026, 10:00 UTC",
        "Matched: \u2068“انسحاب القوات من القواعد”\u2069",
        "Like seed 004.txt: \u2068“إنهاء مهمة التحالف”\u2069",
        "Leaving: \u2068القوات\u2069, from \u2068القواعد\u2069 (“\u2068انسحاب\u2069”)",
        "Relevance: 93%; shared words: \u2068انسحاب\u2069, \u2068التحالف\u2069",
        "Read: https://example.org/a?b=1",
        "Not news? monitor label ab12cd34 irrelevant",
        f"Ref: {reference('shift:phase2:1')}",
    ]


@pytest.mark.parametrize("entry", ["; rm -rf ~", "$(id)", "--help", "a b", "`x`", "", "@x", "x" * 90])
def test_what_a_shell_would_obey_is_not_offered_for_pasting(entry: str) -> None:
    assert "monitor label" not in render(alert(entry=entry), names=NAMES).body


def test_what_a_person_need_not_read_twice_is_left_out() -> None:
    score = Score(
        0.93,
        True,
        ScoreReason.ABOVE,
        Passage(Field.TITLE, 0, 9, "Coalition to stay longer"),
        SeedPassage("004.txt", "long " * 100),
        (),
        "bundled",
        "the detail",
    )
    coverage = alert(AlertKind.COVERAGE, score=score, reason="the detail", origins=("Example Wire",), also=())
    body = render(coverage, names={}).body
    assert "Matched" not in body
    assert "the detail" not in body
    assert "Carried by" not in body
    assert max(len(line) for line in body.splitlines()) < 260


@pytest.mark.parametrize(
    "title", ["by the end of 2026", "“The rest will leave by the end of 2026”, he said", ""]
)
def test_a_title_is_not_told_beside_a_quote_that_says_it(title: str) -> None:
    assert "Headline" not in render(alert(title=title), names=NAMES).body


def test_a_beginning_leaves_the_date_where_it_stands() -> None:
    begun = alert(AlertKind.BEGUN, days_moved=None, after=alert().before)
    lines = render(begun, names=NAMES).body.splitlines()
    assert "Stands at: by September 2026" in lines
    assert "Now: begun" in lines


def test_a_date_brought_forward_without_another_is_the_latest_still() -> None:
    sooner = render(alert(AlertKind.EARLIER, days_moved=None, after=alert().before), names=NAMES)
    assert sooner.title.endswith("out of Iraq: sooner than September 2026, no new date")
    assert "Stands at: by September 2026" in sooner.body.splitlines()
    assert "Now: brought forward, no new date" in sooner.body.splitlines()


def test_unscored_coverage_says_so() -> None:
    score = Score(0.0, True, ScoreReason.UNSCORED, None, None, (), "")
    assert "Relevance: not scored" in render(alert(AlertKind.COVERAGE, score=score), names={}).body


@pytest.mark.parametrize(
    ("speaker", "rank", "line"),
    [
        pytest.param("sources", Rank.SOURCES, "Said by: unnamed sources", id="sources"),
        pytest.param("", Rank.SOURCES, "Said by: not named", id="nobody-of-low-rank"),
        pytest.param("", Rank.OFFICIAL, "Said by: not named", id="nobody"),
        pytest.param("بيان مشترك", Rank.JOINT, "Said by: joint text of both sides", id="joint"),
    ],
)
def test_who_said_it(speaker: str, rank: Rank, line: str) -> None:
    after = deadline(END_OF_YEAR, speaker=speaker, rank=rank)
    assert render(alert(after=after, speaker=speaker), names=NAMES).body.splitlines()[0] == line


def test_the_clock_speaks_for_nobody_and_needs_no_label() -> None:
    body = render(alert(AlertKind.LAPSED, entry=None, after=None, url=None, quote=None), names=NAMES).body
    assert body.startswith("Stands at: by September 2026")
    assert "monitor label" not in body
    assert "Read:" not in body


def test_many_origins_are_counted_never_dropped() -> None:
    body = render(alert(origins=tuple(f"outlet {n}" for n in range(9))), names=NAMES).body
    assert "9 independent origins: outlet 0" in body
    assert "3 more" in body


@pytest.mark.parametrize(
    ("foreign", "shown"),
    [
        pytest.param("a\x1b[31mred\x1b[0m b", "ared b", id="colour"),
        pytest.param("a\x1b]8;;http://evil\x07link\x1b]8;;\x07", "alink", id="hyperlink"),
        pytest.param("a\x1b]0;title\x1b\\b", "ab", id="window-title"),
        pytest.param("a\x9b2Jb", "ab", id="c1-control-sequence"),
        pytest.param("a\x08\x07\x00b", "ab", id="c0"),
        pytest.param("one\r\n\ttwo\u2028three", "one two three", id="breaks"),
        pytest.param("\u202eevil\u202c \u2067x\u2069", "evil x", id="overrides"),
        pytest.param("in\u00advis\u200bible\ufeff", "invisible", id="invisible"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="joiner-stays"),
        pytest.param("x\ud800y", "xy", id="lone-surrogate"),
    ],
)
def test_foreign_text_is_only_text(foreign: str, shown: str) -> None:
    assert plain(foreign) == shown


@given(st.text())
def test_plain_is_one_printable_line_and_settled(text: str) -> None:
    shown = plain(text)
    assert "\n" not in shown
    assert "\x1b" not in shown
    assert plain(shown) == shown


@given(st.text(), st.integers(min_value=2, max_value=80))
def test_a_limit_holds(text: str, limit: int) -> None:
    assert len(plain(text, limit)) <= limit


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        pytest.param("https://example.org/a b", "https://example.org/a%20b", id="blank"),
        pytest.param("javascript:alert(1)", None, id="script"),
        pytest.param("https://", None, id="no-host"),
        pytest.param(None, None, id="none"),
        pytest.param("http://example.org/\x1b[31mx", "http://example.org/x", id="escape"),
    ],
)
def test_links_are_safe(url: str | None, shown: str | None) -> None:
    assert plain_url(url) == shown


def test_isolates_only_what_runs_against_the_text() -> None:
    assert isolated("plain 2026") == "plain 2026"
    assert isolated("خبر") == "\u2068خبر\u2069"
    assert isolated("news", base="rtl") == "\u2068news\u2069"


@pytest.mark.parametrize(
    ("lines", "around"),
    [
        pytest.param(["plain", "words"], [("", ""), ("", "")], id="nothing-to-do"),
        pytest.param(
            ["In: \u2068الكلام الأول", "2026 وبقيته\u2069, then"],
            [("", "\u2069"), ("\u2067", "")],
            id="arabic-in-english",
        ),
        pytest.param(
            ["كان: \u2068the first", "words\u2069 ثم"],
            [("\u2067", "\u2069\u2069"), ("\u2067\u2066", "\u2069")],
            id="english-in-arabic",
        ),
        pytest.param(["نص", "2026 آخر"], [("\u2067", "\u2069"), ("\u2067", "\u2069")], id="arabic"),
        pytest.param(["\u2068«english»\u2069"], [("", "")], id="isolate-alone"),
        pytest.param(["stray\u2069"], [("", "")], id="stray-end"),
    ],
)
def test_every_line_of_a_wrapped_text_stands_for_itself(
    lines: list[str], around: list[tuple[str, str]]
) -> None:
    assert isolated_lines(lines) == around


@given(st.lists(st.text("aب \u2066\u2067\u2068\u2069"), max_size=4))
def test_isolates_are_closed_on_every_line(lines: list[str]) -> None:
    for line, (before, after) in zip(lines, isolated_lines(lines), strict=True):
        open_ = 0
        for char in before + line + after:
            if char in "\u2066\u2067\u2068":
                open_ += 1
            elif char == "\u2069":
                open_ = max(open_ - 1, 0)
        assert open_ == 0


def test_the_reference_is_the_one_that_commands_take() -> None:
    assert reference("shift:phase2:1") == ref("shift:phase2:1")


def test_every_kind_and_modality_has_words() -> None:
    assert set(EN.kind) == {k.value for k in AlertKind}
    assert set(EN.undated) == {m.value for m in Modality} | {"none", "upheld", "earlier"}
    assert set(EN.bound) == {b.value for b in Bound}
    assert set(EN.edge) == {e.value for e in Edge}
    assert set(EN.rank) == {r.value for r in Rank}


@pytest.mark.parametrize(
    ("text", "english", "arabic"),
    [
        (
            "Iraqi leaders asked to push back the end of the coalition's mission, an official said.",
            "a delay: proposed, no date",
            "تأجيل: مقترح، بلا موعد",
        ),
        (
            "A delay of the coalition's withdrawal is under discussion, sources said.",
            "a delay: rumoured, no date",
            "تأجيل: غير مؤكد، بلا موعد",
        ),
        (
            "Several leaders prefer that US troops remain, a politician said.",
            "staying on: proposed, no date",
            "بقاء: مقترح، بلا موعد",
        ),
        ("The faction demanded that US forces leave Iraq.", "proposed, no date", "مقترح، بلا موعد"),
    ],
)
def test_a_wish_says_what_is_wished(text: str, english: str, arabic: str) -> None:
    (one,) = news(text, "en", on="2025-02-05")
    assert stated_words(one, EN) == english
    assert stated_words(one, load_phrases("ar")) == arabic


def forms(category: str) -> set[str]:
    return set(Locale.parse(category).plural_form.rules) | {"other"}


@pytest.mark.parametrize("language", languages())
def test_what_is_counted_has_every_plural_of_its_language(language: str) -> None:
    phrases = load_phrases(language)
    for name, known in phrases.plural.items():
        # Nothing is counted that is not there.
        assert known.keys() == forms(phrases.locale) - {"zero"}, name
        for words in known.values():
            assert placeholders(words) <= {"n", "names"}, name


def test_every_doubt_has_words() -> None:
    assert set(EN.doubt) == {doubt.value for doubt in Doubt}


@pytest.mark.parametrize(
    ("n", "english", "arabic"),
    [
        pytest.param(1, "+1 day", "\u2066+1\u2069 يوم", id="one"),
        pytest.param(2, "+2 days", "\u2066+2\u2069 يوم", id="two"),
        pytest.param(-3, "−3 days", "\u2066−3\u2069 أيام", id="few"),
        pytest.param(92, "+92 days", "\u2066+92\u2069 يومًا", id="many"),
        pytest.param(1100, "+1,100 days", "\u2066+1,100\u2069 يوم", id="hundreds"),
    ],
)
def test_numbers_are_written_as_the_language_does(n: int, english: str, arabic: str) -> None:
    assert EN.moved(n) == english
    assert load_phrases("ar").moved(n) == arabic


def test_other_digits_are_asked_for_in_the_language() -> None:
    rendered = render(alert(), names={}, language="ar-u-nu-arab")
    assert "أيلول ٢٠٢٦ ← نهاية ٢٠٢٦ (\u2066+٩٢\u2069 يومًا)" in rendered.title
    assert "2 آذار" not in rendered.body
    assert "٢ آذار ٢٠٢٦، ١٠:٠٠" in rendered.body
    assert "سينتهي الوجود في أيلول 2026" in rendered.body, "quotes stay as published"
    with pytest.raises(ValueError, match="latn, arab, not in 'roman'"):
        load_phrases("en-u-nu-roman")


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(ValueError, match="in ar, en, not in 'xx'"):
        load_phrases("xx")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_phrase(language: str) -> None:
    phrases = load_phrases(language)
    for table in (f.name for f in fields(phrases)):
        theirs, ours = getattr(phrases, table), getattr(EN, table)
        if not isinstance(ours, dict):
            continue
        assert set(theirs) == set(ours), table
        if table == "plural":
            continue
        assert {k: placeholders(v) for k, v in theirs.items()} == {
            k: placeholders(v) for k, v in ours.items()
        }


def test_an_alert_in_arabic() -> None:
    rendered = render(alert(), names={"phase2": "خروج بقية التحالف"}, language="ar")
    assert rendered.title == "تأخير: خروج بقية التحالف: أيلول 2026 ← نهاية 2026 (\u2066+92\u2069 يومًا)"
    assert rendered.body.splitlines() == [
        "القائل: \u2068the defence minister\u2069 (تصريح رسمي)",
        "المصدر: \u2068Example Wire\u2069، 2 آذار 2026، 10:00 \u2068UTC\u2069",
        "العنوان: \u2068Coalition to stay longer\u2069",
        "كان: بحلول أيلول 2026",
        "    «سينتهي الوجود في أيلول 2026»",
        "    وزير الدفاع (تصريح رسمي)، وكالة المثال، 27 أيلول 2024",
        "صار: بحلول نهاية 2026",
        "    \u2068«the rest will leave by the end of 2026»\u2069",
        "أورده: جهتان مستقلتان: \u2068Example Wire\u2069، وكالة المثال (وخبر آخر يورد الأمر نفسه)",
        "السبب: تأخر الموعد: الموعد الجديد مرجَّح على القديم.",
        "الرابط: \u2068https://example.org/a?b=1\u2069",
        "ليس خبرًا؟ \u2068monitor label ab12cd34 irrelevant\u2069",
        f"المرجع: \u2068{reference('shift:phase2:1')}\u2069",
    ]


def test_a_disagreement_shows_both_positions() -> None:
    stands = deadline(
        SEPTEMBER, "المهمة ستنتهي بحلول أيلول 2026", speaker="وزير الدفاع", outlet="وكالة المثال"
    )
    against = deadline(None, "it depends on conditions", modality=Modality.CONDITIONAL, speaker="the envoy")
    made = alert(
        AlertKind.DISAGREEMENT,
        before=stands,
        after=against,
        quote=against.set_by.statement.quote,
        quote_before=stands.set_by.statement.quote,
        speaker="the envoy",
    )
    assert headline(made, names=NAMES) == (
        "DISAGREEMENT: rest of the coalition out of Iraq: September 2026 ↔ on conditions, no date"
    )
    body = render(made, names=NAMES).body
    assert "Stands at: by September 2026" in body
    assert "Against it: on conditions, no date\n    “it depends on conditions”" in body
    assert "خلافه: مشروط، بلا موعد" in render(made, names=NAMES, language="ar").body


BY = Confirmation(datetime(2026, 3, 4, tzinfo=UTC), "e7", "Second Wire", "the envoy", Rank.OFFICIAL)


@pytest.mark.parametrize(
    ("changes", "line", "arabic"),
    [
        ({"unconfirmed": True}, "Confirmed: not yet: unnamed sources of one origin", "التأكيد: لم يتأكد بعد"),
        ({"confirmed": BY}, "Confirmed: the envoy (on record), Second Wire, 4 March 2026", "4 آذار 2026"),
        (
            {"outlets": ("Example Wire", "Other"), "credited": "AFP", "also": ()},
            "Origins: 2 independent origins: Example Wire, \u2068وكالة المثال\u2069; "
            "first: Example Wire (after AFP)",
            "(نقلًا عن \u2068AFP\u2069)",
        ),
    ],
)
def test_how_sure_and_whose_news(changes: dict[str, object], line: str, arabic: str) -> None:
    made = alert(**changes)
    assert line in render(made, names=NAMES).body.splitlines()
    assert arabic in render(made, names=NAMES, language="ar").body
    unsure = bool(changes.get("unconfirmed"))
    assert headline(made, names=NAMES).startswith("LATER (unconfirmed): " if unsure else "LATER: ")
