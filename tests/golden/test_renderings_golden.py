"""What every style of destination is sent, beside the files in ``alerts/``."""

import pytest

from monitor.records import AlertKind
from monitor.render import Style, languages
from tests.golden import renderings

ANEW = "if the change is meant, run `python -m tests.golden.renderings` and read the difference"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("style", Style)
def test_messages_are_written_as_in_the_files(style: Style, language: str) -> None:
    made = dict(renderings.files(language, style))
    assert {path.name.partition(".")[0] for path in made} >= {kind.value for kind in AlertKind}
    there = set((renderings.FOLDER / language / style.value).iterdir())
    assert there == made.keys(), ANEW
    for path, text in made.items():
        assert path.read_text("utf-8") == text, f"{path}: {ANEW}"
