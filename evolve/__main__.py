"""`python -m evolve` is the command `evolve`.

Before the first line of evolve, Python itself imports a dozen modules, with `-m` from the working folder first: among
files of strangers use the command, or `python -P -m evolve`.
"""

import sys

from evolve.cli import main

if __name__ == "__main__":
    sys.exit(main())
