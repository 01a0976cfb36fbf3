"""Sentences that are recorded in English, read in Arabic: all that the monitor says of itself is known."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.cadence.outcome import _REASONS
from monitor.extract.unbound import _ROLES
from monitor.fetch.address import _REFUSED_V4, _REFUSED_V6
from monitor.parse.kind import _BINARY, _OTHER_ROOTS
from monitor.relevance.topic import FEATURES
from monitor.web.sentences import Sentences, load_sentences
from monitor.web.words import load_words
from tests.web.conftest import ROOT

PLACE = "9"
"""Stands in every place: it may be a number or a word."""
SAID_BY = {
    "FetchError": ("monitor/fetch", "monitor/trial.py"),
    "ParseError": ("monitor/parse",),
    "Failed": ("monitor/cadence",),
    "EncoderError": ("monitor/encode",),
    "SendError": ("monitor/send",),
    "JobError": ("monitor/jobs.py",),
    "_DiedError": ("monitor/parse",),
    "_refused": ("monitor/fetch",),
    "_broken": ("monitor/fetch",),
    "_not_a_feed": ("monitor/parse",),
    "Resolved": ("monitor/extract",),
    "append": ("monitor/parse/clean.py", "monitor/parse/document.py", "monitor/extract/unbound.py"),
}
"""What takes a sentence that the page shows -> where."""


WRAPS = {f"{PLACE}: {PLACE}", f"{PLACE} answers with {PLACE}", f"{PLACE}, not a feed"}
"""Sentences that hold another one."""


def arabic() -> Sentences:
    return load_sentences("ar", "؛ ")


def sentences(path: Path, takes: str) -> Iterator[str]:
    """Every sentence that is given to a function or class, its places filled."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and takes == getattr(node.func, "id", getattr(node.func, "attr", "")):
            given = [*node.args, *(k.value for k in node.keywords if k.arg in ("note", "detail"))]
            yield from filter(None, map(text, given))


def returned(path: Path) -> Iterator[str]:
    """Every sentence that a function gives back or yields, and values of tables."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Return | ast.Yield) and node.value is not None:
            yield from filter(None, [text(node.value)])
        if isinstance(node, ast.Dict):
            yield from filter(None, map(text, node.values))


def text(node: ast.expr) -> str:
    """A string or f-string of several words or of one; empty for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else PLACE for v in node.values)
    return ""


def found() -> Iterator[tuple[str, str]]:
    for takes, places in SAID_BY.items():
        for place in places:
            top = ROOT / place
            for path in sorted(top.rglob("*.py")) if top.is_dir() else [top]:
                for said in sentences(path, takes):
                    yield path.name, said
    for place in ("monitor/extract/unbound.py", "monitor/cadence/outcome.py"):
        for said in returned(ROOT / place):
            yield Path(place).name, said


def test_every_sentence_of_the_core_is_known_in_arabic() -> None:
    known = arabic()
    told = {(name, said) for name, said in found() if " " in said and said not in WRAPS}
    assert len(told) > 60
    assert [one for one in sorted(told) if not known.knows(one[1])] == []


def test_every_part_of_a_sentence_is_known_in_arabic() -> None:
    known = arabic()
    documents = [f"{what}, not a feed" for _, what in _BINARY]
    networks = [kind for _, kind in (*_REFUSED_V4, *_REFUSED_V6)]
    parts = (*documents, *_OTHER_ROOTS.values(), *networks, *_REASONS.values(), *_ROLES.values())
    assert [one for one in parts if not known.knows(one)] == []
    meanings = [feature.meaning for feature in FEATURES.values()]
    assert [one for one in meanings if not known.knows(one) or not known.knows(f"not: {one}")] == []


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("something leaves or ends", "شيء يغادر أو ينتهي"),
        ("not: a force is named", "غير متحقق: قوة مذكورة"),
        (
            "0.93 against 0.50: a force is named (+1.2); not: the place is named (-0.4); nearest seed a.txt.",
            "0.93 والعتبة 0.50: قوة مذكورة (+1.2)؛ غير متحقق: المكان المعني مذكور (-0.4)؛ أقرب بذرة a.txt.",
        ),
        ("You said so. Without the label: 0.10 against 0.50: nothing of the topic stands out.", "قلتَ ذلك."),
        ("phase2: excluded by “ISIS”", "phase2: استبعدته «ISIS»"),
        ("partly understood; year inferred", "مفهوم جزئيًا؛ السنة مستنتجة"),
        (
            "example.org: The server sent nothing for 30 seconds.",
            "example.org: لم يرسل الخادم شيئًا مدة 30 ثانية.",
        ),
        (
            "The name example.org could not be looked up (Name or service not known); check its spelling "
            "and the network.",
            "تعذّر البحث عن الاسم example.org (الاسم غير معروف)، فراجع التهجئة والشبكة.",
        ),
        (
            "https://a.org/x answers with a web page (“Home; news”), not a feed; its feed may be at "
            "https://a.org/1 or https://a.org/2",
            "يجيب https://a.org/x بالآتي: صفحة ويب («Home; news») لا خلاصة، وقد تكون خلاصتها في "
            "https://a.org/1 أو https://a.org/2",
        ),
    ],
)
def test_sentences_are_read_in_arabic(english: str, words: str) -> None:
    shown = load_words("ar").ours(english)
    assert words in shown.striptags()


@pytest.mark.parametrize(
    "text", ["HTTP 413: too much", "KeyError: 'x'", "<script>alert(1)</script>", "قال: نعم", ""]
)
def test_what_is_not_ours_stays_as_it_is_and_harmless(text: str) -> None:
    for lang in ("en", "ar"):
        shown = load_words(lang).ours(text)
        assert shown.unescape().replace('<bdi dir="auto">', "").replace("</bdi>", "") == text
        assert "<script" not in shown


def test_english_keeps_its_words() -> None:
    said = "0.93 against 0.50: a force is named (+1.2)."
    assert load_words("en").ours(said).striptags() == said
