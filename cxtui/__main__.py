"""``python -m cxtui``: the same as the command ``cxtui``."""

import sys

from cxtui.cli import main

if __name__ == "__main__":
    sys.exit(main())
