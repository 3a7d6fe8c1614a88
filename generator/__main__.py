"""The command `drempels`; also `python -m generator`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command, and stop without a traceback when Ctrl-C comes while it is imported."""
    try:
        from generator.cli import main as run
    except KeyboardInterrupt:
        # As click says it of all that comes later.
        sys.exit("Aborted!")
    run(prog_name="drempels")


if __name__ == "__main__":
    main()
