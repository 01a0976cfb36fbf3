"""Settings: what ships loads, what is wrong is named with file, key, line and fix, secrets stay secret."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ConfigError, Problem
from monitor.extract import milestone_of
from monitor.policies import Destination
from monitor.records import AlertKind, ConditionKind, Feed, Severity
from monitor.routing import Calm, Route, Then
from monitor.settings import FILES, Settings, load
from monitor.settings.reference import reference, tables
from monitor.settings.sections import (
    AlertsFile,
    MonitorFile,
)
from monitor.settings.template import template

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "config"

STALE = "run `python -m monitor.settings .`"

FEEDS = """\
[[feed]]
name = "wire"
url = "https://example.org/rss"
outlet = "Example Wire"
"""
MILESTONES = """\
[[milestone]]
id = "mission_end"
name = "End of the mission"
action.en = ["withdraw*"]
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a configuration folder: ``write(monitor="…")``; feeds and milestones are there unless given."""

    def written(**files: str) -> Path:
        folder = tmp_path / "config"
        folder.mkdir(exist_ok=True)
        for name, text in {"feeds": FEEDS, "milestones": MILESTONES, **files}.items():
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        return folder

    return written


def problems(folder: Path, **env: str) -> tuple[Problem, ...]:
    with pytest.raises(ConfigError) as caught:
        load(folder, env)
    return caught.value.problems


# --- what ships ---


@pytest.fixture(scope="module")
def shipped() -> Settings:
    return load(SHIPPED, {})


def test_shipped_configuration_loads(shipped: Settings) -> None:
    assert shipped.seeds == ROOT / "seeds"
    assert shipped.state == ROOT / "state"
    assert [d.name for d in shipped.destinations] == ["terminal", "file"]
    assert shipped.milestone_names["mission_end"]
    assert shipped.topic.language.keys() >= {"ar", "en"}
    assert not shipped.secrets


def test_shipped_feeds_cover_both_languages_once_each(shipped: Settings) -> None:
    assert len(shipped.feeds) >= 25
    assert len({f.name for f in shipped.feeds}) == len({f.url for f in shipped.feeds}) == len(shipped.feeds)
    for lang in ("ar", "en"):
        assert sum(f.lang == lang for f in shipped.feeds) >= 10
    origins = {f.origin for f in shipped.feeds}
    assert len(origins) < len(shipped.feeds), "feeds of one owner share an origin"
    assert all(f.url.startswith("https://") and f.url.isascii() for f in shipped.feeds)


def test_shipped_milestones_are_those_of_the_development_set(shipped: Settings) -> None:
    assert {m.id for m in shipped.milestones} >= {
        "mission_end",
        "phase1",
        "phase2",
        "combat_end",
        "announcement",
        "withdrawal_start",
        "other",
    }


def everything(shape: type, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Every key of a file's shape with its default."""
    found: dict[tuple[str, ...], Any] = {}
    for f in fields(shape):
        value = getattr(shape(), f.name)
        if hasattr(value, "__dataclass_fields__"):
            found |= everything(type(value), (*path, f.name))
        else:
            found[(*path, f.name)] = value
    return found


@pytest.mark.parametrize(("name", "shape"), [("monitor", MonitorFile), ("alerts", AlertsFile)])
def test_shipped_files_show_every_key_with_its_default(name: str, shape: type, write: Write) -> None:
    text = (SHIPPED / f"{name}.toml").read_text("utf-8")
    shown = "\n".join(
        line[1:] if line.startswith("#") and " = " in line and line[1] != " " else line
        for line in text.splitlines()
    )

    def given(table: dict[str, Any], path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
        inner = [given(v, (*path, k)) if isinstance(v, dict) else {(*path, k)} for k, v in table.items()]
        return {p for paths in inner for p in paths}

    document = tomllib.loads(shown)
    examples = {("route",)}  # shown as comments: the default is to have none
    assert given(document) == set(everything(shape)) - examples, "add the key with its default and a comment"
    document.pop("destination", None)
    settings = load(write(**{name: shown}), {})
    default = load(write(**{name: ""}), {})
    assert replace(settings, destinations=()) == default, "a default changed: change the shipped file"


def test_every_shipped_key_has_a_comment() -> None:
    for name in ("monitor", "alerts"):
        lines = (SHIPPED / f"{name}.toml").read_text("utf-8").split("[[destination]]")[0].splitlines()
        for before, line in zip(["", *lines], lines, strict=False):
            if " = " in line and not line.startswith("# "):
                bare = name == "alerts" and line.split()[0] in (
                    "day",
                    "week",
                    "month",
                    "quarter",
                    "half",
                    "year",
                )
                assert bare or "  #" in line or before.startswith("# "), line


def test_settings_import_neither_model_nor_database_nor_network() -> None:
    code = (
        "import sys; from pathlib import Path; from monitor.check import check;"
        "from monitor.settings import load;"
        f"load(Path({str(SHIPPED)!r}), {{}}); assert not check(Path({str(SHIPPED)!r}), {{}}).problems;"
        "heavy = {'torch', 'sentence_transformers', 'sklearn', 'sqlalchemy', 'httpx', 'feedparser',"
        "'apprise', 'trafilatura'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


# --- the reference ---


def test_reference_is_current() -> None:
    assert (ROOT / "docs" / "configuration.md").read_text("utf-8") == reference(), STALE


def test_shipped_file_is_current() -> None:
    assert (SHIPPED / "monitor.toml").read_text("utf-8") == template(), STALE


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_every_key_and_table_is_explained(file: Any) -> None:
    for table in tables(file.shape):
        for key in table.keys:
            assert key.text.endswith((".", "``.")), f"{table.header} {key.name} has no docstring"


# --- what is mirrored ---


def test_languages_are_those_of_the_renderer() -> None:
    from monitor.render import languages as rendered
    from monitor.settings.destinations import languages

    assert set(languages()) == set(rendered())


def test_policies_are_built_from_their_sections(write: Write) -> None:
    settings = load(
        write(
            monitor="""
            [monitor]
            state = "/var/lib/monitor"
            [poll]
            workers = 3
            [review]
            workers = 2
            [relevance]
            digest_threshold = 0.1
            [deliver]
            lease = "5m"
            [deliver.retry]
            give_up = "1d"
            [[destination]]
            name = "phone"
            url = "ntfy://example.org/topic"
            severities = ["shift"]
            """
        ),
        {},
    )
    assert settings.poll.workers == 3
    assert (settings.review.workers, settings.relevance.digest_threshold) == (2, 0.1)
    assert settings.deliver.lease.total_seconds() == 300
    assert settings.deliver.retry.give_up.days == 1
    assert settings.destinations == (Destination("phone", "ntfy://example.org/topic", (Severity.SHIFT,)),)
    assert settings.state == Path("/var/lib/monitor")


def test_feeds_fall_back_to_their_outlet_and_no_language(write: Write) -> None:
    assert load(write(), {}).feeds == (
        Feed("wire", "https://example.org/rss", outlet="Example Wire", origin="Example Wire"),
    )


# --- what is wrong, and where ---

MISTAKES = {
    "unknown key, near miss": (
        "monitor",
        "[cadence]\nflor = '5m'",
        "cadence.flor",
        2,
        "Did you mean 'floor'?",
    ),
    "unknown key, no near miss": ("monitor", "[encoder]\nzzz = 1", "encoder.zzz", 2, "Known here: model"),
    "unknown section": ("monitor", "\n[cadense]\n", "cadense", 2, "Did you mean 'cadence'?"),
    "unknown nested key": ("monitor", "[fetch]\npace.gapp = '1s'", "fetch.pace.gapp", 2, "'gap'"),
    "text for a number": ("monitor", "[poll]\nworkers = 'many'", "poll.workers", 2, 'found "many"'),
    "number for a text": ("monitor", "[encoder]\nmodel = 3", "encoder.model", 2, "expected text in quotes"),
    "fraction for a whole number": ("monitor", "[poll]\nworkers = 2.5", "poll.workers", 2, "whole number"),
    "truth for a whole number": ("monitor", "[poll]\nworkers = true", "poll.workers", 2, "found true"),
    "number for a truth": ("alerts", "[alerts.kinds]\nlater = 1", "alerts.kinds.later", 2, "true or false"),
    "table for a text": ("monitor", "[monitor.language]\na = 1", "monitor.language", 1, "found a table"),
    "value for a table": ("monitor", "fetch = 3", "fetch", 1, "expected a table"),
    "number for a duration": ("monitor", "[fetch]\ntotal = 30", "fetch.total", 2, 'such as "90s"'),
    "no duration": ("monitor", "[fetch]\ntotal = '30 minutes'", "fetch.total", 2, "is no duration"),
    "not a known word": (
        "monitor",
        "[monitor]\nlog_level = 'loud'",
        "monitor.log_level",
        2,
        "'debug', 'info'",
    ),
    "wrong element of a list": ("monitor", "[fetch]\nallow = ['a', 1]", "fetch.allow[2]", 2, "found 1"),
    "too small": ("monitor", "[poll]\nworkers = 0", "poll.workers", 2, "at least 1"),
    "too large": ("monitor", "[relevance]\nthreshold = 50", "relevance.threshold", 2, "at most 1.0"),
    "negative": ("monitor", "[story]\nnews_score = -1.0", "story.news_score", 2, "at least 0"),
    "floor over start": ("monitor", "[cadence]\nfloor = '45m'", "cadence.floor", 2, 'at most "30m"'),
    "ceiling under start": ("monitor", "[cadence]\nceiling = '20m'", "cadence.ceiling", 2, 'at least "30m"'),
    "thresholds crossed": (
        "monitor",
        "[relevance]\nthreshold = 0.1",
        "relevance.threshold",
        2,
        "Write at least 0.2",
    ),
    "no such language": ("monitor", "[monitor]\nlanguage = 'xx'", "monitor.language", 2, "no language"),
    "no folder": ("monitor", "[monitor]\nstate = ''", "monitor.state", 2, "names no folder"),
    "server without a port": ("monitor", "[fetch]\nallow = ['localhost']", "fetch.allow[1]", 2, "host:port"),
    "server with a scheme": ("monitor", "[fetch]\nallow = ['http://a:1']", "fetch.allow[1]", 2, "host:port"),
    "no such port": ("monitor", "[fetch]\nallow = ['a:1', 'a:99999']", "fetch.allow[2]", 2, "no server"),
    "territory by name": ("topic", "[places]\nhere = ['Iraq']", "places.here[1]", 2, "such as IQ"),
    "slot misspelt": (
        "topic",
        "[language.en]\nleads = ['{who} leave {wher}']",
        "language.en.leads[1]",
        2,
        "{where}",
    ),
    "language by name": ("topic", "[language.Arabic]\n", "language.Arabic", 1, "like ar"),
    "empty word": ("topic", "[language.en]\nleave = ['*']", "language.en.leave[1]", 2, "is empty"),
    "no TOML": ("monitor", "[poll]\nworkers = \n", "", 2, "is no TOML"),
    "key twice": ("monitor", "[poll]\nworkers = 1\nworkers = 2", "", 3, "is no TOML"),
    "destination without a name": (
        "monitor",
        "[[destination]]\nurl = 'terminal'",
        "destination[1].name",
        1,
        "Add it",
    ),
    "edits where nothing can be edited": (
        "monitor",
        "[[destination]]\nname = 'a'\nurl = 'mailto://example.org'\nupdates = 'edit'",
        "destination[1].updates",
        4,
        "cannot be edited",
    ),
    "edits of a webhook of Slack": (
        "monitor",
        "[[destination]]\nname = 'a'\nurl = 'slack://T1/B1/C1'\nupdates = 'edit'",
        "destination[1].updates",
        4,
        "cannot be edited",
    ),
    "destination twice": (
        "monitor",
        "[[destination]]\nname = 'a'\n[[destination]]\nname = 'a'",
        "destination[2].name",
        4,
        "already destination 1",
    ),
    "severity misspelt": (
        "monitor",
        "[[destination]]\nname = 'a'\nseverities = ['shft']",
        "destination[1].severities[1]",
        3,
        "'shift'",
    ),
    "no severities": (
        "monitor",
        "[[destination]]\nname = 'a'\nseverities = []",
        "destination[1].severities",
        3,
        "empty",
    ),
    "placeholder misspelt": (
        "monitor",
        "[[destination]]\nname = 'a'\nurl = 'ntfy://${a b}'",
        "destination[1].url",
        3,
        "is no placeholder",
    ),
    "no feeds": ("feeds", "", "", None, "lists no feeds"),
    "feed name twice": ("feeds", FEEDS + FEEDS.replace("rss", "atom"), "feed[2].name", 6, "already feed 1"),
    "feed address twice": ("feeds", FEEDS + FEEDS.replace("wire", "other"), "feed[2].url", 7, 'feed "wire"'),
    "feed address not of the web": (
        "feeds",
        FEEDS.replace("https", "ftp"),
        "feed[1].url",
        3,
        "no web address",
    ),
    "feed address with a space": ("feeds", FEEDS.replace("org/", "org/ "), "feed[1].url", 3, "a space"),
    "feed address without a host": ("feeds", FEEDS.replace("example.org", ""), "feed[1].url", 3, "no host"),
    "feed asked too often": ("feeds", FEEDS + "interval = '10s'", "feed[1].interval", 5, 'at least "1m"'),
    "feed language spelt out": ("feeds", FEEDS + "lang = 'Arabic'", "feed[1].lang", 5, '"ar"'),
    "feed without an outlet": ("feeds", FEEDS.replace("Example Wire", " "), "feed[1].outlet", 4, "is empty"),
    "no milestones": ("milestones", "", "", None, "names no milestones"),
    "milestone twice": ("milestones", MILESTONES + MILESTONES, "milestone[2].id", 6, "already milestone 1"),
    "milestone id": (
        "milestones",
        MILESTONES.replace("mission_end", "End!"),
        "milestone[1].id",
        2,
        "small letters",
    ),
    "milestone without action": (
        "milestones",
        MILESTONES.replace("action", "actor"),
        "milestone[1].action",
        1,
        "action.en",
    ),
    "language without a lexicon": (
        "milestones",
        MILESTONES + "actor.it = ['forze']",
        "milestone[1].actor.it",
        5,
        "Known here: ar, en",
    ),
    "phrase that never matches, en": (
        "milestones",
        MILESTONES.replace("withdraw*", "Withdraw*"),
        "milestone[1].action.en",
        4,
        'Write "withdraw*"',
    ),
    "phrase that never matches, ar": (
        "milestones",
        MILESTONES + "actor.ar = ['القوات الأمريكية']",
        "milestone[1].actor.ar",
        5,
        'Write "القوات الامريكيه"',
    ),
    "cue that is not there": (
        "milestones",
        MILESTONES + "actor.en = ['@leav']",
        "milestone[1].actor.en",
        5,
        "'leave'",
    ),
    "words of no milestone": (
        "milestones",
        MILESTONES + "actor.en = ['@mission_ent.actor']",
        "milestone[1].actor.en",
        5,
        "'mission_end'",
    ),
    "beginning of an unknown milestone": (
        "milestones",
        MILESTONES + "begins = 'mission_ent'",
        "milestone[1].begins",
        5,
        "'mission_end'",
    ),
    "modality misspelt": (
        "milestones",
        MILESTONES + "undated = ['begin']",
        "milestone[1].undated",
        5,
        "'begun'",
    ),
}


JUDGEMENT = {
    "moved table": ("alerts", "[ledger]\nlapses = true", "ledger", "has moved to milestones.toml"),
    "authority for nobody": (
        "milestones",
        "[[ledger.authority]]\nrank = 'official'",
        "ledger.authority[1]",
        "fits everything",
    ),
    "authority of no rank": (
        "milestones",
        "[[ledger.authority]]\nrank = 'high'\noutlets = ['X']",
        "ledger.authority[1].rank",
        "Write one of",
    ),
    "authority on no milestone": (
        "milestones",
        "[[ledger.authority]]\nrank = 'official'\nmilestones = ['ennd']",
        "ledger.authority[1].milestones",
        "is no milestone",
    ),
    "speaker not in normal form": (
        "milestones",
        "[[ledger.authority]]\nrank = 'official'\nspeakers = ['الحكومة']",
        "ledger.authority[1].speakers",
        'Write "الحكومه"',
    ),
    "speaker with a sign inside": (
        "milestones",
        "[[ledger.authority]]\nrank = 'official'\nspeakers = ['go*vernment']",
        "ledger.authority[1].speakers",
        "sign inside",
    ),
    "side nobody speaks for": (
        "milestones",
        "[[ledger.side]]\nname = 'A'\n[[ledger.side]]\nname = 'B'\nspeakers = ['b']",
        "ledger.side[1].speakers",
        "nobody speaks for it",
    ),
    "one side": (
        "milestones",
        "[[ledger.side]]\nname = 'A'\nspeakers = ['a']",
        "ledger.side[1]",
        "the only side",
    ),
    "side twice": (
        "milestones",
        "[[ledger.side]]\nname = 'A'\nspeakers = ['a']\n[[ledger.side]]\nname = 'A'\nspeakers = ['b']",
        "ledger.side[2].name",
        "side 1 already",
    ),
    "reminder after the deadline": (
        "milestones",
        "[ledger]\nreminder_days = [7, -1]",
        "ledger.reminder_days",
        "after the deadline",
    ),
    "origin told by nothing": ("feeds", "[[origin]]\nname = 'A'", "origin[1]", "nothing to be told by"),
    "origin with an address": (
        "feeds",
        "[[origin]]\nname = 'A'\ndomains = ['https://a.example/']",
        "origin[1].domains",
        "no domain",
    ),
    "outlet of two origins": (
        "feeds",
        "[[origin]]\nname = 'A'\nnames = ['X']\n[[origin]]\nname = 'B'\nnames = ['x']",
        "origin[2].names",
        'belongs to "A"',
    ),
}


@pytest.mark.parametrize(("file", "text", "key", "words"), JUDGEMENT.values(), ids=JUDGEMENT.keys())
def test_a_mistake_about_judging_is_named(write: Write, file: str, text: str, key: str, words: str) -> None:
    there = {"feeds": FEEDS, "milestones": MILESTONES}.get(file, "")
    found = problems(write(**{file: f"{text}\n{there}"}))
    assert len(found) == 1, found
    assert found[0].file.endswith(f"config/{file}.toml")
    assert found[0].key == key
    assert found[0].line is not None
    assert words in str(found[0])


def test_a_milestone_may_have_a_clock_of_its_own(write: Write) -> None:
    own = MILESTONES + "reminder_days = [1]\nlapses = false\nsilence_after = '9d'\nended_on = 2026-09-30\n"
    (rule,) = load(write(milestones=own), {}).milestones
    milestone = milestone_of(rule)
    assert (milestone.reminder_days, milestone.lapses) == ((1,), False)
    assert (milestone.silence_after, milestone.ended_on) == (timedelta(days=9), date(2026, 9, 30))


@pytest.mark.parametrize(("file", "text", "key", "line", "words"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_named(
    write: Write, file: str, text: str, key: str, line: int | None, words: str
) -> None:
    found = problems(write(**{file: text}))
    assert len(found) == 1, found
    assert found[0].file.endswith(f"config/{file}.toml")
    assert (found[0].key, found[0].line) == (key, line)
    assert words in str(found[0])


def test_all_problems_of_all_files_at_once(write: Write) -> None:
    folder = write(
        monitor="[cadence]\nflor = '5m'\n[poll]\nworkers = 0\n",
        feeds=FEEDS.replace("https", "gopher"),
        alerts="[ledger]\nlapses = true\n",
        topic="nmae = ''",
        extra="",
    )
    (folder / "secrets.toml").write_text("TOKEN = 3\n")
    (folder / "secrets.toml").chmod(0o600)
    found = {(Path(p.file).name, p.key) for p in problems(folder)}
    assert found == {
        ("monitor.toml", "cadence.flor"),
        ("monitor.toml", "poll.workers"),
        ("feeds.toml", "feed[1].url"),
        ("alerts.toml", "ledger"),
        ("topic.toml", "nmae"),
        ("extra.toml", ""),
        ("secrets.toml", "TOKEN"),
    }


def test_missing_folder_and_missing_files(tmp_path: Path, write: Write) -> None:
    assert "is no folder" in str(problems(tmp_path / "nowhere")[0])
    folder = write()
    for name in ("feeds", "milestones"):
        (folder / f"{name}.toml").unlink()
    assert [(Path(p.file).name, p.message) for p in problems(folder)] == [
        ("feeds.toml", "is missing."),
        ("milestones.toml", "is missing."),
    ]


def test_misspelt_file_name_is_told(write: Write) -> None:
    [problem] = problems(write(alert=""))
    assert "Did you mean 'alerts.toml'?" in str(problem)


def test_file_in_another_encoding(write: Write) -> None:
    folder = write()
    (folder / "feeds.toml").write_bytes(FEEDS.replace("Example", "السومرية").encode("cp1256"))
    assert "is not UTF-8 text." in str(problems(folder)[0])


def test_byte_order_mark_is_fine(write: Write) -> None:
    folder = write()
    (folder / "feeds.toml").write_bytes(b"\xef\xbb\xbf" + FEEDS.encode())
    assert load(folder, {}).feeds


ODD = st.recursive(
    st.one_of(
        st.integers(-(2**63), 2**63 - 1),
        st.floats(),
        st.booleans(),
        st.text(max_size=5),
        st.sampled_from(["5m", "1e9d", "-1s", "${A}", "${", "https://a.example/", "en", "shift"]),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", min_size=1), inner, max_size=2),
    max_leaves=4,
)


def as_toml(value: Any) -> str:
    """A value as TOML writes it inline."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {as_toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_toml(v) for v in value) + "]"
    if isinstance(value, str):
        return json.dumps(value).replace("\x7f", "\\u007f")
    return str(value)


_EVERY = [
    (file, table.header, key.name) for file in FILES for table in tables(file.shape) for key in table.keys
]


@given(st.sampled_from(_EVERY), ODD)
def test_any_value_is_taken_or_named(tmp_path_factory: pytest.TempPathFactory, at: Any, value: Any) -> None:
    file, header, key = at
    folder = tmp_path_factory.mktemp("config")
    for name, text in {"feeds": FEEDS, "milestones": MILESTONES}.items():
        (folder / f"{name}.toml").write_text(text)
    header = header.replace("[language]", "[language.en]").replace("[names]", "[x]")
    (folder / file.name).write_text(f"{header}\n{key} = {as_toml(value)}\n", encoding="utf-8")
    try:
        load(folder, {})
    except ConfigError as error:
        for problem in error.problems:
            assert problem.file
            assert problem.message
            assert problem.line is None or problem.line <= 2 or "feeds" in problem.file


# --- secrets ---

PHONE = "[[destination]]\nname = 'phone'\nurl = 'ntfys://${TOKEN}@example.org/topic'\n"


def test_secret_from_the_environment_is_encoded_into_the_address(write: Write) -> None:
    settings = load(write(monitor=PHONE), {"TOKEN": "p@ss/word", "OTHER": "unused"})
    [destination] = settings.destinations
    assert destination.url == "ntfys://${TOKEN}@example.org/topic"
    assert settings.address(destination.url) == "ntfys://p%40ss%2Fword@example.org/topic"
    assert dict(settings.secrets) == {"TOKEN": "p@ss/word"}


def test_secret_that_is_a_whole_address_is_taken_as_it_is(write: Write) -> None:
    settings = load(write(monitor="[[destination]]\nname = 'a'\nurl = '${URL}'"), {"URL": "ntfy://h/t?x=1"})
    assert settings.address("${URL}") == "ntfy://h/t?x=1"


def test_secret_from_the_file_and_the_environment_over_it(write: Write) -> None:
    folder = write(monitor=PHONE)
    (folder / "secrets.toml").write_text("TOKEN = 'from-file'\n")
    (folder / "secrets.toml").chmod(0o600)
    assert load(folder, {}).secrets["TOKEN"] == "from-file"
    assert load(folder, {"TOKEN": "from-env"}).secrets["TOKEN"] == "from-env"


@pytest.mark.parametrize("env", [{}, {"TOKEN": ""}], ids=["not set", "empty"])
def test_missing_secret(write: Write, env: dict[str, str]) -> None:
    [problem] = problems(write(monitor=PHONE), **env)
    assert (problem.key, problem.line) == ("destination[1].url", 3)
    assert "Set the environment variable TOKEN" in problem.fix


def test_secrets_file_that_others_can_read(write: Write) -> None:
    folder = write(monitor=PHONE)
    (folder / "secrets.toml").write_text("TOKEN = 'hidden-value'\n")
    (folder / "secrets.toml").chmod(0o644)
    [problem] = problems(folder)
    assert "chmod 600" in problem.fix


def test_broken_secrets_file_is_told_without_quoting_it(write: Write) -> None:
    folder = write()
    (folder / "secrets.toml").write_text("A = 'x'\nTOKEN = hidden-value\n")
    (folder / "secrets.toml").chmod(0o600)
    [problem] = problems(folder)
    assert problem.line == 2
    assert "hidden" not in str(problem)


def test_secrets_show_in_no_text_form(write: Write) -> None:
    import pickle

    settings = load(write(monitor=PHONE), {"TOKEN": "hidden-value"})
    assert "hidden-value" not in f"{settings!r} {settings} {settings.secrets} {settings.destinations}"
    with pytest.raises(TypeError):
        pickle.dumps(settings.secrets)


# --- routes and calm ---

CALM_OF = '[[destination]]\nname = "desk"\nurl = "terminal"\n[destination.calm]\n'


@pytest.mark.parametrize(
    ("calm", "line", "words"),
    [
        pytest.param('quiet = ["07:00-07:00"]', 2, "ends when it starts", id="start-is-end"),
        pytest.param('quiet = ["00:00-24:00"]', 2, "ends when it starts", id="a-whole-day"),
        pytest.param('quiet = ["00:00-12:00", "12:00-24:00"]', 2, "no minute of the day", id="always"),
        pytest.param('quiet = ["at night"]', 2, "Write them as 22:00-07:00.", id="no-hours"),
        pytest.param('zone = "Baghdad"', 2, "Write one such as Asia/Baghdad or UTC.", id="no-zone"),
        pytest.param('digest_at = "8"', 2, "Write one such as 08:00.", id="no-time"),
        pytest.param('digest = "weekly"', 2, "'never', 'hourly' or 'daily'", id="no-rhythm"),
        pytest.param("max_per_hour = -1", 2, "Write at least 0.", id="negative"),
        pytest.param("near_days = -7", 2, "Write at least 0.", id="negative-days"),
        pytest.param('wait = "soon"', 2, "is no duration", id="no-duration"),
        pytest.param("quit = []", 2, "Did you mean 'quiet'?", id="misspelt"),
    ],
)
def test_calm_that_cannot_work_is_refused(write: Write, calm: str, line: int, words: str) -> None:
    (general,) = problems(write(alerts=f"[calm]\n{calm}\n"))
    assert (general.line, words in str(general)) == (line, True), str(general)
    (own,) = problems(write(alerts="", monitor=f"{CALM_OF}{calm}\n"))
    assert own.key.startswith("destination[1].calm")
    assert words in str(own)


ROUTES = '[[route]]\nto = ["desk"]\n[[route.route]]\nkind = ["later"]\n[[route.route.route]]\n'


@pytest.mark.parametrize(
    ("routes", "key", "words"),
    [
        pytest.param('[[route]]\nto = ["dsk"]', "route[1].to", "Did you mean 'desk'?", id="destination"),
        pytest.param('[[route]]\nmilestone = ["m"]', "route[1].milestone", "is no milestone", id="milestone"),
        pytest.param("[[route]]\norigins = -1", "route[1].origins", "at least 0", id="origins"),
        pytest.param('[[route]]\nthen = "go"', "route[1].then", "'stop' or 'continue'", id="then"),
        pytest.param("[[route]]\n[[route]]\norigins = 2", "route[2]", "never reached", id="unreachable"),
        pytest.param(
            f'{ROUTES}kind = ["latr"]', "route[1].route[1].route[1].kind[1]", "is not known", id="deep-kind"
        ),
        pytest.param(
            f"{ROUTES}kinds = []", "route[1].route[1].route[1].kinds", "mean 'kind'?", id="deep-key"
        ),
        pytest.param(
            f'{ROUTES}to = ["x"]', "route[1].route[1].route[1].to", "no destination", id="deep-name"
        ),
    ],
)
def test_a_route_that_cannot_work_is_refused(write: Write, routes: str, key: str, words: str) -> None:
    (found,) = problems(write(alerts=routes, monitor='[[destination]]\nname = "desk"\n'))
    assert found.key == key
    assert words in str(found)


def test_routes_and_calm_are_read(write: Write) -> None:
    calm = f'{CALM_OF}zone = "Asia/Baghdad"\nquiet = ["22:00-07:00"]\ninterval = "30m"\n'
    found = load(write(alerts=f'{ROUTES}origins = 2\nthen = "continue"\n', monitor=calm), {})
    inner = Route(origins=2, then=Then.CONTINUE)
    assert found.routes == (Route(("desk",), route=(Route(kind=(AlertKind.LATER,), route=(inner,)),)),)
    assert found.destinations[0].calm == Calm(
        "Asia/Baghdad", ("22:00-07:00",), interval=timedelta(minutes=30)
    )
    assert found.calm == Calm()


# --- health and heartbeat ---

BEATS = '[health]\nkinds = ["disk", "work"]\nafter = "5m"\n[heartbeat]\nurl = "${BEAT}"\nevery = "1m"\n'


def test_a_heartbeat_may_be_a_secret(write: Write) -> None:
    settings = load(write(monitor=BEATS), {"BEAT": "https://hc-ping.com/5f3c", "OTHER": "x"})
    assert settings.health.kinds == (ConditionKind.DISK, ConditionKind.WORK)
    assert settings.address(settings.heartbeat.url) == "https://hc-ping.com/5f3c"
    assert "5f3c" not in repr(settings)
    assert set(settings.secrets) == {"BEAT"}


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        (BEATS, "heartbeat.url", "the secret BEAT is not set."),
        ('[heartbeat]\nurl = "hc-ping.com/x"', "heartbeat.url", "is no web address."),
        ('[heartbeat]\nurl = "ftp://hc-ping.com/x"', "heartbeat.url", "is no web address."),
        ('[heartbeat]\nfail_url = "https://example.org"', "heartbeat.fail_url", "has no url beside it."),
        ('[heartbeat]\nurl = "https://a.example"\nevery = "1s"', "heartbeat.every", '"1s" is too small.'),
        ('[health]\nstalled = "1m"', "health.stalled", '"1m" is too small.'),
    ],
)
def test_a_heartbeat_that_cannot_work(write: Write, text: str, key: str, message: str) -> None:
    [found] = problems(write(monitor=text))
    assert (found.key, found.message) == (key, message)


ALONE = "can be reached by other machines, and anybody there could change your settings."


@pytest.mark.parametrize(
    ("host", "rest", "message"),
    [
        ("127.0.0.1", "", ""),
        ("127.8.0.1", "", ""),
        ("::1", "", ""),
        ("localhost", "", ""),
        ("0.0.0.0", "", f"0.0.0.0 {ALONE}"),
        ("::", "", f":: {ALONE}"),
        ("192.168.1.5", "", f"192.168.1.5 {ALONE}"),
        ("monitor.lan", "", f"monitor.lan {ALONE}"),
        ("0.0.0.0", 'token = "x"', f"0.0.0.0 {ALONE}"),
        ("0.0.0.0", 'password = "x"', ""),
        ("0.0.0.0", 'password = "${PAGE}"', "the secret PAGE is not set."),
    ],
)
def test_a_page_for_other_machines_needs_a_password(write: Write, host: str, rest: str, message: str) -> None:
    folder = write(monitor=f'[web]\nhost = "{host}"\n{rest}\n')
    if not message:
        assert load(folder, {}).web.host == host
        return
    assert [found.message for found in problems(folder)] == [message]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("", "http://127.0.0.1:8787/"),
        ("port = 9000", "http://127.0.0.1:9000/"),
        ('host = "::1"', "http://[::1]:8787/"),
        ('address = "https://page.example.org/m/"', "https://page.example.org/m/"),
        # Nobody could follow these.
        ("port = 0", ""),
        ('host = "0.0.0.0"\npassword = "x"', ""),
        ('host = "0.0.0.0"\npassword = "x"\naddress = "http://monitor.lan/"', "http://monitor.lan/"),
    ],
)
def test_where_the_page_is_reached(write: Write, text: str, link: str) -> None:
    assert load(write(monitor=f"[web]\n{text}\n"), {}).web.link == link
