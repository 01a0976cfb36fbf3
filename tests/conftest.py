"""Fixtures for everybody."""

from collections.abc import Iterator

import pytest

from tests.servers import Server


@pytest.fixture
def server() -> Iterator[Server]:
    """A scripted HTTP server on loopback."""
    with Server() as running:
        yield running
