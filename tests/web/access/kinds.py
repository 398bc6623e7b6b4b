"""How a line of the table of access is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from plushka.domain.tenants.models import Staff
from plushka.domain.tenants.rights import RIGHTS, Right, may
from tests.web.conftest import Shop


class Anybody(StrEnum):
    """Who may open an address that asks for no right."""

    #: Nobody has to sign in.
    EVERYBODY = "everybody"
    #: Staff of any role, about themselves.
    STAFF = "staff"
    #: Staff who have a cabinet: any right but the till's.
    CABINET = "the cabinet"
    #: Members, who sign in apart from staff; staff are strangers there.
    MEMBER = "the member"


type Needs = Right | Anybody
type Made = Callable[[Shop], Any]


@dataclass(frozen=True, slots=True)
class Row:
    """Who may open one address.

    ``ids`` makes, in a company, a thing that the address names; a neighbour's
    is not found. ``values`` are parts of the address that name nothing of a
    company's own. ``sent`` is put behind the question mark. ``ends`` says that
    the session is over afterwards.
    """

    name: str
    needs: Needs
    ids: Mapping[str, Made] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    sent: str = ""
    ends: bool = False

    def lets_in(self, role: str | None) -> bool:
        """Tell whether a role gets past the door; None is nobody."""
        match self.needs:
            case Anybody.EVERYBODY:
                return True
            case Anybody.MEMBER:
                return False
            case Anybody.STAFF:
                return role is not None
            case Anybody.CABINET:
                return role is not None and bool(RIGHTS[role] - {Right.SELL})
            case right:
                return role is not None and may(role, right)


ROLES = tuple(Staff.Role)
