"""New, changed or known: identity survives what feeds do to guids, links and texts."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.novelty import aliases, digest, select
from monitor.records import (
    Entry,
    Feed,
    FullTextStatus,
    KnownEntry,
    ParsedEntry,
    ParsedFeed,
    Selection,
    Verdict,
)

FEED = Feed(name="sample", url="https://news.example/rss", outlet="Sample", origin="sample-group", lang="ar")
NOW = datetime(2024, 9, 10, 12, tzinfo=UTC)
ONE = ParsedEntry(
    guid="g1",
    url="https://news.example/1?utm_source=rss",
    title="انتهاء مهمة التحالف في أيلول 2025",
    summary="قال مسؤول عراقي إن المهمة تنتهي على مرحلتين.",
    published_at=datetime(2024, 9, 8, 15, tzinfo=UTC),
    published_text="Sun, 08 Sep 2024 15:00:00 GMT",
)
TWO = ParsedEntry(
    guid="g2", url="https://news.example/2", title="Another matter for the coalition", summary=""
)


def polled(
    *entries: ParsedEntry, known: Mapping[str, KnownEntry] | None = None, now: datetime = NOW
) -> tuple[Selection, ...]:
    return select(ParsedFeed("t", entries), FEED, known or {}, now)


def stored(
    selections: Iterable[Selection], before: Mapping[str, KnownEntry] | None = None
) -> dict[str, KnownEntry]:
    """What a store knows afterwards: the first entry to claim an alias keeps it."""
    known = dict(before or {})
    latest = {s.entry.id: s.entry for s in selections if s.entry is not None}
    known = {a: k if k.id not in latest else known_as(latest[k.id]) for a, k in known.items()}
    for entry in latest.values():
        for alias in entry.aliases:
            known.setdefault(alias, known_as(entry))
    return known


def known_as(entry: Entry) -> KnownEntry:
    return KnownEntry(entry.id, entry.version, entry.digest)


def verdicts(selections: Iterable[Selection]) -> list[Verdict]:
    return [s.verdict for s in selections]


def test_the_first_poll_records_every_entry_in_full() -> None:
    first, second = polled(ONE, TWO)
    assert first.entry == Entry(
        id=first.entry.id if first.entry else "",
        version=1,
        feed="sample",
        outlet="Sample",
        origin="sample-group",
        lang="ar",
        published_at=datetime(2024, 9, 8, 15, tzinfo=UTC),
        seen_at=NOW,
        title=ONE.title,
        summary=ONE.summary,
        body="",
        url=ONE.url,
        digest=digest(ONE.title, ONE.summary, ""),
        fulltext=FullTextStatus.NOT_TRIED,
        date_doubt=None,
        aliases=first.entry.aliases if first.entry else (),
    )
    assert first.entry is not None
    assert second.entry is not None
    assert len(first.entry.id) == 10
    assert first.entry.id != second.entry.id
    assert second.entry.lang == "en"
    assert second.entry.published_at == NOW


@pytest.mark.parametrize(
    ("later", "verdict"),
    [
        pytest.param(ONE, Verdict.KNOWN, id="same"),
        pytest.param(replace(ONE, guid="other"), Verdict.KNOWN, id="guid-flipped"),
        pytest.param(replace(ONE, guid=None), Verdict.KNOWN, id="guid-gone"),
        pytest.param(
            replace(ONE, url="https://news.example/1?fbclid=z#x"), Verdict.KNOWN, id="tracking-changed"
        ),
        pytest.param(replace(ONE, url="http://news.example/1"), Verdict.KNOWN, id="scheme-changed"),
        pytest.param(replace(ONE, url="https://m.news.example/one"), Verdict.KNOWN, id="link-moved"),
        pytest.param(
            replace(ONE, guid="x", url="https://new.example/x"), Verdict.KNOWN, id="guid-and-link-flipped"
        ),
        pytest.param(replace(ONE, title=f"  {ONE.title}\u200f "), Verdict.KNOWN, id="space-and-marks"),
        pytest.param(replace(ONE, summary=ONE.summary.replace(" ", "\n")), Verdict.KNOWN, id="markup-only"),
        pytest.param(replace(ONE, title=ONE.title.replace("مهمة", "مهـمة")), Verdict.KNOWN, id="stretched"),
        pytest.param(replace(ONE, published_at=NOW), Verdict.KNOWN, id="date-bumped"),
        pytest.param(
            replace(ONE, title=ONE.title.replace("2025", "2026")), Verdict.CHANGED, id="year-corrected"
        ),
        pytest.param(replace(ONE, summary="نص آخر."), Verdict.CHANGED, id="teaser-rewritten"),
        pytest.param(replace(ONE, body="النص الكامل"), Verdict.CHANGED, id="body-added"),
        pytest.param(
            replace(ONE, guid="x", title="عنوان آخر"), Verdict.CHANGED, id="guid-flipped-and-edited"
        ),
        pytest.param(
            replace(ONE, url="https://news.example/9", title="خبر آخر تماماً", summary="لا صلة"),
            Verdict.NEW,
            id="guid-reused",
        ),
        pytest.param(
            replace(ONE, guid="g9", url="https://news.example/9", summary="موجز آخر لهذا اليوم"),
            Verdict.NEW,
            id="title-recurs",
        ),
        pytest.param(
            replace(TWO, published_at=NOW - timedelta(days=400)),
            Verdict.NEW,
            id="older-than-everything-known",
        ),
    ],
)
def test_the_second_poll(later: ParsedEntry, verdict: Verdict) -> None:
    first = polled(ONE)
    (second,) = polled(later, known=stored(first))
    assert second.verdict is verdict
    assert second.reason
    assert (second.entry is None) == (verdict is Verdict.KNOWN)
    if verdict is Verdict.CHANGED:
        assert first[0].entry is not None
        assert second.entry is not None
        assert (second.entry.id, second.entry.version) == (first[0].entry.id, 2)


def test_an_entry_without_guid_and_link_is_recognised_by_its_text() -> None:
    bare = ParsedEntry(guid=None, url=None, title="قصير", summary="")
    first = polled(bare)
    assert verdicts(polled(bare, known=stored(first))) == [Verdict.KNOWN]
    assert verdicts(polled(replace(bare, title="غيره"), known=stored(first))) == [Verdict.NEW]


@pytest.mark.parametrize(
    "bare",
    [
        pytest.param(ParsedEntry(None, None, "", "", body="نص"), id="body-only"),
        pytest.param(ParsedEntry(None, "https://news.example/", "", ""), id="front-page-only"),
    ],
)
def test_every_entry_has_an_identity(bare: ParsedEntry) -> None:
    first = polled(bare)
    assert first[0].entry is not None
    assert first[0].entry.aliases
    assert verdicts(polled(bare, known=stored(first))) == [Verdict.KNOWN]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        pytest.param((ONE, ONE), [Verdict.NEW, Verdict.KNOWN], id="repeated"),
        pytest.param((ONE, replace(ONE, guid="g9")), [Verdict.NEW, Verdict.KNOWN], id="same-link-twice"),
        pytest.param((ONE, replace(TWO, guid="g1")), [Verdict.NEW, Verdict.NEW], id="guid-shared-by-two"),
        pytest.param(
            (ONE, replace(TWO, url=ONE.url), replace(ONE, guid="g3", title="Third")),
            [Verdict.NEW] * 3,
            id="link-shared",
        ),
        pytest.param(
            tuple(ParsedEntry(None, "https://news.example/", f"t{n}", "") for n in range(3)),
            [Verdict.NEW] * 3,
            id="front-page",
        ),
    ],
)
def test_elements_of_one_document(document: tuple[ParsedEntry, ...], expected: list[Verdict]) -> None:
    first = polled(*document)
    assert verdicts(first) == expected
    assert verdicts(polled(*document, known=stored(first))) == [Verdict.KNOWN] * len(document)


def test_a_reused_guid_stays_with_its_first_entry() -> None:
    known = stored(polled(ONE))
    other = replace(TWO, guid="g1")
    second = polled(other, known=known)
    assert verdicts(second) == [Verdict.NEW]
    known = stored(second, known)
    assert verdicts(polled(ONE, known=known)) == [Verdict.KNOWN]
    assert verdicts(polled(other, known=known)) == [Verdict.KNOWN]


def test_an_edit_that_flips_back_is_two_changes() -> None:
    edited = replace(ONE, title=ONE.title.replace("2025", "2026"))
    known = stored(polled(ONE))
    second = polled(edited, known=known)
    known = stored(second, known)
    third = polled(ONE, known=known)
    assert verdicts((*second, *third)) == [Verdict.CHANGED, Verdict.CHANGED]
    assert third[0].entry is not None
    assert third[0].entry.version == 3


def test_two_feeds_do_not_share_identities() -> None:
    assert not set(aliases(ONE, "a")) & set(aliases(ONE, "b"))


def test_whatever_is_stored_can_be_looked_up() -> None:
    for selection in polled(ONE, TWO, replace(TWO, guid=None, url=None)):
        assert selection.entry is not None
    for element, selection in zip((ONE, TWO), polled(ONE, TWO), strict=True):
        assert selection.entry is not None
        assert set(selection.entry.aliases) <= set(aliases(element, FEED.name))


@pytest.mark.parametrize(
    ("published_at", "text", "result", "doubt"),
    [
        pytest.param(NOW - timedelta(days=900), "x", NOW - timedelta(days=900), None, id="old"),
        pytest.param(NOW + timedelta(hours=23), "x", NOW + timedelta(hours=23), None, id="clock-ahead"),
        pytest.param(NOW + timedelta(hours=25), "2038", NOW, "unreadable or absurd", id="future"),
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), "1970", NOW, "unreadable or absurd", id="epoch"),
        pytest.param(None, "الأحد", NOW, "“الأحد”", id="unreadable"),
        pytest.param(None, "", NOW, "no date", id="missing"),
    ],
)
def test_date_of_publication(
    published_at: datetime | None, text: str, result: datetime, doubt: str | None
) -> None:
    (selection,) = polled(replace(ONE, published_at=published_at, published_text=text))
    assert selection.entry is not None
    assert selection.entry.published_at == result
    assert (doubt is None) == (selection.entry.date_doubt is None)
    assert doubt is None or doubt in (selection.entry.date_doubt or "")


@pytest.mark.parametrize(
    ("outlet", "shown", "origin"),
    [
        pytest.param(None, "Sample", "sample-group", id="own"),
        pytest.param("SAMPLE", "SAMPLE", "sample-group", id="own-name-repeated"),
        pytest.param("وكالة أخرى", "وكالة أخرى", "وكالة أخرى", id="aggregated"),
    ],
)
def test_outlet_and_origin(outlet: str | None, shown: str, origin: str) -> None:
    (selection,) = polled(replace(ONE, outlet=outlet))
    assert selection.entry is not None
    assert (selection.entry.outlet, selection.entry.origin) == (shown, origin)


def test_a_guid_given_twice_in_one_document_makes_two_entries() -> None:
    first = ParsedEntry(guid="2", url=None, title="t", summary="1")
    other = ParsedEntry(guid="2", url="https://news.example/a", title="t", summary="")
    lone = ParsedEntry(guid=None, url=None, title="t", summary="")
    made = polled(lone, first, other)
    assert len({s.entry.id for s in made if s.entry}) == 3
    assert set(verdicts(polled(lone, first, other, known=stored(made)))) == {Verdict.KNOWN}


words = st.text(alphabet="ابجabc 12\n", max_size=12)
parsed_entries = st.builds(
    ParsedEntry,
    guid=st.one_of(st.none(), st.sampled_from(["1", "2", "3"])),
    url=st.one_of(st.none(), st.sampled_from([f"https://news.example/{n}" for n in ("", "a", "b", "c")])),
    title=words.map(lambda t: t.strip() or "t"),
    summary=words,
)


@given(st.lists(parsed_entries, max_size=8))
def test_polling_the_same_document_again_brings_nothing(entries: list[ParsedEntry]) -> None:
    first = polled(*entries)
    known = stored(first)
    again = polled(*entries, known=known, now=NOW + timedelta(days=1))
    assert set(verdicts(again)) <= {Verdict.KNOWN}


@given(st.lists(parsed_entries, max_size=6))
def test_ids_do_not_depend_on_when_an_entry_is_seen(entries: list[ParsedEntry]) -> None:
    one = {s.entry.id for s in polled(*entries) if s.entry}
    two = {s.entry.id for s in polled(*entries, now=NOW + timedelta(days=9)) if s.entry}
    assert one == two
