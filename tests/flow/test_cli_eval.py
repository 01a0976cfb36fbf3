"""``monitor eval``: the figures of an annotated set, as tables and as JSON."""

import json
import shutil
from pathlib import Path

from tests.eval.figures import DATA
from tests.flow.cli_home import ROOT, Run


def test_figures_of_reading_as_json(run: Run) -> None:
    rows = run("eval", str(DATA), "--only", "extraction", "--json").rows()
    figures = {row["figure"]: row["value"] for row in rows}
    assert figures["extraction.statements_f1"] > 0.9  # type: ignore[operator]
    assert figures["extraction.off_topic_tracked"] == 0


def test_relevance_as_a_table_that_names_what_was_missed(run: Run, home: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "config" / "topic.toml", home / "config")
    shutil.copytree(ROOT / "seeds", home / "seeds", dirs_exist_ok=True)
    on, off = (
        [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()][:6]
        for name in ("on_topic.jsonl", "off_topic.jsonl")
    )
    on[0] |= {"title": "مطر خفيف في بغداد", "summary": "توقعات الطقس", "body": "غيوم وأمطار غدا."}
    for name, rows in (("on_topic.jsonl", on), ("off_topic.jsonl", off)):
        for row in rows:
            row["statements"] = []
        (tmp_path / name).write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    told = run("eval", str(tmp_path), "--only", "relevance", "--details")
    assert "Arabic + English" in told.out
    assert "95 % interval" in told.out
    assert [line.split()[3] for line in told.out.splitlines() if line.startswith("teaser: missed")] == [
        on[0]["id"]
    ]


def test_a_folder_without_the_set(run: Run, tmp_path: Path) -> None:
    told = run("eval", str(tmp_path))
    assert told.code == 2
    assert f"{tmp_path / 'on_topic.jsonl'}: is missing. Give the folder of an annotated set." in told.err
