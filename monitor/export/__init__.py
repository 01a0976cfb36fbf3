"""What is recorded, for other programs: news feeds, a calendar, tables. Records in, bytes out.

The same records give the same bytes, whenever they are made: a file changes only when what it tells does.
"""

from monitor.export.document import FILES, Recorded, What, document

__all__ = ["FILES", "Recorded", "What", "document"]
