"""Seed documents: what is kept, what is dropped and why, what cannot be read."""

from pathlib import Path

import pytest

from monitor import seeds
from monitor.errors import SeedError
from monitor.records import Experience
from monitor.relevance import RelevancePolicy
from tests.core.relevance_topic import ROOT, corpus, encode, entry, rules

ARTICLE = (
    "Coalition to leave Iraq\n"
    + "The coalition's troops will leave Iraq by the end of next year, officials said. " * 3
)


def test_the_shipped_seeds_are_read_in_order() -> None:
    names = [document.file for document in corpus().documents]
    assert names == sorted(path.name for path in (ROOT / "seeds").glob("*.txt"))
    assert all(document.windows for document in corpus().documents)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("مدة القراءة:", "reading time"),
        ("إرسال تعليق", "comments"),
        ("تابع القراءة", "follow reading"),
        ("المصادر:", "sources or bylines"),
        ("المساهمون", "sources or bylines"),
        ("الجمعة 13 Sep / September 2024", "page clock"),
        ("03 مارس 2024", "page clock"),
        ("شارك القصة", "buttons of the page"),
        ("Close", "buttons of the page"),
        ("+ الخط -", "buttons of the page"),
        ("5 min read", "reading time"),
        ("Leave a comment", "comments"),
    ],
)
def test_page_furniture_is_dropped_with_its_reason(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "a.txt").write_text(f"{ARTICLE}\n{line}\n", "utf-8")
    (document,) = seeds.load(tmp_path).documents
    dropped = [found for found in document.lines if not found.kept]
    assert [(found.text, found.reason) for found in dropped] == [(line, reason)]
    assert not any(line in window.text for window in document.windows)


def test_article_lines_of_the_shipped_seeds_stay() -> None:
    dropped = [line.text for document in corpus().documents for line in document.lines if not line.kept]
    assert all(len(line.split()) <= 20 for line in dropped)
    kept = sum(line.kept for document in corpus().documents for line in document.lines)
    assert kept > 4 * len(dropped)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("a.txt", b"", "is empty", id="empty"),
        pytest.param("a.txt", b" \n\t\n", "is empty", id="white-space"),
        pytest.param("a.txt", b"%PDF-1.7 ...", "is a PDF", id="pdf-as-text"),
        pytest.param("a.pdf", b"%PDF-1.7 ...", "is not a .txt file", id="pdf"),
        pytest.param("a.txt", bytes(range(256)) * 8, "is not text", id="binary"),
        pytest.param("a.txt", "المصادر:\nتعليقات\n".encode(), "no article text", id="furniture-only"),
    ],
)
def test_what_is_no_seed_is_said(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SeedError) as raised:
        seeds.load(tmp_path)
    assert says in str(raised.value)
    assert name in str(raised.value)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "paper.pdf").write_bytes(b"%PDF")
    with pytest.raises(SeedError) as raised:
        seeds.load(tmp_path)
    assert [Path(problem.file).name for problem in raised.value.problems] == ["empty.txt", "paper.pdf"]


@pytest.mark.parametrize("folder", [pytest.param("none", id="missing"), pytest.param(".", id="no-files")])
def test_a_folder_without_seeds_is_one_problem(tmp_path: Path, folder: str) -> None:
    with pytest.raises(SeedError) as raised:
        seeds.load(tmp_path / folder)
    assert len(raised.value.problems) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
def test_text_is_read_in_the_encodings_people_save(tmp_path: Path, encoding: str) -> None:
    text = "انسحاب قوات التحالف من العراق\nأعلنت الحكومة موعد انسحاب قوات التحالف الدولي من العراق اليوم."
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (document,) = seeds.load(tmp_path).documents
    assert document.title == "انسحاب قوات التحالف من العراق"


def test_many_seeds_are_read(tmp_path: Path) -> None:
    for n in range(200):
        (tmp_path / f"{n:03}.txt").write_text(f"{ARTICLE}\nParagraph {n} has five words more.", "utf-8")
    assert len(seeds.load(tmp_path).documents) == 200


def test_a_learnt_topic_is_kept_and_taken_up_again(tmp_path: Path) -> None:
    kept = tmp_path / "cache" / "topic.npz"
    calls: list[int] = []

    def counting(texts: object) -> object:
        calls.append(1)
        return encode(texts)  # type: ignore[arg-type]

    def learn(name: str = "m", **more: object) -> object:
        return seeds.learn(
            corpus(),
            rules(),
            counting,
            name,
            RelevancePolicy(),
            cache_file=kept,
            **more,  # type: ignore[arg-type]
        )

    first = learn()
    encoded = len(calls)
    assert encoded > 0
    again = learn()
    assert len(calls) == encoded
    assert again.identity == first.identity  # type: ignore[attr-defined]
    learn(experience=Experience(((entry("US troops leave Iraq"), True),)))
    assert len(calls) > encoded


@pytest.mark.parametrize("content", [b"", b"damaged", b"PK\x03\x04"])
def test_a_damaged_cache_is_learnt_over(tmp_path: Path, content: bytes) -> None:
    kept = tmp_path / "topic.npz"
    kept.write_bytes(content)
    learnt = seeds.learn(corpus(), rules(), encode, "m", RelevancePolicy(), cache_file=kept)
    assert learnt.fit.kept > 20
    assert kept.read_bytes() != content


def test_five_hundred_seeds_and_one_in_a_language_without_lists_make_a_topic(tmp_path: Path) -> None:
    for n in range(500):
        (tmp_path / f"{n:03}.txt").write_text(
            f"{ARTICLE}\nThe troops of unit {n} leave Iraq this month.", "utf-8"
        )
    (tmp_path / "pl.txt").write_text(
        "Wojska koalicji opuszczają Irak\nŻołnierze koalicji wycofują się z Iraku do końca roku, podał rząd "
        "w Bagdadzie po rozmowach z Waszyngtonem.\n",
        "utf-8",
    )
    read = seeds.load(tmp_path)
    assert len(read.documents) == 501
    learnt = seeds.learn(read, rules(), encode, "m", RelevancePolicy())
    assert learnt.fit.seeds == 501
    assert "pl.txt" in {window.file for window in learnt.space.windows}
    assert 0 < learnt.fit.kept <= 1_000
