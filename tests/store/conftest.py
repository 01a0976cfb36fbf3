from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection
from stored_records import NOW

from monitor import store


@pytest.fixture
def state(tmp_path: Path) -> Iterator[store.Store]:
    opened = store.open(tmp_path / "state", NOW)
    yield opened
    opened.close()


@pytest.fixture
def conn(state: store.Store) -> Iterator[Connection]:
    """The writing connection, inside one transaction."""
    with state.write() as connection:
        yield connection
