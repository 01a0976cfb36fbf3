"""A mission that is extended, or a stay without end, with no date named; and what only looks like it."""

import pytest

from monitor.extract import extract
from monitor.records import WISHED
from tests.core.rules import entry, shipped

_TITLE = {"en": "US troops in Iraq", "ar": "القوات الأميركية في العراق"}
_EXTENDED, _LASTS = ["mission_end postponed later"], ["mission_end denied stays"]

ROWS = [
    (
        "en",
        "Iraq and the United States have agreed to extend the coalition's mission by one year.",
        _EXTENDED,
    ),
    ("en", "The coalition's mission in Iraq has been extended for six months.", _EXTENDED),
    ("en", "The coalition's mission was extended indefinitely, officials said.", _EXTENDED),
    ("ar", "اتفق العراق والولايات المتحدة على تمديد مهمة التحالف سنة واحدة.", _EXTENDED),
    ("ar", "مُددت مهمة التحالف في العراق ستة أشهر.", _EXTENDED),
    ("en", "US forces will stay in Iraq indefinitely, the Pentagon said.", _LASTS),
    ("en", "US troops will remain in Iraq for years to come, the general said.", _LASTS),
    ("en", "Baghdad and Washington agreed that the coalition stays beyond the deadline.", _LASTS),
    ("ar", "قال البنتاغون إن القوات الأميركية ستبقى في العراق إلى أجل غير مسمى.", _LASTS),
    ("ar", "قال الجنرال إن القوات الأميركية ستبقى في العراق سنوات طويلة.", _LASTS),
    ("ar", "اتفقت بغداد وواشنطن على بقاء التحالف إلى ما بعد الموعد.", _LASTS),
    # Wished for, thought of, possible; something else is extended.
    ("en", "The general wants to extend the coalition's mission by one year.", []),
    ("en", "Officials floated the idea of extending the coalition's mission.", []),
    ("en", "The coalition's mission could be extended for six months.", []),
    ("en", "Iraq extended its thanks to the US-led coalition.", []),
    ("en", "The embassy may stay in Iraq indefinitely, the ambassador said.", []),
    ("ar", "طرح مسؤولون أميركيون فكرة تمديد بقاء القوات الأميركية في العراق.", []),
    ("ar", "قد تُمدد مهمة التحالف في العراق ستة أشهر.", []),
    ("ar", 'وقال نائب إن بقاء المستشارين الأميركيين "تمديد مقنع".', []),
]


@pytest.mark.parametrize(("lang", "text", "expected"), ROWS)
def test_what_is_to_last(lang: str, text: str, expected: list[str]) -> None:
    read = extract(entry(text, on="2025-03-10", title=_TITLE[lang], lang=lang), shipped())
    told = [
        one for one in read.statements if not one.background and one.change and one.modality not in WISHED
    ]
    assert [f"{one.milestone} {one.modality} {one.change}" for one in told] == expected
    assert not [one for one in told if one.due]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The coalition's mission in Iraq has been extended through September 2027."),
        ("ar", "قال مسؤولون إن مهمة التحالف في العراق ستمدد حتى أيلول 2027."),
        ("ar", "مُدد وجود القوات الأميركية في العراق إلى أيلول 2027."),
    ],
)
def test_an_extension_to_a_date_has_it(lang: str, text: str) -> None:
    read = extract(entry(text, on="2025-03-10", title=_TITLE[lang], lang=lang), shipped())
    told = [one for one in read.statements if not one.background and one.due]
    assert [(one.milestone, str(one.due and one.due.last_day), str(one.change)) for one in told] == [
        ("mission_end", "2027-09-30", "later")
    ]
