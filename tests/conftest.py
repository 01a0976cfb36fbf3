"""Fixtures for everybody."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.servers import Server

# Before anything loads torch: every core has a test process of its own, and more threads wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")
settings.register_profile("untimed", deadline=None)  # how long an example takes is the machine's affair
settings.load_profile("untimed")


@pytest.fixture
def server() -> Iterator[Server]:
    """A scripted HTTP server on loopback."""
    with Server() as running:
        yield running
