"""Run the command line as ``python -m budgetsim``."""

from __future__ import annotations

import sys

from budgetsim.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
