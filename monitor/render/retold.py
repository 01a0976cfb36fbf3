"""A sheet told again as something else: as a sample, taken back, or holding after all."""

from dataclasses import replace

from monitor.records import Deadline
from monitor.render.dates import deadline_words
from monitor.render.sheet import Line, Sheet


def sample_sheet(sheet: Sheet) -> Sheet:
    """A sheet marked as sent by hand."""
    text = sheet.phrases.text
    return replace(sheet, head=text["sample"].format(kind=sheet.head), remark=text["sample_why"])


def retraction_sheet(sheet: Sheet, standing: Deadline | None) -> Sheet:
    """An alert taken back, with the words it rested on and what stands now.

    Args:
        sheet: of the alert as it was told.
        standing: the deadline in force without those words; None when there is none.
    """
    phrases = sheet.phrases
    stands = Line(phrases.line["stands"], deadline_words(standing, phrases))
    fresh = tuple(replace(side, label=phrases.line["says"]) for side in sheet.sides if side.fresh)
    return replace(
        sheet,
        name="retraction",
        head=phrases.text["retraction"].format(kind=sheet.head),
        remark=phrases.text["retraction_why"],
        sides=fresh,
        closing=(stands,) if sheet.movement else (),
        hint=None,
    )


def restored_sheet(sheet: Sheet, standing: Deadline | None) -> Sheet:
    """A retraction taken back: the alert holds after all.

    Args:
        sheet: of the alert.
        standing: the deadline in force.
    """
    text = sheet.phrases.text
    back = retraction_sheet(sheet, standing)
    return replace(
        back,
        name="update",
        head=text["restored"].format(kind=sheet.head),
        remark=text["restored_why"],
    )
