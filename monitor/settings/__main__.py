"""``python -m monitor.settings FOLDER``: write anew, in a checkout, what is made from the settings.

That is ``docs/configuration.md`` and ``config/monitor.toml``.
"""

import sys
from pathlib import Path

from monitor.settings.reference import reference
from monitor.settings.template import template

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m monitor.settings FOLDER")
    folder = Path(sys.argv[1])
    (folder / "docs" / "configuration.md").write_text(reference(), encoding="utf-8")
    (folder / "config" / "monitor.toml").write_text(template(), encoding="utf-8")
