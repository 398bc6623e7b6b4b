"""Bring the tables up to date."""

from plushka.config.application import Unusable
from plushka.config.migrate import migrate
from plushka.domain.tenants.guard import RoleMissing


def run() -> None:
    """Migrate; a role that is missing is said in one sentence."""
    try:
        migrate()
    except RoleMissing as missing:
        raise Unusable(str(missing)) from missing
