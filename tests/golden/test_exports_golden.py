"""What other programs are given, beside the files in ``exports/``."""

import pytest

from monitor.render import languages
from tests.golden import exports

ANEW = "if the change is meant, run `python -m tests.golden.exports` and read the difference"


@pytest.mark.parametrize("language", languages())
def test_documents_are_written_as_in_the_files(language: str) -> None:
    made = dict(exports.files(language))
    assert set((exports.FOLDER / language).iterdir()) == made.keys(), ANEW
    for path, data in made.items():
        assert path.read_bytes() == data, f"{path}: {ANEW}"
