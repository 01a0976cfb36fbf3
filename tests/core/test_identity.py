"""By which rules articles are read: what changes the identity, and what does not."""

import ast
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import monitor
from monitor.extract import MilestoneRule, Names, Words, identity_of
from monitor.extract.identity import _READERS
from monitor.lang import SHIPPED, Changes, Lexicons, Signs
from tests.core.rules import shipped

FIRST, *REST = shipped()


def of(*rules: MilestoneRule, words: Lexicons = SHIPPED) -> str:
    return identity_of(rules, words)


@pytest.mark.parametrize(
    ("changes", "alike"),
    [
        pytest.param({}, True, id="nothing"),
        pytest.param({"name": "another name"}, True, id="name"),
        pytest.param({"names": Names(ar="اسم آخر")}, True, id="arabic-name"),
        pytest.param({"tracked": False}, True, id="not-tracked"),
        pytest.param({"id": "other"}, False, id="id"),
        pytest.param({"action": Words(en=("pull out",))}, False, id="words"),
        pytest.param({"action": Words(ar=("ينسحب",))}, False, id="arabic-words"),
        pytest.param({"weight": 7}, False, id="weight"),
        pytest.param({"undated": ("denied",)}, False, id="undated"),
    ],
)
def test_of_milestones(changes: dict[str, object], alike: bool) -> None:
    changed = replace(FIRST, **changes)  # type: ignore[arg-type]
    assert (of(changed, *REST) == of(FIRST, *REST)) is alike


@pytest.mark.parametrize(
    "change",
    [
        Changes("en", cues=(("leave", ("clear out",)),)),
        Changes("ar", cues=(("leave", ("يرحل",)),)),
        Changes("en", no_time=(("month", ("sept",)),)),
        Changes("ku", signs=Signs("ku", "latin", frozenset({"û", "ku"}))),
    ],
    ids=lambda change: change.lang,
)
def test_of_words(change: Changes) -> None:
    assert of(FIRST, words=Lexicons((change,))) != of(FIRST)


def test_order_counts_and_a_second_look_does_not() -> None:
    assert of(*REST, FIRST) != of(FIRST, *REST)
    assert of(FIRST, *REST) == of(FIRST, *REST)


def test_all_code_that_reads_is_in_it() -> None:
    """Reading imports nothing of ours but records, and what the identity is made from."""
    package = Path(monitor.__file__).parent
    files = [f for name in _READERS for f in [*package.glob(f"{name}/*.py"), *package.glob(f"{name}.py")]]
    assert len(files) > 30
    imported = {
        node.module.split(".")[1]
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("monitor.")
    }
    assert imported <= {*_READERS, "records"}


def test_another_process_finds_the_same() -> None:
    code = (
        "from monitor.extract import identity_of\n"
        "from monitor.lang import Changes, Lexicons, Signs\n"
        "words = frozenset({'eins', 'zwei', 'drei', 'vier', 'fünf'})\n"
        "print(identity_of((), Lexicons((Changes('xx', signs=Signs('xx', 'latin', words)),))))\n"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1
