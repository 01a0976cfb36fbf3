"""From an article to statements: who stated what is due when, with the words that prove it.

A cascade of pure functions (docs/extraction.md):

1. normal form with offset map, sentences               :mod:`monitor.text`, :mod:`monitor.extract.reading`
2. tokens, cue words, time words                        :mod:`monitor.lang`, :mod:`monitor.extract.lexemes`
3. time expressions                                     :mod:`monitor.extract.grammar`
4. days, counted from publication or the last date      :mod:`monitor.extract.resolve`
5. relation and role of each date                       :mod:`monitor.extract.dates`
6. clauses bound to milestones                          :mod:`monitor.extract.bind`
7. modality, background, commentary, explicit change    :mod:`monitor.extract.stance`
8. speaker and rank                                     :mod:`monitor.extract.speakers`
9. how sure it is, and its proof                        :mod:`monitor.extract.confidence`,
:mod:`monitor.extract.evidence`
10. statements; the same one of several fields once     :mod:`monitor.extract.statements`,
:mod:`monitor.extract.once`

The rules of milestones are plain records and come with the package; the cascade is imported when first asked
for, because commands that only read settings must not wait for it.
"""

from typing import TYPE_CHECKING, Any

from monitor.extract.identity import identity_of
from monitor.extract.milestone import MilestoneRule, Names, Words, milestone_of

if TYPE_CHECKING:
    from monitor.extract.article import extract

__all__ = ["MilestoneRule", "Names", "Words", "extract", "identity_of", "milestone_of"]


def __getattr__(name: str) -> Any:
    if name == "extract":
        from monitor.extract.article import extract

        return extract
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
