"""The user's own words in ``lang/``: what they change, and how what is wrong with them is named."""

from datetime import date
from pathlib import Path

import pytest

from monitor.check import check
from monitor.errors import ConfigError, Problem
from monitor.extract import extract
from monitor.lang import SHIPPED, Changes, Lexicons, lexicon
from monitor.records import Extraction
from monitor.settings import Settings, load
from tests.core.rules import MILESTONES, entry, shipped

FEEDS = """\
[[feed]]
name = "wire"
url = "https://example.org/rss"
outlet = "Example Wire"
"""
SPANISH = """\
[detect]
script = "latin"
words = ["el", "la", "los", "las", "de", "en", "que", "y"]

[time]
"month:9" = ["septiembre"]
"month:12" = ["diciembre"]
"relation:by" = ["antes de", "a mas tardar el"]
"of" = ["de", "del"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "config"
    (home / "lang").mkdir(parents=True)
    (home / "feeds.toml").write_text(FEEDS, "utf-8")
    (home / "milestones.toml").write_text(MILESTONES.read_text("utf-8"), "utf-8")
    return home


def loaded(folder: Path, **files: str) -> Settings:
    for code, text in files.items():
        (folder / "lang" / f"{code}.toml").write_text(text, "utf-8")
    return load(folder, {})


def problems(folder: Path, **files: str) -> tuple[Problem, ...]:
    with pytest.raises(ConfigError) as caught:
        loaded(folder, **files)
    return caught.value.problems


def read(settings: Settings, text: str, on: str = "2026-03-01") -> Extraction:
    return extract(entry(text, on=on), settings.milestones, settings.lexicons)


def days(found: Extraction) -> list[date | None]:
    return [mention.last_day for mention in found.dates]


def test_without_a_folder_the_words_are_those_that_ship(folder: Path) -> None:
    (folder / "lang").rmdir()
    assert loaded_lexicons(folder) == SHIPPED


def loaded_lexicons(folder: Path) -> Lexicons:
    return load(folder, {}).lexicons


ADDED = [
    pytest.param(
        "ar",
        '[time]\n"month:9" = ["سيبتمبر"]\n',
        "سيغادر التحالف الدولي العراق بحلول سيبتمبر 2026.",
        lambda found: days(found) == [date(2026, 9, 30)],
        id="arabic-month",
    ),
    pytest.param(
        "en",
        '[cues]\npostponed = ["kicked ~ long grass"]\n',
        "The coalition's withdrawal from Iraq was kicked into the long grass, the government said.",
        lambda found: any(s.modality == "postponed" for s in found.statements),
        id="english-cue",
    ),
    pytest.param(
        "en",
        '[cues]\n"site:Camp Swift" = ["camp swift"]\n',
        "Troops left Camp Swift.",
        lambda found: [s.name for s in found.sites] == ["Camp Swift"],
        id="site",
    ),
    pytest.param(
        "en",
        '[remove.time]\n"month:9" = ["september"]\n',
        "The coalition will leave Iraq in September.",
        lambda found: found.dates == (),
        id="switched-off",
    ),
    pytest.param(
        "en",
        '[remove.time]\n"month:9" = ["september|sept"]\n',
        "The coalition will leave Iraq in September, or Sept 2027.",
        lambda found: days(found) == [date(2027, 12, 31)],
        id="two-switched-off-in-one",
    ),
    pytest.param(
        "en",
        '[cues]\npostponed = ["kicked|booted ~ long grass"]\n',
        "The coalition's withdrawal from Iraq was booted into the long grass, the government said.",
        lambda found: any(s.modality == "postponed" for s in found.statements),
        id="one-of-two-words",
    ),
    pytest.param(
        "en",
        '[cues]\n"word:to" = ["thru"]\n',
        "Between them are 200 thru 300 American soldiers in Iraq.",
        lambda found: [(c.n, c.n_max) for c in found.counts] == [(200, 300)],
        id="whole-word",
    ),
    pytest.param(
        "en",
        '[cues]\nleave = ["skedaddle*"]\n',
        "The coalition will skedaddle from Iraq by May 2026.",
        lambda found: [str(s.due.last_day) for s in found.statements if s.due] == ["2026-05-31"],
        id="cue-that-milestones-name",
    ),
    pytest.param(
        "es",
        SPANISH,
        "Los soldados de la coalicion dejan el pais antes de septiembre de 2026.",
        lambda found: [(str(d.last_day), d.bound) for d in found.dates] == [("2026-09-30", "by")],
        id="new-language",
    ),
]


@pytest.mark.parametrize(("code", "text", "article", "shows"), ADDED)
def test_added_words_change_the_reading(folder: Path, code, text, article, shows) -> None:  # type: ignore[no-untyped-def]
    assert not shows(read(loaded(folder), article)), "the words that ship do this already"
    assert shows(read(loaded(folder, **{code: text}), article))


def test_what_is_read_with_one_set_of_words_is_not_remembered_for_another(folder: Path) -> None:
    article = "سيغادر التحالف الدولي العراق بحلول سيبتمبر 2026."
    mine = loaded(folder, ar='[time]\n"month:9" = ["سيبتمبر"]\n').lexicons
    for lexicons, expected in ((mine, 1), (SHIPPED, 0), (mine, 1)):
        found = extract(entry(article, on="2026-03-01"), shipped(), lexicons)
        assert sum(d.last_day == date(2026, 9, 30) for d in found.dates) == expected


def test_the_same_changes_are_compiled_once() -> None:
    one, other = (Changes("en", cues=(("denied", ("pooh-poohed",)),)) for _ in range(2))
    assert lexicon("en", one) is lexicon("en", other)
    assert lexicon("en") is not lexicon("en", one)


def test_shipped_words_stay_beside_added_ones(folder: Path) -> None:
    words = loaded(folder, en='[time]\n"month:9" = ["septembre"]\n').lexicons.of("en")
    assert {"september", "septembre"} <= set(words.time["month:9"])
    assert words.cues == lexicon("en").cues


WRONG = [
    pytest.param(
        "en",
        '[time]\n"month:9" = ["Sepptember"]\n',
        "time.month:9[1]",
        '"Sepptember" is not in normal form. Write "sepptember".',
        id="not-in-normal-form",
    ),
    pytest.param(
        "ar", '[time]\n"month:9" = ["أيلولٌ"]\n', "time.month:9[1]", 'Write "ايلول".', id="arabic-form"
    ),
    pytest.param(
        "en",
        '[cues]\npostponned = ["shelved"]\n',
        "cues.postponned",
        "\"postponned\" is no cue. Did you mean 'postponed'?",
        id="unknown-cue",
    ),
    pytest.param(
        "en", '[time]\nmoth = ["x"]\n', "time.moth", '"moth" is no time word.', id="unknown-time-word"
    ),
    pytest.param(
        "en", '[time]\n"month:13" = ["x"]\n', "time.month:13", "There is month:1,", id="no-such-month"
    ),
    pytest.param("en", '[time]\n"number:x" = ["x"]\n', "time.number:x", 'Write "number:N"', id="no-number"),
    pytest.param(
        "en",
        '[cues]\nplanned = ["set*to"]\n',
        "cues.planned[1]",
        '"set*to" has a sign inside set*to',
        id="bad-sign",
    ),
    pytest.param(
        "en", '[cues]\nplanned = ["~ set"]\n', "cues.planned[1]", "has ~ where", id="gap-at-the-edge"
    ),
    pytest.param(
        "en", '[cues]\nplanned = ["set|"]\n', "cues.planned[1]", "has | where", id="bar-at-the-edge"
    ),
    pytest.param(
        "en",
        '[time]\n"month:8" = ["ogos|september"]\n',
        "time.month:8[1]",
        '"september" already stands for month 9.',
        id="two-months-with-a-bar",
    ),
    pytest.param(
        "en",
        '[remove.cues]\ndenied = ["no plan|planning"]\n',
        "remove.cues.denied[1]",
        '"no planning" is no phrase of "denied" that ships.',
        id="one-way-to-switch-off",
    ),
    pytest.param(
        "en",
        '[cues]\ndenied = ["no|little plan"]\n[remove.cues]\ndenied = ["no plan"]\n',
        "remove.cues.denied[1]",
        "is added and switched off",
        id="both-with-a-bar",
    ),
    pytest.param(
        "en", '[cues]\nplanned = ["^us*"]\n', "cues.planned[1]", "is named whole", id="ending-of-capitals"
    ),
    pytest.param("en", '[cues]\nplanned = ["*"]\n', "cues.planned[1]", "has no word", id="no-word"),
    pytest.param(
        "en", '[cues]\nplanned = ["a*"]\n', "cues.planned[1]", "two letters before *", id="short-stem"
    ),
    pytest.param("en", '[cues]\nplanned = [" "]\n', "cues.planned[1]", "holds an empty phrase.", id="empty"),
    pytest.param(
        "en", '[cues]\n"word:and" = ["as well as"]\n', "cues.word:and[1]", "is no single word", id="no-word"
    ),
    pytest.param("en", '[cues]\nplanned = "set"\n', "cues.planned", "expected a list", id="no-list"),
    pytest.param("en", "[cue]\n", "cue", "Did you mean 'cues'?", id="unknown-table"),
    pytest.param(
        "en",
        '[time]\n"month:8" = ["september"]\n',
        "time.month:8[1]",
        '"september" already stands for month 9.',
        id="two-months",
    ),
    pytest.param(
        "en",
        '[remove.cues]\ndenied = ["denyed"]\n',
        "remove.cues.denied[1]",
        'is no phrase of "denied" that ships.',
        id="nothing-to-switch-off",
    ),
    pytest.param(
        "en",
        '[remove.cues]\ndenid = ["x"]\n',
        "remove.cues.denid",
        "Did you mean 'denied'?",
        id="no-label-to-switch-off",
    ),
    pytest.param(
        "en",
        '[cues]\ndenied = ["denied"]\n[remove.cues]\ndenied = ["denied"]\n',
        "remove.cues.denied[1]",
        "is added and switched off",
        id="both",
    ),
    pytest.param(
        "xx",
        '[time]\n"month:9" = ["settembre"]\n',
        "detect.script",
        "does not know this language",
        id="new-language-without-script",
    ),
    pytest.param("xx", '[detect]\nscript = "latin"\n', "detect.words", "List ten or twenty", id="no-words"),
    pytest.param(
        "en", '[detect]\nscript = "roman"\n', "detect.script", '"roman" is no script.', id="no-script"
    ),
    pytest.param(
        "en", '[detect]\nscript = "arabic"\n', "detect.script", "written in latin", id="other-script"
    ),
    pytest.param("english", "", "", '"english" is no language code.', id="no-code"),
    pytest.param("en", "[time\n", "", "is no TOML", id="no-toml"),
]


@pytest.mark.parametrize(("code", "text", "key", "message"), WRONG)
def test_a_mistake_is_named(folder: Path, code: str, text: str, key: str, message: str) -> None:
    found = problems(folder, **{code: text})
    assert any(Path(p.file).name == f"{code}.toml" and p.key == key and message in str(p) for p in found), [
        str(p) for p in found
    ]


def test_all_mistakes_at_once_and_with_those_of_other_files(folder: Path) -> None:
    (folder / "feeds.toml").write_text(FEEDS.replace("https", "gopher"))
    found = problems(
        folder,
        en='[time]\nmoth = ["X"]\n[cues]\nplanned = ["*", "fine"]\n',
        ar='[cues]\nnope = ["ا"]\n',
    )
    assert {(Path(p.file).name, p.key) for p in found} == {
        ("feeds.toml", "feed[1].url"),
        ("en.toml", "time.moth"),
        ("en.toml", "time.moth[1]"),
        ("en.toml", "cues.planned[1]"),
        ("ar.toml", "cues.nope"),
    }
    assert all(p.line for p in found)


def test_the_check_tells_of_them(folder: Path) -> None:
    (folder / "lang" / "en.toml").write_text('[cues]\nplaned = ["set"]\n')
    assert ["planed" in str(p) for p in check(folder, {}).problems] == [True]


def test_the_check_says_which_files_are_read(folder: Path) -> None:
    (folder / "lang" / "en.toml").write_text('[cues]\nplanned = ["slated"]\n')
    assert check(folder, {}).fine[0].endswith("words of your own in en")


def test_milestones_may_name_cues_that_a_user_adds(folder: Path) -> None:
    rules = folder / "milestones.toml"
    rules.write_text('[[milestone]]\nid = "exit"\nname = "Exit"\naction.en = ["@site:Camp Swift"]\n', "utf-8")
    told = str(problems(folder)[0])
    assert "names no cue words" in told
    assert "most like it: " in told
    assert len(told) < 500
    assert loaded(folder, en='[cues]\n"site:Camp Swift" = ["camp swift"]\n').milestones


def test_reading_the_folder_again_builds_parts_with_the_new_words(folder: Path) -> None:
    from monitor.wiring import build_extract

    article = entry("The coalition will leave Iraq by Sepptember 2026.", on="2026-03-01")
    before = build_extract(loaded(folder))
    after = build_extract(loaded(folder, en='[time]\n"month:9" = ["sepptember"]\n'))
    assert date(2026, 9, 30) not in days(before(article))
    assert days(after(article)) == [date(2026, 9, 30)]
