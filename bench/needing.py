"""What a bench needs besides this checkout and PostgreSQL."""

import sys

from tools.programs import PROGRAMS

MISSING = 2
"""What a bench ends with that could not begin."""


def need(name: str) -> None:
    """End with 2 and one sentence where a program is missing that a bench talks to."""
    program = PROGRAMS[name]
    if program.place is None:
        print(f"This bench needs {name}, which is missing: {program.advice}.", file=sys.stderr)
        raise SystemExit(MISSING)
