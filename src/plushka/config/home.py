"""PLUSHKA_HOME, the one folder that is written to, and the secret kept there."""

import contextlib
import os
import secrets
from pathlib import Path


def home() -> Path:
    """Where everything that is written lives: ``PLUSHKA_HOME``, by default ``./var``."""
    return Path(os.environ.get("PLUSHKA_HOME") or "var").absolute()


def secret_key() -> str:
    """Give the secret that signs sessions and codes.

    It comes from ``PLUSHKA_SECRET_KEY``; without it one is made once and kept
    in ``PLUSHKA_HOME/secret``, readable by its owner alone.
    """
    if given := os.environ.get("PLUSHKA_SECRET_KEY"):
        return given
    path = home() / "secret"
    with contextlib.suppress(FileNotFoundError):
        if kept := path.read_text(encoding="ascii"):
            return kept
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"secret.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
    with contextlib.suppress(FileExistsError):  # another process was first; its secret counts
        os.link(draft, path)
    draft.unlink()
    return path.read_text(encoding="ascii")
