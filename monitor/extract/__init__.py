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
9. statements; the same one of several fields once      :mod:`monitor.extract.statements`,
:mod:`monitor.extract.once`
"""

from monitor.extract.article import extract
from monitor.extract.milestone import MilestoneRule, Names, Words, milestone_of

__all__ = ["MilestoneRule", "Names", "Words", "extract", "milestone_of"]
