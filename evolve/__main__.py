"""`python -m evolve` is the command `evolve`."""

import sys

from evolve.cli import main

if __name__ == "__main__":
    sys.exit(main())
