"""What people read of refusals of invitations and of codes under the cap."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from plushka.lib.refusal import Refusal
from plushka.web.api.code_details import CODES
from plushka.web.api.invitation_details import INVITATIONS

MORE: Mapping[type[Refusal], Callable[[Any], str]] = MappingProxyType({**INVITATIONS, **CODES})
