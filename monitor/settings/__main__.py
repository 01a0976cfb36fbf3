"""``python -m monitor.settings FILE``: write the reference of all settings to a file."""

import sys
from pathlib import Path

from monitor.settings.reference import reference

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m monitor.settings FILE")
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
