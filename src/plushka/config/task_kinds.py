"""Which function carries out which kind of long work."""

from collections.abc import Mapping
from types import MappingProxyType

from plushka.domain.bulk import running as bulk_running
from plushka.domain.bulk import undoing as bulk_undoing
from plushka.domain.codes import making as codes_making
from plushka.domain.imports.checking import check_step
from plushka.domain.imports.running import run_step
from plushka.domain.imports.undoing import undo_step
from plushka.domain.tasks.running import Step
from plushka.domain.vouchers import making as vouchers_making
from plushka.web.manager.codes import files as code_files
from plushka.web.manager.exporting import activations, people, receipts

KINDS: Mapping[str, Step] = MappingProxyType(
    {
        "activations_export": activations.step,
        "bulk_run": bulk_running.step,
        "bulk_undo": bulk_undoing.step,
        "codes_file": code_files.step,
        "codes_make": codes_making.step,
        "import_check": check_step,
        "import_run": run_step,
        "import_undo": undo_step,
        "members_export": people.step,
        "sales_export": receipts.step,
        "vouchers_make": vouchers_making.step,
    }
)
