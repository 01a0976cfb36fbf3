"""``config/headlines.jsonl``: the shipped one, what is wrong with one, and what it teaches."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from monitor.relevance import Headline
from monitor.relevance.leads import leads
from monitor.settings.headlines import FILE, read_headlines
from tests.core.relevance_topic import ROOT, rules

LINE = '{"lang": "en", "relevant": true, "title": "Time to go", "teaser": "{who} to leave {where}."}\n'


def test_the_shipped_ones_are_whole_and_of_both_kinds_in_every_language() -> None:
    found, problems = read_headlines(ROOT / "config" / FILE)
    assert problems == []
    assert len({(h.title, h.teaser) for h in found}) == len(found)
    for lang in rules().language:
        for relevant in (True, False):
            assert sum(h.lang == lang and h.relevant is relevant for h in found) >= 28


def test_a_missing_file_is_no_problem(tmp_path: Path) -> None:
    assert read_headlines(tmp_path / FILE) == ((), [])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param("not json", "is no JSON object", id="no-json"),
        pytest.param("[1]", "is no JSON object", id="a-list"),
        pytest.param('{"lang": "en", "relevant": true}', 'lacks "title"', id="no-title"),
        pytest.param('{"lang": "en", "relevant": "yes", "title": "x"}', '"relevant" is not', id="no-verdict"),
        pytest.param('{"lang": "en", "relevant": true, "title": " "}', "empty title", id="empty"),
        pytest.param(
            '{"lang": "en", "relevant": true, "title": "x", "body": ""}', 'unknown key "body"', id="key"
        ),
        pytest.param(LINE.replace("{who}", "{what}"), "{what} is no slot", id="slot"),
        pytest.param(LINE.replace("{who}", "{who"), "is no slot", id="open-slot"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / FILE).write_text(f"{LINE}\n{line.strip()}\n", "utf-8")
    _, problems = read_headlines(tmp_path / FILE)
    [problem] = problems
    assert says in problem.message
    assert problem.line == 3
    assert problem.fix


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\xff")
    found, problems = read_headlines(tmp_path / FILE)
    assert found == ()
    assert [p.message for p in problems] == ["is not UTF-8 text."]


def test_a_headline_teaches_both_ways_where_it_has_slots() -> None:
    words = replace(rules().language["en"], leads=(), misses=(), about=(), other=())
    one = Headline("en", True, "Time to go", "{who} to leave {where} in May.")
    plain = Headline("en", True, "Al-Asad is empty", "The last troops have gone.")
    foreign = Headline("ar", True, "رحيل {who}", "")
    made = leads("en", words, (one, plain, foreign), 12, Random(1))
    assert {e.title for e in made} == {"Time to go", "Al-Asad is empty"}
    assert {e.kind for e in made if e.title == "Al-Asad is empty"} == {"lead"}
    right = [e for e in made if e.kind == "lead" and e.title == "Time to go"]
    wrong = [e for e in made if e.kind == "swapped"]
    assert right
    assert wrong
    assert not {e.text for e in right} & {e.text for e in wrong}
    assert len({e.group for e in (*right, *wrong)}) == 1
