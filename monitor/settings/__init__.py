"""Settings: strict TOML and secrets to one frozen record, or every problem at once with file, key and line.

::

    config/*.toml ──document──▶ values, lines ──tables──▶ sections ──bounds──▶ Settings
    environment, secrets.toml ──secrets──▶ Secrets ──────────────────────────────▲

Reading settings imports neither torch nor the database, HTTP or feed libraries.
"""

from monitor.settings.duration import format_duration, parse_duration
from monitor.settings.loading import FILES, ConfigFile, load
from monitor.settings.secrets import Secrets
from monitor.settings.settings import Settings

__all__ = ["FILES", "ConfigFile", "Secrets", "Settings", "format_duration", "load", "parse_duration"]
