"""Which function carries out which kind of long work."""

from collections.abc import Mapping
from types import MappingProxyType

from plushka.domain.tasks.running import Step

KINDS: Mapping[str, Step] = MappingProxyType({})
