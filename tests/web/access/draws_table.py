"""Who may open which page about prize draws."""

from uuid import UUID

from plushka.domain.tenants.rights import Right
from tests.web.access import drawn
from tests.web.access.kinds import Row

MADE_UP_ID = UUID(int=7)

_DRAW = {"draw_id": drawn.a_draw}

DRAWS = (
    Row("manager-draws", Right.SEE_PROGRAMME),
    Row("manager-draw-new", Right.CHANGE_PROGRAMME),
    Row("manager-draw", Right.SEE_PROGRAMME, ids=_DRAW),
    Row("manager-draw-edit", Right.CHANGE_PROGRAMME, ids={"draw_id": drawn.a_prepared_draw}),
    Row("manager-draw-export", Right.EXPORT, ids=_DRAW),
    Row("manager-draw-open", Right.CHANGE_PROGRAMME, ids=_DRAW),
    Row("manager-draw-close", Right.CHANGE_PROGRAMME, ids=_DRAW),
    Row("manager-draw-draw", Right.CHANGE_PROGRAMME, ids=_DRAW),
    Row("manager-draw-cancel", Right.CHANGE_PROGRAMME, ids=_DRAW),
    Row(
        "manager-draw-winner",
        Right.CHANGE_PROGRAMME,
        ids=_DRAW,
        values={"winner_id": MADE_UP_ID},
    ),
)
