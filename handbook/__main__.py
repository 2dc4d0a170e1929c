"""The command that a process was started for: the installed script, and `python -m handbook`."""

import sys


def run() -> int:
    """Run the command of this process; return its exit code.

    Ctrl-C ends it quietly while it is still being loaded, too.
    """
    try:
        from handbook.cli.main import main  # here, for what it loads takes longer than most commands

        return main()
    except KeyboardInterrupt:
        return 130
    finally:
        from handbook.signals import ignore_from_now_on

        ignore_from_now_on()


if __name__ == "__main__":
    sys.exit(run())
