"""The command line: a thin layer over the package, one module a command.

Exit codes: 0 done; 1 could not (store down, nothing found); 2 wrong usage; 3 done, but some
records were set aside.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run ``kg``: errors that NeuroKG raises become one line and an exit code, here only."""
    from kg.cli.app import app
    from kg.errors import NeuroKGError

    try:
        app()
    except NeuroKGError as error:
        if "--debug" in sys.argv:
            raise
        print(f"kg: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output (`head`, say) has gone; nothing is wrong and nobody listens.
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        print("kg: stopped", file=sys.stderr)
        sys.exit(130)
