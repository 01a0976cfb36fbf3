"""One number of a configuration file is changed, and every other byte stays."""

import difflib
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ConfigError
from monitor.settings.edit import set_number

SHIPPED = Path(__file__).parents[2] / "config/monitor.toml"


def changed(text: str) -> str:
    return set_number(text, "relevance", "threshold", 0.4)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "[relevance]\n#threshold = 0.5  # why\n", "[relevance]\nthreshold = 0.4  # why\n", id="default"
        ),
        pytest.param(
            "[relevance]\n# a note\nthreshold=0.5 # mine\n[story]\nthreshold = 9\n",
            "[relevance]\n# a note\nthreshold=0.4 # mine\n[story]\nthreshold = 9\n",
            id="set-already",
        ),
        pytest.param(
            "[relevance]\nseed = 3\n", "[relevance]\nthreshold = 0.4\nseed = 3\n", id="section-only"
        ),
        pytest.param("  [ relevance ] # mine", "  [ relevance ] # mine\nthreshold = 0.4\n", id="header-only"),
        pytest.param(
            "[monitor]\nlanguage = 'ar'\n",
            "[monitor]\nlanguage = 'ar'\n\n[relevance]\nthreshold = 0.4\n",
            id="no-section",
        ),
        pytest.param("", "[relevance]\nthreshold = 0.4\n", id="empty"),
        pytest.param("relevance.threshold = 0.5\n", "relevance.threshold = 0.4\n", id="dotted"),
        pytest.param("[relevance]\n'threshold' = 0.5\n", "[relevance]\n'threshold' = 0.4\n", id="quoted"),
        pytest.param(
            'x = """\n[relevance]\n#threshold = 0.5\n"""\n[relevance]\n#threshold = 0.5\n',
            'x = """\n[relevance]\n#threshold = 0.5\n"""\n[relevance]\nthreshold = 0.4\n',
            id="the-same-words-in-a-string",
        ),
        pytest.param(
            "[relevance]\n# العتبة\n#threshold = 0.5 # عند هذا الحد\n",
            "[relevance]\n# العتبة\nthreshold = 0.4 # عند هذا الحد\n",
            id="arabic-comments",
        ),
    ],
)
def test_one_value_is_written_and_all_else_left(before: str, after: str) -> None:
    assert changed(before) == after
    assert changed(after) == after


@pytest.mark.parametrize("text", ["relevance = { threshold = 0.5 }\n", "relevance = 3\n", "[[["])
def test_a_file_that_cannot_be_changed_safely_is_left(text: str) -> None:
    with pytest.raises(ConfigError, match=r"Write `threshold = 0\.4` there by hand"):
        changed(text)


def test_the_shipped_file_changes_in_one_line() -> None:
    before = SHIPPED.read_text("utf-8")
    moved = [
        line for line in difflib.ndiff(before.splitlines(), changed(before).splitlines()) if line[0] in "+-"
    ]
    assert [line[:21] for line in moved] == ["- #threshold = 0.5  #", "+ threshold = 0.4  # "]


_LINES = st.sampled_from(
    [
        "# a remark = 1 [x]",
        "# ملاحظة \u2028 \x85 بقية",
        "",
        "#threshold = 0.5  # the default",
        '''note = """\n[relevance]\nthreshold = 1\n"""''',
        "list = [\n  1, # threshold = 3\n  2,\n]",
        "seed = 7 # lucky",
        "  name='threshold = 1'",
        "inner = { threshold = 1 }",
        "threshold   =   0.25   # mine",
    ]
)
_BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(["[monitor]", "[relevance]  # r", "[[destination]]", "[story.relevance]"]),
        st.lists(_LINES, max_size=5),
    ),
    max_size=4,
)


@given(st.lists(_LINES, max_size=2), _BLOCKS, st.floats(0, 1).map(lambda v: round(v, 2)))
def test_every_other_byte_stays(top: list[str], blocks, value: float) -> None:
    before = "".join(f"{line}\n" for line in [*top, *(x for head, rest in blocks for x in (head, *rest))])
    try:
        document = tomllib.loads(before)
    except tomllib.TOMLDecodeError:
        return
    after = set_number(before, "relevance", "threshold", value)
    assert tomllib.loads(after) == document | {
        "relevance": document.get("relevance", {}) | {"threshold": value}
    }
    old, new = before.split("\n"), after.split("\n")
    same = difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    kept = sum(block.size for block in same)
    # One line of before was changed, or none; what is new is a line, or a table of one line behind a gap.
    assert len(old) - kept <= 1
    assert len(new) - kept <= 3
