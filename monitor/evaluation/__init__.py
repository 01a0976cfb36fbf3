"""Figures of the configured settings on an annotated set: relevance, reading, stories, shifts.

``monitor eval`` prints them, the tests hold them against floors.
The set's own README says how each is scored.
"""

from monitor.evaluation.measure import GROUPS, measure

__all__ = ["GROUPS", "measure"]
