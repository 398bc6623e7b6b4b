"""Who may open what of the pages about messages."""

from plushka.domain.tenants.rights import Right
from tests.web.access import things
from tests.web.access.kinds import Row

_ACCRUED = {"kind": "accrued"}
_CONNECTION = {"connection_id": things.a_connection}
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
    Row("manager-message-connections", Right.CHANGE_SETTINGS),
    Row("manager-message-connection-new", Right.CHANGE_SETTINGS, values={"code": "kannel"}),
    Row("manager-message-connection", Right.CHANGE_SETTINGS, ids=_CONNECTION),
    Row("manager-message-connection-try", Right.CHANGE_SETTINGS, ids=_CONNECTION),
    Row("manager-message-connection-listen", Right.CHANGE_SETTINGS, ids=_CONNECTION),
    Row("manager-message-connection-switch", Right.CHANGE_SETTINGS, ids=_CONNECTION),
    Row("manager-message-connection-place", Right.CHANGE_SETTINGS, ids=_CONNECTION),
    Row("manager-message-connection-remove", Right.CHANGE_SETTINGS, ids=_CONNECTION),
    Row("manager-message-journal", Right.SEE_MEMBERS),
    Row("manager-message-journal-find", Right.SEE_MEMBERS),
    Row("manager-message-trouble", Right.CHANGE_MEMBERS),
    Row("manager-message-send-again", Right.CHANGE_MEMBERS),
    Row("manager-message-blocks", Right.CHANGE_MEMBERS),
    Row("manager-message-rules", Right.CHANGE_SETTINGS),
    Row("manager-message-rules-change", Right.CHANGE_SETTINGS),
    Row("manager-message-block", Right.CHANGE_MEMBERS),
    Row("manager-message-block-lift", Right.CHANGE_MEMBERS, ids={"block_id": things.a_block}),
)
