"""Archives: what is written reads as the same, what is wrong is named by line, folders are read as feeds."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from monitor import archive
from monitor.errors import ArchiveError
from monitor.novelty import digest
from monitor.records import Entry, FullTextStatus
from monitor.schemas import schema

ROOT = Path(__file__).parents[2]
AT = datetime(2024, 9, 6, 12, 30, tzinfo=UTC)

ROW = {
    "id": "a1",
    "published": "2024-09-06T15:30:00+03:00",
    "outlet": "Example Wire",
    "lang": "ar",
    "title": "العراق والتحالف",
    "summary": "تتفق بغداد وواشنطن",
    "body": "نص الخبر",
}


def lines(path: Path, *rows: Any) -> Path:
    text = "".join(
        f"{row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)}\n" for row in rows
    )
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    return path


def test_a_line_becomes_an_entry(tmp_path: Path) -> None:
    [entry] = archive.read(lines(tmp_path / "a.jsonl", ROW))
    assert (entry.id, entry.version, entry.outlet, entry.origin) == ("a1", 1, "Example Wire", "Example Wire")
    assert entry.published_at == entry.seen_at == AT
    assert (entry.lang, entry.title, entry.body) == ("ar", ROW["title"], ROW["body"])
    assert entry.fulltext is FullTextStatus.FEED


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"id": "x", "published": "2024-09-06"}, {"lang": "und", "title": "", "outlet": "", "url": None}),
        ({"id": "x", "published": "2024-09-06T12:30:00"}, {"published_at": AT}),
        ({"id": "x", "published": "2024-09-06T12:30:00Z", "title": None}, {"published_at": AT, "title": ""}),
        (
            {**ROW, "url": "https://example.org/1", "origin": "Wire"},
            {"url": "https://example.org/1", "origin": "Wire"},
        ),
        ({**ROW, "story": 3, "statements": [{}], "on_topic": True}, {"id": "a1"}),
        ({**ROW, "body": ""}, {"fulltext": FullTextStatus.NOT_TRIED}),
    ],
    ids=["day only", "no offset", "null", "address and origin", "extra keys", "teaser only"],
)
def test_what_may_be_missing_and_what_may_be_more(tmp_path: Path, row: Any, expected: dict[str, Any]) -> None:
    [entry] = archive.read(lines(tmp_path / "a.jsonl", row))
    assert {key: getattr(entry, key) for key in expected} == expected


def test_empty_lines_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(ROW).encode() + b"\r\n\r\n  \n")
    assert [e.id for e in archive.read(path)] == ["a1"]


def test_the_same_id_again_is_a_later_version_and_the_same_text_again_nothing(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", ROW, ROW, {**ROW, "body": "نص آخر"}, {**ROW, "id": "a2"})
    assert [(e.id, e.version) for e in archive.read(path)] == [("a1", 1), ("a1", 2), ("a2", 1)]


BAD = {
    "no JSON": ("{'id': 1}", "", "is no JSON"),
    "half a line": ('{"id": "x",', "", "on one line"),
    "no object": ("[1]", "", "no JSON object"),
    "no id": ({"published": "2024-09-06"}, "id", "is missing"),
    "id a number": ({"id": 3, "published": "2024-09-06"}, "id", "Put it in quotes"),
    "no date": ({"id": "x"}, "published", "is missing"),
    "date in words": ({"id": "x", "published": "6 Sep 2024"}, "published", "Write it like"),
    "date out of range": ({"id": "x", "published": "0001-01-01T00:00+14:00"}, "published", "is no instant"),
    "title a list": ({**ROW, "title": ["a"]}, "title", "is no text"),
    "half a character": ('{"id": "x", "published": "2024-09-06", "title": "\\ud83d"}', "title", "surrogate"),
    "not UTF-8": ('{"id": "\udce4"}', "", "Save the archive as UTF-8"),
    "nested without end": ("[" * 100_000, "", "is no JSON"),
}


@pytest.mark.parametrize(("row", "key", "words"), BAD.values(), ids=BAD.keys())
def test_a_bad_line_is_named_after_the_good_ones(tmp_path: Path, row: Any, key: str, words: str) -> None:
    path = lines(tmp_path / "a.jsonl", ROW, row, {**ROW, "id": "a3"})
    reading = archive.read(path)
    assert next(reading).id == "a1"
    with pytest.raises(ArchiveError) as caught:
        list(reading)
    [problem] = caught.value.problems
    assert (problem.file, problem.line, problem.key) == (str(path), 2, key)
    assert words in str(problem)


def test_all_bad_lines_at_once_but_not_thousands(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as caught:
        list(archive.read(lines(tmp_path / "a.jsonl", *["x"] * 1000)))
    assert [p.line for p in caught.value.problems] == list(range(1, archive.SHOWN + 1))


@pytest.mark.parametrize("name", ["nowhere.jsonl", "empty"])
def test_no_archive(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArchiveError):
        list(archive.read(tmp_path / name))


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(
    st.lists(
        st.builds(
            dict,
            id=_TEXT.filter(bool),
            outlet=_TEXT,
            lang=st.sampled_from(["ar", "en", "und"]),
            title=_TEXT,
            summary=_TEXT,
            body=_TEXT,
            url=st.none() | st.just("https://example.org/ا"),
            at=st.integers(600_000_000, 4_000_000_000).map(lambda s: datetime.fromtimestamp(s, UTC)),
        ),
        max_size=5,
        unique_by=lambda row: row["id"],
    )
)
def test_what_is_written_reads_as_the_same(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]]
) -> None:
    entries = [
        Entry(
            id=row["id"],
            version=1,
            feed=archive.FEED,
            outlet=row["outlet"],
            origin=row["outlet"],
            lang=row["lang"],
            published_at=row["at"],
            seen_at=row["at"],
            title=row["title"],
            summary=row["summary"],
            body=row["body"],
            url=row["url"],
            digest=digest(row["title"], row["summary"], row["body"]),
            fulltext=FullTextStatus.FEED if row["body"] else FullTextStatus.NOT_TRIED,
        )
        for row in rows
    ]
    path = tmp_path_factory.mktemp("archive") / "a.jsonl"
    assert archive.write(entries, path) == len(entries)
    assert list(archive.read(path)) == entries
    validator = Draft202012Validator(schema("entry"))
    for line in path.read_text("utf-8").split("\n")[:-1]:
        validator.validate(json.loads(line))


def test_a_failed_write_leaves_the_file_before(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", ROW)
    [entry] = archive.read(path)

    def failing() -> Any:
        yield replace(entry, id="b1")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        archive.write(failing(), path)
    assert [e.id for e in archive.read(path)] == ["a1"]
    assert [p.name for p in tmp_path.iterdir()] == ["a.jsonl"]
    with pytest.raises(ArchiveError):
        archive.write([entry], tmp_path / "nowhere" / "a.jsonl")


RSS = """<rss version="2.0"><channel><title>Example Wire</title><link>https://example.org/</link>
<item><guid isPermaLink="false">g1</guid><title>{title}</title><link>https://example.org/1</link>
<pubDate>Fri, 06 Sep 2024 12:30:00 GMT</pubDate><description>{text}</description></item></channel></rss>"""


def test_a_folder_of_feed_documents(tmp_path: Path) -> None:
    (tmp_path / "wire.xml").write_text(RSS.format(title="One", text="First"))
    states = tmp_path / "agency"
    states.mkdir()
    (states / "2024-09-06.xml").write_text(RSS.format(title="One", text="First"))
    (states / "2024-09-07.xml").write_text(RSS.format(title="One", text="First, corrected"))
    (states / "2024-09-08.rss").write_text(RSS.format(title="One", text="First, corrected"))
    (tmp_path / "notes.txt").write_text("not read")
    found = [(e.feed, e.version, e.summary, e.outlet) for e in archive.read(tmp_path)]
    assert found == [
        ("agency", 1, "First", "Example Wire"),
        ("agency", 2, "First, corrected", "Example Wire"),
        ("wire", 1, "First", "Example Wire"),
    ]
    assert all(e.published_at == AT for e in archive.read(tmp_path))


def test_a_document_that_is_no_feed_is_named_after_the_good_ones(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<html><body>moved</body></html>")
    (tmp_path / "b.xml").write_text(RSS.format(title="One", text="First"))
    reading = archive.read(tmp_path)
    assert next(reading).feed == "b"
    with pytest.raises(ArchiveError) as caught:
        list(reading)
    assert caught.value.problems[0].file == str(tmp_path / "a.xml")
    assert caught.value.problems[0].message == "answers with a web page, not a feed."
    assert "file:" not in str(caught.value)
