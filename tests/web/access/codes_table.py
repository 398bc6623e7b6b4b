"""Who may open what of the pages about codes."""

from uuid import UUID

from plushka.domain.tenants.rights import Right
from tests.web.access.code_things import a_batch
from tests.web.access.kinds import Row

_BATCH = {"batch_id": a_batch}
CODES = (
    Row("manager-codes", Right.SEE_CODES),
    Row("manager-codes-new", Right.CHANGE_CODES),
    Row("manager-codes-look", Right.CHANGE_CODES),
    Row("manager-codes-activations", Right.SEE_CODES),
    Row("manager-codes-export", Right.EXPORT),
    Row("manager-codes-found", Right.SEE_CODES),
    Row("manager-codes-forensics", Right.SEE_CODES),
    Row("manager-codes-seen", Right.CHANGE_CODES),
    Row("manager-codes-funnel", Right.SEE_CODES),
    Row("manager-codes-funnel-table", Right.EXPORT),
    Row("manager-codes-settings", Right.CHANGE_CODES),
    Row("till-caps", Right.SELL),
    Row("manager-codes-batch", Right.SEE_CODES, ids=_BATCH),
    Row("manager-codes-change", Right.CHANGE_CODES, ids=_BATCH),
    Row("manager-codes-move", Right.CHANGE_CODES, ids=_BATCH),
    Row("manager-codes-file", Right.PRINT_CODES, ids=_BATCH),
    Row(
        "manager-codes-fetch",
        Right.PRINT_CODES,
        ids=_BATCH,
        values={"task_id": UUID(int=7)},
    ),
)
