"""``python -m monitor`` and the ``monitor`` command."""

import gc
import os

# A fifth of the time of a short command would go into collecting what its imports keep anyway; commands that
# run for long switch the collector on again. Pydantic would look for plug-ins in every installed package.
gc.disable()
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from monitor.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
