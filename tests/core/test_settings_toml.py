"""The small parts below settings: durations, and the lines on which keys of TOML documents stand."""

import tomllib
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.settings import format_duration, parse_duration
from monitor.settings.lines import Path, key_lines, line_of
from monitor.settings.tables import dotted


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", 90),
        ("30m", 1800),
        ("24h", 86400),
        ("7d", 604800),
        ("2w", 1209600),
        ("1d 12h", 129600),
        ("1h30m", 5400),
        ("250ms", 0.25),
        ("0s", 0),
        ("1.5h", 5400),
        (" 5 m ", 300),
    ],
)
def test_durations_as_people_write_them(text: str, seconds: float) -> None:
    assert parse_duration(text).total_seconds() == seconds


@pytest.mark.parametrize(
    "text", ["", "5", "m", "-5m", "5 minutes", "1y", "5m!", "٥m", "1e3s", "5mm", "999999999w 1s"]
)
def test_no_durations(text: str) -> None:
    with pytest.raises(ValueError):
        parse_duration(text)


@given(st.integers(0, 10**12))
def test_a_written_duration_reads_as_the_same(milliseconds: int) -> None:
    duration = timedelta(milliseconds=milliseconds)
    assert parse_duration(format_duration(duration)) == duration


DOCUMENT = (
    '''\
# comment = 1
top = """
not_a_key = 1
[not.a.table]
"""
"quoted key" = 'x # y'

[a]
b.c = { d = 1 } # [no]
list = [
  1, # inner = 2
  "]",
]
after = \'\'\'
'''.rstrip()
    + """
text with ] and "
'''

[[row]]
name = "one"
[row.sub]
x = 1
[[row]]
name = "two"
[[row.inner]]
y = 1
[[row.inner]]
y = 2
[a.'d.e'.f]
z = 1
"""
)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("quoted key",), 6),
        (("a",), 8),
        (("a", "b"), 9),
        (("a", "b", "c"), 9),
        (("a", "list"), 10),
        (("a", "after"), 14),
        (("row", 0), 18),
        (("row", 0, "name"), 19),
        (("row", 0, "sub", "x"), 21),
        (("row", 1), 22),
        (("row", 1, "name"), 23),
        (("row", 1, "inner", 0, "y"), 25),
        (("row", 1, "inner", 1, "y"), 27),
        (("a", "d.e", "f", "z"), 29),
        (("not_a_key",), None),
    ],
    ids=lambda value: dotted(value) if isinstance(value, tuple) else str(value),
)
def test_lines_of_keys(path: Path, line: int | None) -> None:
    tomllib.loads(DOCUMENT)
    assert key_lines(DOCUMENT).get(path) == line


def test_what_has_no_line_of_its_own_stands_where_its_holder_does() -> None:
    lines = key_lines(DOCUMENT)
    assert line_of(lines, ("a", "b", "c", "d")) == 9
    assert line_of(lines, ("a", "list", 1)) == 10
    assert line_of(lines, ("nowhere",)) is None


def paths(value: Any, path: Path = ()) -> set[Path]:
    """Every key and element of a table that has a line of its own."""
    found: set[Path] = set()
    for key, inner in value.items():
        found.add((*path, key))
        if isinstance(inner, dict):
            found |= paths(inner, (*path, key))
        elif isinstance(inner, list) and inner and all(isinstance(i, dict) for i in inner):
            for index, element in enumerate(inner):
                found |= {(*path, key, index)} | paths(element, (*path, key, index))
    return found


_KEYS = st.text("abc_-1", min_size=1, max_size=4)
_SCALARS = st.one_of(
    st.integers(0, 9).map(str),
    st.sampled_from(
        [
            '"a # [b]"',
            "'c = 1'",
            '"""\nx = 1\n[y]\n"""',
            "'''\n[[z]]\n'''",
            "[1,\n 2, # k = 3\n]",
            "{ q = [1] }",
        ]
    ),
)
_TABLES = st.lists(st.tuples(_KEYS, _SCALARS), max_size=4, unique_by=lambda pair: pair[0])


@given(st.lists(st.tuples(st.booleans(), _KEYS, _TABLES), max_size=5))
def test_every_key_that_the_parser_finds_has_its_line(
    blocks: list[tuple[bool, str, list[tuple[str, str]]]],
) -> None:
    source, where = "", {}
    kinds: dict[str, bool] = {}
    for repeated, name, keys in blocks:
        if name in kinds and not (repeated and kinds[name]):
            continue
        kinds[name] = repeated
        source += f"[[{name}]]\n" if repeated else f"[{name}]\n"
        index = sum(1 for p in where if len(p) == 2 and p[0] == name and isinstance(p[1], int))
        table: Path = (name, index) if repeated else (name,)
        where[table] = source.count("\n")
        for key, value in keys:
            where[(*table, key)] = source.count("\n") + 1
            source += f"{key} = {value}\n"
    lines = key_lines(source)
    assert {p: lines.get(p) for p in where} == where
    document = tomllib.loads(source)
    assert set(lines) <= paths(document)


@given(st.text("ab=[]{}\"'#\n .,\\1"))
def test_any_text_is_scanned(source: str) -> None:
    key_lines(source)
