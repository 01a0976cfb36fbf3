"""How long short commands take from start to end: ``python -m benchmarks.starting [CONFIG [RUNS]]``.

Each is a process of its own, bytecode cached as in every installation. Beside them stand Python alone and
the libraries that weigh most. The least of the runs is what the work costs; the median tells of the machine.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

COMMANDS = ("--help", "check", "status", "feeds", "alerts", "timeline")
BESIDE = {
    "python alone": "pass",
    "import typer": "import typer",
    "import pydantic": "from pydantic import TypeAdapter",
    "import sqlalchemy": "import sqlalchemy",
}
RUNS = 9


def spent(words: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Processor and wall seconds of one process, from start to end."""
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, *words], env=env, capture_output=True, text=True, check=False)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - wall
    if done.returncode:
        # A command that fails is soon done; all of these need a recorded state.
        raise SystemExit(f"{' '.join(words)}: {done.stderr or done.stdout}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main(config: str, runs: int) -> None:
    """Measure all in turn, so that a busy moment strikes each alike, and print."""
    words = {f"monitor {c}": ["-m", "monitor", "--config", config, c] for c in COMMANDS}
    words |= {name: ["-c", code] for name, code in BESIDE.items()}
    with tempfile.TemporaryDirectory() as cache:
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        env["PYTHONPYCACHEPREFIX"] = cache
        taken = [{name: spent(w, env) for name, w in words.items()} for _ in range(runs + 1)][1:]
    print(f"{'':20}  processor, least  wall, least  wall, median")
    for name in words:
        cpu, wall = zip(*(run[name] for run in taken), strict=True)
        print(f"{name:20}  {min(cpu):16.2f}  {min(wall):11.2f}  {statistics.median(wall):12.2f}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "config", int(sys.argv[2]) if len(sys.argv) > 2 else RUNS)
