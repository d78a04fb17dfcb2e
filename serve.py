#!/usr/bin/env python3
"""Fetch what is missing, build the course and serve it: `python3 serve.py --help` tells more."""

import signal
import sys

OLDEST_PYTHON = (3, 11)


def stop(number: int, frame: object) -> None:
    """End as Ctrl-C does, once: a second signal must not disturb the tidying up."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)
    raise KeyboardInterrupt


def main() -> int:
    """Run the command line, if this Python is new enough for it."""
    if sys.version_info < OLDEST_PYTHON:
        need = ".".join(map(str, OLDEST_PYTHON))
        have = ".".join(map(str, sys.version_info[:3]))
        print(
            f"Glassbox needs Python {need} or newer, and this is {have}; start it with another, "
            f"for example: python{need} serve.py",
            file=sys.stderr,
        )
        return 1
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, stop)
    from scripts.serve import cli

    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
