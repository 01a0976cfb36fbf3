"""``check``: finds what would fail at a start, and leaves no trace."""

import os
import sqlite3
from pathlib import Path

import pytest

from monitor.check import check
from monitor.extract import identity_of
from monitor.settings import load
from tests.core.test_settings import FEEDS, MILESTONES

SEED = (
    "The coalition withdraws its forces from the country by the end of September, the government said.\n" * 3
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a configuration in which nothing is wrong."""
    for folder in ("config", "seeds", "state"):
        (tmp_path / folder).mkdir()
    (tmp_path / "config" / "feeds.toml").write_text(FEEDS)
    (tmp_path / "config" / "milestones.toml").write_text(MILESTONES)
    (tmp_path / "config" / "monitor.toml").write_text("[[destination]]\nname = 'terminal'\n")
    (tmp_path / "seeds" / "one.txt").write_text(SEED)
    return tmp_path


def found(project: Path) -> list[str]:
    return [str(problem) for problem in check(project / "config", {}).problems]


def database(project: Path, *statements: str) -> Path:
    path = project / "state" / "monitor.db"
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    return path


def test_nothing_wrong(project: Path) -> None:
    before = sorted(project.rglob("*"))
    assert found(project) == []
    assert sorted(project.rglob("*")) == before


def test_a_state_that_is_not_there_yet_is_fine(project: Path) -> None:
    (project / "state").rmdir()
    assert found(project) == []
    assert not (project / "state").exists()


def test_a_wrong_configuration_is_told(project: Path) -> None:
    (project / "config" / "feeds.toml").write_text("")
    assert "lists no feeds" in found(project)[0]


def test_no_seeds(project: Path) -> None:
    (project / "seeds" / "one.txt").unlink()
    [problem] = found(project)
    assert str(project / "seeds") in problem


@pytest.mark.parametrize(
    ("url", "words"),
    [("nowhere", "is no destination"), ("jsonl:", "names no file"), ("nosuch://service/x", "not an address")],
)
def test_an_address_that_nothing_can_send_to(project: Path, url: str, words: str) -> None:
    (project / "config" / "monitor.toml").write_text(f"[[destination]]\nname = 'a'\nurl = '{url}'\n")
    [problem] = found(project)
    assert "destination[1].url" in problem
    assert words in problem


def test_a_secret_in_a_wrong_address_is_not_shown(project: Path) -> None:
    (project / "config" / "monitor.toml").write_text(
        "[[destination]]\nname = 'a'\nurl = 'nosuch://${TOKEN}'\n"
    )
    [problem] = check(project / "config", {"TOKEN": "hidden-value"}).problems
    assert "hidden" not in str(problem)


def test_nobody_to_tell(project: Path) -> None:
    (project / "config" / "monitor.toml").write_text("")
    assert "nobody would be told" in found(project)[0]


def test_a_model_that_is_not_there(project: Path) -> None:
    (project / "config" / "monitor.toml").write_text(
        "[encoder]\nmodel = './models/none'\n[[destination]]\nname = 'terminal'\n"
    )
    assert "encoder.model" in found(project)[0]


def test_a_state_that_is_a_file(project: Path) -> None:
    (project / "state").rmdir()
    (project / "state").write_text("")
    assert "is no folder" in found(project)[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_state_that_cannot_be_written(project: Path) -> None:
    (project / "state").chmod(0o500)
    assert "cannot be written" in found(project)[0]


@pytest.mark.parametrize(("there", "wrong"), [(None, ""), ("folder", ""), ("file", "is no folder")])
def test_the_folder_of_exports(project: Path, there: str | None, wrong: str) -> None:
    folder = project / "shown"
    if there == "folder":
        folder.mkdir()
    elif there == "file":
        folder.write_text("")
    with (project / "config" / "monitor.toml").open("a") as file:
        file.write("[export]\nfolder = 'shown'\n")
    problems = found(project)
    assert [wrong in problem and "export.folder" in problem for problem in problems] == [True] * bool(wrong)
    if not wrong:
        told = f"exports: files for other programs are kept in {folder}"
        assert told in check(project / "config", {}).fine


def test_a_state_of_this_version(project: Path) -> None:
    database(
        project,
        "CREATE TABLE alembic_version (version_num VARCHAR(32))",
        "INSERT INTO alembic_version VALUES ('0001_spine')",
    )
    assert found(project) == []


@pytest.mark.parametrize(
    ("rules", "told"),
    [(None, False), ("mine", False), ("other", True), ("mixed", True)],
)
def test_a_ledger_read_by_other_rules_is_worth_a_line(project: Path, rules: str | None, told: bool) -> None:
    settings = load(project / "config", {})
    mine = identity_of(settings.milestones, settings.lexicons)
    database(
        project,
        "CREATE TABLE alembic_version (version_num VARCHAR(32))",
        "INSERT INTO alembic_version VALUES ('0001_spine')",
        "CREATE TABLE meta (key TEXT, value TEXT)",
        *([f"INSERT INTO meta VALUES ('rules', '{mine if rules == 'mine' else rules}')"] if rules else []),
    )
    looked = check(project / "config", {})
    assert looked.problems == ()
    assert any("monitor rebuild" in line for line in looked.advice) is told


def test_a_state_of_a_newer_version(project: Path) -> None:
    database(
        project,
        "CREATE TABLE alembic_version (version_num VARCHAR(32))",
        "INSERT INTO alembic_version VALUES ('9999_later')",
    )
    assert "newer version" in found(project)[0]


def test_a_database_of_somebody_else(project: Path) -> None:
    database(project, "CREATE TABLE songs (title TEXT)")
    assert "another program" in found(project)[0]


def test_a_damaged_database(project: Path) -> None:
    (project / "state" / "monitor.db").write_bytes(b"no database" * 1000)
    assert "cannot be read as a database" in found(project)[0]


def test_the_revisions_known_are_those_of_the_store() -> None:
    from monitor.check import _RULES, _revisions
    from monitor.store import meta
    from monitor.store.schema import REVISIONS

    assert _revisions() == frozenset(REVISIONS)
    assert _RULES == meta.RULES
