import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection
from stored_records import NOW

from monitor import store


@pytest.fixture(scope="session")
def empty_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state directory without any content, to copy: making the tables takes most of the time."""
    folder = tmp_path_factory.mktemp("empty")
    store.open(folder, NOW).close()
    return folder


@pytest.fixture
def state(tmp_path: Path, empty_state: Path) -> Iterator[store.Store]:
    opened = store.open(Path(shutil.copytree(empty_state, tmp_path / "state")), NOW)
    yield opened
    opened.close()


@pytest.fixture
def conn(state: store.Store) -> Iterator[Connection]:
    """The writing connection, inside one transaction."""
    with state.write() as connection:
        yield connection
