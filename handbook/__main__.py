"""`python -m handbook`: the command line without an installed script."""

import sys

from handbook.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
