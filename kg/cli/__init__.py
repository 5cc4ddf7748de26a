"""The command line: a thin layer over the package, one module a command.

Exit codes: 0 done; 1 could not (store down, nothing found); 2 wrong usage; 3 done, but some
records were set aside; 130 and 143 stopped by Ctrl-C and by SIGTERM.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from types import FrameType

__all__ = ["main"]

_DEBUG = "--debug"
_STOPPED = (128 + signal.SIGINT, 128 + signal.SIGTERM)


def main() -> None:
    """Run ``kg``: errors that NeuroKG raises become one line and an exit code, here only."""
    from kg.cli.app import app
    from kg.errors import NeuroKGError

    debug = _DEBUG in sys.argv
    _speak_unicode()
    before = signal.signal(signal.SIGTERM, _terminated)
    try:
        try:
            app([argument for argument in sys.argv[1:] if argument != _DEBUG])
        finally:
            signal.signal(signal.SIGTERM, before)
            sys.stdout.flush()
    except NeuroKGError as error:
        if debug:
            raise
        print(f"kg: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code in _STOPPED:
            print("kg: stopped", file=sys.stderr)
        raise
    except BrokenPipeError:
        # The reader of our output (`head`, say) has gone; nothing is wrong and nobody listens.
        _forget_output()
        sys.exit(0)
    except OSError as error:
        if debug or error.errno is None:
            raise
        _forget_output()
        print(
            f"kg: {error.strerror}" + (f": {error.filename}" if error.filename else ""),
            file=sys.stderr,
        )
        sys.exit(1)


def _terminated(_: int, __: FrameType | None) -> None:
    """End as by an exception, so that files, workers and connections are closed on the way."""
    sys.exit(128 + signal.SIGTERM)


def _speak_unicode() -> None:
    """Files and pipes get UTF-8 in every locale; a terminal that lacks a character gets "?"."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="replace")


def _forget_output() -> None:
    """Let nothing be written to standard output any more, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
