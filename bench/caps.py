"""Many people with caps at once, in a process of its own: the same clients as ``bench.tills``.

``python -m bench.caps PORT KEY FILE FROM MEMBERS CLIENTS SECONDS`` activates the codes of a file,
one a line, from one of them on.
"""

import random
import sys
from dataclasses import dataclass, field
from pathlib import Path

from bench.tills import Tills, tell


@dataclass(slots=True)
class Caps(Tills):
    """All of them, and the codes that nobody has activated."""

    codes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.body = '{"code":"%s","member":{"phone":"+7916%07d"},"source":"bench"}'
        self.head = self.headed("/codes/activate")

    def said(self) -> str:
        """Write one activation."""
        return self.body % (self.codes[self.sent - 1], random.randint(1, self.members))


def main(port: str, key: str, file: str, first: str, members: str, *load: str) -> None:
    """Run and print what was measured."""
    clients, seconds = load
    codes = Path(file).read_text(encoding="ascii").split()[int(first) :]
    caps = Caps(int(port), key, "", "", int(members), codes=codes)
    tell(caps, int(clients), float(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
