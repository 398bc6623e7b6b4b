"""Who may open what of the pages about messages."""

from plushka.domain.tenants.rights import Right
from tests.web.access.kinds import Row

_ACCRUED = {"kind": "accrued"}
MESSAGES = (
    Row("manager-message-texts", Right.SEE_PROGRAMME),
    Row("manager-message-text", Right.SEE_PROGRAMME, values=_ACCRUED),
    Row("manager-message-text-change", Right.CHANGE_PROGRAMME, values=_ACCRUED),
    Row("manager-message-text-preview", Right.CHANGE_PROGRAMME, values=_ACCRUED),
    Row("manager-message-manner", Right.CHANGE_PROGRAMME, values=_ACCRUED),
    Row("manager-message-costs", Right.SEE_FIGURES),
    Row("manager-message-funds", Right.CHANGE_SETTINGS),
    Row("manager-message-warn", Right.CHANGE_SETTINGS),
    Row("manager-message-prices", Right.SEE_FIGURES),
    Row("manager-message-prices-change", Right.CHANGE_SETTINGS),
)
