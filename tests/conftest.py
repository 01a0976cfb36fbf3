"""Fixtures for everybody."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from tests.servers import Server

ROOT = Path(__file__).parents[1]
# Before anything loads torch: every core has a test process of its own, and more threads wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")
settings.register_profile("untimed", deadline=None)  # how long an example takes is the machine's affair
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def told(pytestconfig: pytest.Config) -> Path:
    """A folder with ``config``, ``seeds``, the ``state`` of the demo's whole story and ``log``, what it said.

    Told as a user has it told, in a process of its own. That takes a minute: it is kept from run to run until
    anything that it depends on changes.
    """
    assert pytestconfig.cache is not None
    kept = pytestconfig.cache.mkdir("told")
    home = kept / _fingerprint()
    with FileLock(kept.with_suffix(".lock")):  # of several processes one tells it
        if not home.exists():
            shutil.rmtree(kept)
            new = home.with_suffix(".part")
            for name in ("config", "seeds"):
                shutil.copytree(ROOT / name, new / name)
            words = ("--config", new / "config", "demo", "--seconds", "1", "--keep", new / "state")
            command = [sys.executable, "-m", "monitor", *words]
            with (new / "log").open("wb") as log:
                done = subprocess.run(command, stdout=log, stderr=log, timeout=300, check=False)
            assert done.returncode == 0, (new / "log").read_text("utf-8")
            new.rename(home)
    return home


def _fingerprint() -> str:
    """Of everything that the story depends on; the page only shows it."""
    installed = sorted(f"{one.name} {one.version}" for one in distributions())
    digest = hashlib.sha256(f"{sys.version} {installed}".encode())
    for top in ("monitor", "config", "seeds"):
        for path in sorted((ROOT / top).rglob("*")):
            inside = path.relative_to(ROOT).parts
            if path.is_file() and path.suffix != ".pyc" and inside[1] != "web":
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture
def server() -> Iterator[Server]:
    """A scripted HTTP server on loopback."""
    with Server() as running:
        yield running
