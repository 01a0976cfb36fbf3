"""How long one page of entries takes in a large state: ``python -m benchmarks.coverage``.

Makes a state of a million entries of 5,000 feeds (``--keep`` a folder to measure again), asks for a page of
every kind of list, and for the next page of it, and prints processor milliseconds, the least and the most of
some runs. See README.md.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection

from benchmarks.generated import BEGIN, RARE, made, make
from monitor import store
from monitor.lang.terms import question
from monitor.store import coverage, search
from monitor.store.coverage import Wanted

RUNS = 5

LISTS = {
    "everything": Wanted(),
    "by story": Wanted(heads=True),
    "one language of three": Wanted(lang="ar", heads=True),
    "a rare language": Wanted(lang="ckb", heads=True),
    "one outlet of 5,000": Wanted(outlet="Outlet 17", heads=True),
    "relevant": Wanted(at_least=0.5, heads=True),
    "near misses": Wanted(at_least=0.35, below=0.5),
    "relevant, one outlet": Wanted(at_least=0.5, outlet="Outlet 17"),
    "relevant, a rare language": Wanted(at_least=0.5, lang="ckb"),
    "labelled": Wanted(labelled=True),
    "labelled, a rare language": Wanted(labelled=True, lang="ckb"),
    "not labelled": Wanted(labelled=False),
    "a common word": Wanted(question("العراق")),
    "two common words": Wanted(question("العراق انسحاب")),
    "a phrase": Wanted(question('"العراق انسحاب"')),
    "the beginning of a word": Wanted(question("انتخاب*")),
    "a rare word": Wanted(question(RARE)),
    "no such word": Wanted(question("withdrawal")),
    "a common word, a rare language": Wanted(question("العراق"), lang="ckb"),
    "a common word without another": Wanted(question("العراق -انسحاب")),
}


def timed(work: Callable[[], object]) -> Iterator[float]:
    """Processor milliseconds of each run."""
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        yield (time.process_time() - begun) * 1_000


def measure(conn: Connection, name: str, wanted: Wanted) -> tuple[str, ...]:
    """One row of the table."""

    def ask(after: coverage.Place | None) -> coverage.Page:
        page = coverage.page(conn, wanted, after)
        coverage.siblings(conn, page.entries, most=5)
        return page

    first = ask(None)
    begun = list(timed(lambda: ask(None)))
    later = list(timed(lambda: ask(first.after))) if first.after else [0.0]
    shown = f"{len(first.entries)}{' …' if first.cut else ''}"
    return (name, shown, *(f"{f(of):.1f}" for of in (begun, later) for f in (min, max)))


def main() -> None:
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("--entries", type=int, default=1_000_000)
    parse.add_argument("--keep", type=Path, help="folder of the state: made when it holds none, and kept")
    args = parse.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory() as thrown:
        folder = args.keep or Path(thrown)
        if not made(folder):
            make(folder, args.entries, console)
        table = Table("list", "entries", "first page ms", "most", "next page ms", "most", title=f"{folder}")
        with closing(store.open(folder, BEGIN, readonly=True)) as state, state.read() as conn:
            assert search.available(conn)
            for name, wanted in LISTS.items():
                table.add_row(*measure(conn, name, wanted))
            for name, work in {
                "languages": coverage.langs,
                "500 outlets": lambda c: coverage.outlets(c, 500),
            }.items():
                spent = list(timed(lambda work=work: work(conn)))
                table.add_row(name, "", f"{min(spent):.1f}", f"{max(spent):.1f}", "", "")
        console.print(table)


if __name__ == "__main__":
    main()
