"""Elements that the last document already had are skipped, and that changes nothing else."""

from pathlib import Path

import pytest

from monitor.parse import parse

URL = "https://news.example/feed"
FEEDS = Path(__file__).parents[1] / "golden" / "feeds"
WELL_FORMED = ["rss091.xml", "rss20_ar.xml", "rss20_search.xml", "rdf10.xml", "atom03.xml", "atom10.xml"]


def document(*items: str, head: str = "<title>t</title>", root: str = "<rss version='2.0'>") -> bytes:
    return f"{root}<channel>{head}{''.join(items)}</channel></rss>".encode()


def item(n: int, title: str = "", link: str = "", guid: str = "") -> str:
    return (
        f"<item><title>{title or f'خبر {n}'}</title><link>{link or f'https://news.example/{n}'}</link>"
        f"<guid isPermaLink='false'>{guid or f'id-{n}'}</guid></item>"
    )


@pytest.mark.parametrize("name", WELL_FORMED)
def test_skipping_any_one_element_leaves_the_others_as_they_were(name: str) -> None:
    body = (FEEDS / name).read_bytes()
    whole = parse(body, None, URL)
    assert len(whole.items) >= len(whole.entries) > 0
    assert whole.skipped == 0
    if len(whole.items) != len(whole.entries):
        return
    for position, digest in enumerate(whole.items):
        rest = parse(body, None, URL, known=frozenset({digest}))
        assert rest.entries == whole.entries[:position] + whole.entries[position + 1 :]
        assert (rest.skipped, rest.items) == (1, whole.items)
        assert (rest.title, rest.lang, rest.ttl) == (whole.title, whole.lang, whole.ttl)


def test_only_new_and_edited_elements_are_read() -> None:
    last = parse(document(item(1), item(2), item(3)), None, URL)
    now = parse(
        document(item(4), item(1), item(2, title="معدّل"), item(3)), None, URL, known=frozenset(last.items)
    )
    assert [e.title for e in now.entries] == ["خبر 4", "معدّل"]
    assert now.skipped == 2


def test_an_unchanged_list_of_elements_is_skipped_whole() -> None:
    last = parse(document(item(1), item(2)), None, URL)
    now = parse(
        document(item(1), item(2), head="<title>t2</title><ttl>5</ttl>"),
        None,
        URL,
        known=frozenset(last.items),
    )
    assert (now.title, now.entries, now.skipped) == ("t2", (), 2)
    assert now.ttl is not None


@pytest.mark.parametrize(
    "newcomer",
    [
        pytest.param(item(9, guid="id-1"), id="guid-shared"),
        pytest.param(item(9, link="https://news.example/2"), id="link-shared"),
    ],
)
def test_a_newcomer_that_shares_a_name_is_read_beside_the_others(newcomer: str) -> None:
    last = parse(document(item(1), item(2)), None, URL)
    now = parse(document(newcomer, item(1), item(2)), None, URL, known=frozenset(last.items))
    assert (len(now.entries), now.skipped) == (3, 0)


def test_a_name_inside_a_longer_one_is_not_shared() -> None:
    last = parse(document(item(11), item(12)), None, URL)
    now = parse(document(item(1), item(11), item(12)), None, URL, known=frozenset(last.items))
    assert (len(now.entries), now.skipped) == (1, 2)


def test_another_root_element_reads_everything_anew() -> None:
    last = parse(document(item(1)), None, URL)
    moved = document(item(1), root="<rss version='2.0' xml:base='https://elsewhere.example/'>")
    assert parse(moved, None, URL, known=frozenset(last.items)).skipped == 0


@pytest.mark.parametrize("name", ["broken_tags.xml", "json11.json"])
def test_formats_without_skipping_are_read_whole(name: str) -> None:
    feed = parse((FEEDS / name).read_bytes(), None, URL)
    assert feed.items == ()
    assert feed.entries
