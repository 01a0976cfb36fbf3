"""Changes to the feed list: every other byte of it stays, and what cannot be kept is refused."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ConfigError
from monitor.records import Feed
from monitor.settings.feedtext import with_feeds, with_paused, without_feed

LIST = '''# Mine
[[feed]]  # [live]
name = "a"
url = "https://a.example/"  # the main one
outlet = "أ"

# Agencies

[[feed]]
# searches for: انسحاب
name = "b"
url = "https://b.example/"
outlet = """B
# no comment"""

# What is behind outlets
[[origin]]
name = "O"
names = ["A"]
'''
NEW = Feed("c", "https://c.example/", "ج", "ج", "ar")


def without(*gone: str) -> str:
    text = LIST
    for part in gone:
        assert part in text
        text = text.replace(part, "")
    return text


A = LIST[LIST.index("[[feed]]  #") : LIST.index("# Agencies")]
B = LIST[LIST.index("[[feed]]\n") : LIST.index("# What is")]


@pytest.mark.parametrize(("name", "left"), [("a", without(A[:-1])), ("b", without(B[:-1]))])
def test_a_feed_less_leaves_the_comments_of_others(name: str, left: str) -> None:
    assert without_feed(LIST, name).replace("\n\n\n", "\n\n") == left.replace("\n\n\n", "\n\n")


def test_the_last_feed_of_a_file_leaves_no_hole() -> None:
    two = '[[feed]]\nname = "a"\n\n[[feed]]\nname = "b"\n'
    assert without_feed(two, "b") == '[[feed]]\nname = "a"\n'
    assert without_feed(two, "a") == '[[feed]]\nname = "b"\n'


@pytest.mark.parametrize(
    ("text", "paused", "expected"),
    [
        ('[[feed]]\nname = "a"\n\n# next\n', True, '[[feed]]\nname = "a"\npaused = true\n\n# next\n'),
        ('[[feed]]\nname = "a"', True, '[[feed]]\nname = "a"\npaused = true\n'),
        ('[[feed]]\npaused = true\nname = "a"\n', False, '[[feed]]\nname = "a"\n'),
        ('[[feed]]\nname = "a"\npaused=true # mine\n', False, '[[feed]]\nname = "a"\npaused=false # mine\n'),
        ('[[feed]]\nname = "a"\npaused = false\n', True, '[[feed]]\nname = "a"\npaused = true\n'),
        ('[[feed]]\nname = "a"\n', False, '[[feed]]\nname = "a"\n'),
        ('[[feed]]\nname = "a"\npaused = true\n', True, '[[feed]]\nname = "a"\npaused = true\n'),
    ],
)
def test_pausing_changes_one_line(text: str, paused: bool, expected: str) -> None:
    assert with_paused(text, "a", paused) == expected


def test_a_pause_and_its_end_change_nothing() -> None:
    for name in ("a", "b"):
        paused = with_paused(LIST, name, True)
        assert [f.get("paused") for f in tomllib.loads(paused)["feed"]].count(True) == 1
        assert with_paused(paused, name, False) == LIST


def test_a_feed_more_stands_at_the_end() -> None:
    for text in (LIST, LIST.rstrip("\n"), LIST + "\n"):
        assert with_feeds(text, [NEW]).startswith(text)
        assert without_feed(with_feeds(text, [NEW]), "c").rstrip("\n") == text.rstrip("\n")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('feed = [{name = "a", url = "u", outlet = "o"}]\n', id="inline"),
        pytest.param('[[feed]]\nname = "b"\n', id="unknown"),
        pytest.param("[[feed\n", id="no-toml"),
        pytest.param("", id="empty"),
    ],
)
def test_what_cannot_be_kept_is_refused(text: str) -> None:
    for change in (without_feed, lambda t, n: with_paused(t, n, True)):
        with pytest.raises(ConfigError):
            change(text, "a")


_COMMENTS = st.lists(
    st.sampled_from(["", "# note", "#[[feed]]", "  ", '# name = "x"', "# ملاحظة"]), max_size=3
).map(lambda lines: "".join(f"{line}\n" for line in lines))
_VALUES = st.sampled_from(['"x"', '"""\n# in\n[[feed]]\n"""', "'[[feed]]'", '"#"  # c'])


@given(st.lists(st.tuples(_COMMENTS, _VALUES, _COMMENTS), min_size=1, max_size=5), _COMMENTS, st.data())
def test_every_other_line_stays(tables: list[tuple[str, str, str]], end: str, data: st.DataObject) -> None:
    blocks = [f'{c}[[feed]]\n{inner}outlet = {v}\nname = "{i}"\n' for i, (c, v, inner) in enumerate(tables)]
    text = "".join(blocks) + end
    chosen = data.draw(st.integers(0, len(tables) - 1))
    _, v, inner = tables[chosen]
    own = f'[[feed]]\n{inner}outlet = {v}\nname = "{chosen}"\n'
    left = without_feed(text, str(chosen))
    assert [x for x in left.splitlines() if x.strip()] == [
        x for x in text.replace(own, "").splitlines() if x.strip()
    ]
    paused = with_paused(text, str(chosen), True)
    assert paused.replace("paused = true\n", "") == text
    assert with_paused(paused, str(chosen), False) == text
