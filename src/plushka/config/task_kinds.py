"""Which function carries out which kind of long work."""

from collections.abc import Mapping
from types import MappingProxyType

from plushka.domain.imports.checking import check_step
from plushka.domain.imports.running import run_step
from plushka.domain.imports.undoing import undo_step
from plushka.domain.tasks.running import Step

KINDS: Mapping[str, Step] = MappingProxyType(
    {
        "import_check": check_step,
        "import_run": run_step,
        "import_undo": undo_step,
    }
)
