"""The parsing child: reads what the library reads, and its death harms one document at most."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from monitor.errors import ParseError
from monitor.parse import ParseLimits, ParseWorker, parse
from monitor.records import Outage, ParsedFeed

URL = "https://news.example/feed"
FEEDS = Path(__file__).parents[1] / "golden" / "feeds"
SMALL = b"<rss version='2.0'><channel><title>t</title><item><title>%s</title></item></channel></rss>"
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs POSIX signals")


@pytest.fixture(scope="module")
def shared() -> Iterator[ParseWorker]:
    with ParseWorker() as worker:
        yield worker


def outcome(read: object, body: bytes) -> ParsedFeed | tuple[Outage, str]:
    assert callable(read)
    try:
        result = read(body, "text/xml", URL)
    except ParseError as error:
        return error.outage, str(error)
    assert isinstance(result, ParsedFeed)
    return result


@pytest.mark.parametrize("name", sorted(p.name for p in FEEDS.iterdir() if p.name.count(".") == 1))
def test_the_child_reads_what_the_library_reads(shared: ParseWorker, name: str) -> None:
    body = (FEEDS / name).read_bytes()
    assert outcome(shared, body) == outcome(parse, body)


def test_threads_take_turns_and_get_their_own_answers(shared: ParseWorker) -> None:
    found: dict[int, list[str]] = {}

    def ask(n: int) -> None:
        found[n] = [shared(SMALL % f"{n}-{k}".encode(), None, URL).entries[0].title for k in range(20)]

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {n: [f"{n}-{k}" for k in range(20)] for n in range(4)}


def test_one_child_serves_many_documents(shared: ParseWorker) -> None:
    shared(SMALL % b"a", None, URL)
    first = shared.pids
    shared(SMALL % b"b", None, URL)
    assert first
    assert shared.pids == first


def test_a_child_killed_between_documents_is_replaced_unnoticed() -> None:
    with ParseWorker() as worker:
        worker(SMALL % b"a", None, URL)
        (before,) = worker.pids
        os.kill(before, signal.SIGKILL)
        # Wait for the death without reaping it: that is the worker's to do.
        os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)
        assert worker(SMALL % b"b", None, URL).entries[0].title == "b"
        assert before not in worker.pids


def test_a_stuck_document_does_not_keep_others_waiting() -> None:
    with ParseWorker(ParseLimits(wall_s=60), children=2) as worker:
        worker(SMALL % b"a", None, URL)
        (stuck,) = worker.pids
        os.kill(stuck, signal.SIGSTOP)
        failed: list[ParseError] = []

        def ask() -> None:
            try:
                worker(SMALL % b"stuck", None, URL)
            except ParseError as error:
                failed.append(error)

        waiting = threading.Thread(target=ask)
        waiting.start()
        while worker.idle > 1:
            threading.Event().wait(0.005)
        assert worker(SMALL % b"other", None, URL).entries[0].title == "other"
        os.kill(stuck, signal.SIGKILL)
        waiting.join()
        assert "killed by signal 9" in str(failed[0])


def test_a_silent_child_is_stopped_and_the_next_document_read() -> None:
    with ParseWorker(ParseLimits(wall_s=0.3)) as worker:
        worker(SMALL % b"a", None, URL)
        (before,) = worker.pids
        os.kill(before, signal.SIGSTOP)
        with pytest.raises(ParseError, match="took too long and was stopped") as raised:
            worker(SMALL % b"b", None, URL)
        assert raised.value.outage is Outage.PARSE
        assert URL in str(raised.value)
        assert worker(SMALL % b"c", None, URL).entries[0].title == "c"
        assert before not in worker.pids


def test_processor_time_is_limited() -> None:
    item = b"<item><title>t</title><description>&lt;p>some &lt;b>text&lt;/b>&lt;/p></description></item>"
    with ParseWorker(ParseLimits(cpu_s=0)) as worker:
        with pytest.raises(ParseError, match="more than 0 s of processor time"):
            worker(b"<rss version='2.0'><channel>" + item * 19_000 + b"</channel></rss>", None, URL)
        assert worker(SMALL % b"next", None, URL).entries[0].title == "next"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="address space is only limited on Linux")
def test_memory_is_limited() -> None:
    with ParseWorker(ParseLimits(memory_bytes=20_000_000)) as worker:
        with pytest.raises(ParseError) as raised:
            worker(b"<rss><channel><title>" + b"x" * 15_000_000 + b"</title></channel></rss>", None, URL)
        assert raised.value.outage is Outage.PARSE
        assert worker(SMALL % b"next", None, URL).entries[0].title == "next"


def test_too_long_a_document_never_reaches_the_child() -> None:
    with ParseWorker(ParseLimits(max_bytes=10)) as worker:
        with pytest.raises(ParseError) as raised:
            worker(b"x" * 11, None, URL)
        assert raised.value.outage is Outage.TOO_LARGE
        assert worker.pids == ()


def test_closing_ends_the_child() -> None:
    worker = ParseWorker()
    worker(SMALL % b"a", None, URL)
    (before,) = worker.pids
    worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)
    with pytest.raises(RuntimeError, match="closed"):
        worker(SMALL % b"b", None, URL)


def test_closing_breaks_off_what_takes_too_long() -> None:
    worker = ParseWorker(children=1)
    worker(SMALL % b"a", None, URL)
    (stuck,) = worker.pids
    os.kill(stuck, signal.SIGSTOP)
    failed: list[Exception] = []

    def ask() -> None:
        try:
            worker(SMALL % b"b", None, URL)
        except ParseError as error:
            failed.append(error)

    waiting = threading.Thread(target=ask)
    waiting.start()
    while worker.idle:
        threading.Event().wait(0.005)
    worker.close(within_s=0.05)
    waiting.join()
    worker.close()
    assert failed
    assert worker.pids == ()


def test_the_child_ends_when_its_parent_does() -> None:
    program = (
        "import sys\nfrom monitor.parse import ParseWorker\nw = ParseWorker()\n"
        f"w({SMALL % b'a'!r}, None, {URL!r})\nprint(*w.pids, flush=True)\nimport os\nos._exit(1)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    child = int(done.stdout)
    waiting = threading.Event()
    for _ in range(500):
        if not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE:
            break
        waiting.wait(0.02)
    else:
        pytest.fail("the child outlived its parent")


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_the_child_gets_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_SECRET_TOKEN", "do-not-tell")
    with ParseWorker() as worker:
        worker(SMALL % b"a", None, URL)
        (child,) = worker.pids
        assert b"do-not-tell" not in Path(f"/proc/{child}/environ").read_bytes()


def test_neither_package_nor_worker_imports_what_the_child_needs() -> None:
    program = (
        "import sys\nimport monitor.parse\n"
        f"with monitor.parse.ParseWorker() as w: w({SMALL % b'a'!r}, None, {URL!r})\n"
        "heavy = {'feedparser', 'lxml', 'torch', 'httpx', 'sqlalchemy', 'datasketch'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
