"""Long work in processes of its own: watched, cancelled, and told plainly when it breaks."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.errors import JobError
from monitor.jobs import FOLDER, Job, JobKind, Jobs, JobState

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
PROGRAM = """
import json, os, signal, subprocess, sys, time
what, *rest = sys.argv[3:]
file = os.environ["MONITOR_PROGRESS"]
def tell(stage, done, total):
    with open(file + ".part", "w") as part:
        json.dump({"stage": stage, "done": done, "total": total}, part)
    os.replace(file + ".part", file)
if what == "fail":
    sys.exit("monitor: the disk is full. Make room.")
if what == "fault":
    raise ZeroDivisionError("no entries")
if what == "die":
    os.kill(os.getpid(), signal.SIGKILL)
if what == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if what == "cut":
    print(json.dumps({"change": "gained"}), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
if what == "family":
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    tell("reading", child.pid, None)
    time.sleep(60)
if what in ("wait", "stubborn"):
    tell("reading", 3, 10)
    while not os.path.exists(rest[0]):
        time.sleep(0.01)
print(json.dumps({"change": "summary", "title": "عنوان"}, ensure_ascii=False))
"""


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    return Jobs(tmp_path, tmp_path / "config", (sys.executable, str(program)))


def awaited(jobs: Jobs, holds: Callable[[Job], bool], kind: JobKind = JobKind.REBUILD) -> Job:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        found = jobs.look(kind)
        if found is not None and holds(found):
            return found
        time.sleep(0.02)
    raise AssertionError(jobs.look(kind))


def ended(job: Job) -> bool:
    return not job.running


def test_a_job_is_done_beside_and_remembered(jobs: Jobs, tmp_path: Path) -> None:
    assert jobs.look(JobKind.REBUILD) is None
    assert jobs.result(JobKind.REBUILD) == []
    assert not jobs.cancel(JobKind.REBUILD)
    begun = jobs.start(JobKind.REBUILD, ["wait", str(tmp_path / "go")], NOW, {"rescore": "1"})
    assert (begun.state, begun.started_at, begun.options) == (JobState.RUNNING, NOW, {"rescore": "1"})
    reading = awaited(jobs, lambda job: job.stage == "reading")
    assert (reading.done, reading.total) == (3, 10)
    # Another process, or the next run of this one, sees the same.
    again = Jobs(tmp_path, tmp_path / "config", ("none",))
    assert again.look(JobKind.REBUILD) == reading
    with pytest.raises(JobError, match=r"is running.*cancel it first"):
        again.start(JobKind.REBUILD, ["wait"], NOW)
    assert jobs.result(JobKind.REBUILD) == []
    (tmp_path / "go").touch()
    assert awaited(jobs, ended).state is JobState.DONE
    assert again.result(JobKind.REBUILD) == [{"change": "summary", "title": "عنوان"}]


def test_kinds_do_not_wait_for_each_other(jobs: Jobs, tmp_path: Path) -> None:
    jobs.start(JobKind.REBUILD, ["wait", str(tmp_path / "go")], NOW)
    jobs.start(JobKind.MEASURE, ["done"], NOW)
    assert awaited(jobs, ended, JobKind.MEASURE).state is JobState.DONE
    (tmp_path / "go").touch()
    awaited(jobs, ended)


@pytest.mark.parametrize(
    ("words", "cancels"),
    [(["wait", "never"], 1), (["stubborn", "never"], 2)],
    ids=["at once", "only when asked again"],
)
def test_a_job_is_cancelled(jobs: Jobs, words: list[str], cancels: int) -> None:
    jobs.start(JobKind.REBUILD, words, NOW)
    awaited(jobs, lambda job: job.stage == "reading")
    for _ in range(cancels):
        assert jobs.cancel(JobKind.REBUILD)
    assert awaited(jobs, ended).state is JobState.CANCELLED
    assert jobs.result(JobKind.REBUILD) == []
    assert not jobs.cancel(JobKind.REBUILD)
    jobs.start(JobKind.REBUILD, ["done"], NOW)
    assert awaited(jobs, ended).state is JobState.DONE


def test_what_a_job_started_ends_with_it(jobs: Jobs) -> None:
    jobs.start(JobKind.REBUILD, ["family"], NOW)
    child = awaited(jobs, lambda job: job.done > 0).done
    assert jobs.cancel(JobKind.REBUILD)
    awaited(jobs, ended)
    until = time.monotonic() + 10
    while _lives(child) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _lives(child)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ("fail", "the disk is full. Make room."),
        ("fault", "ZeroDivisionError: no entries"),
        ("die", ""),
        ("cut", ""),
    ],
)
def test_a_job_that_breaks_says_why_if_it_could(jobs: Jobs, what: str, error: str) -> None:
    jobs.start(JobKind.REBUILD, [what], NOW)
    found = awaited(jobs, ended)
    assert (found.state, found.error.partition(" (")[0]) == (JobState.FAILED, error)
    assert jobs.result(JobKind.REBUILD) == []


def test_a_job_that_cannot_be_started_is_told(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path, tmp_path / "config", (str(tmp_path / "no-program"),))
    with pytest.raises(JobError, match="cannot be started"):
        jobs.start(JobKind.MEASURE, ["tune"], NOW)
    assert not jobs.cancel(JobKind.MEASURE)


def test_a_job_outlives_who_started_it(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    code = (
        "import sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from monitor.jobs import JobKind, Jobs\n"
        f"program = (sys.executable, {str(tmp_path / 'program.py')!r})\n"
        f"jobs = Jobs(Path({str(tmp_path)!r}), Path('c'), program)\n"
        f"jobs.start(JobKind.REBUILD, ['wait', {str(tmp_path / 'go')!r}], datetime.now(UTC))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    jobs = Jobs(tmp_path, tmp_path / "config")
    assert awaited(jobs, lambda job: job.stage == "reading").running
    (tmp_path / "go").touch()
    assert awaited(jobs, ended).state is JobState.DONE


def test_the_machine_stopped_meanwhile(jobs: Jobs, tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    about = {"options": {}, "started_at": NOW.isoformat(), "pid": 1}
    (folder / "backtest.json").write_text(json.dumps(about))
    found = jobs.look(JobKind.BACKTEST)
    assert found is not None
    assert found.state is JobState.FAILED
    # The number may be another's by now.
    assert not jobs.cancel(JobKind.BACKTEST)
