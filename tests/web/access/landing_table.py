"""Pages for strangers."""

from uuid import UUID

from tests.web.access.kinds import Anybody, Row

MADE_UP_ID = UUID(int=7)

LANDING = (
    Row("register", Anybody.EVERYBODY),
    Row("register-company", Anybody.EVERYBODY),
    Row("register-follow", Anybody.EVERYBODY, values={"token": "x"}),
    Row("start", Anybody.EVERYBODY),
    Row("progress", Anybody.EVERYBODY),
    Row("rules", Anybody.EVERYBODY, values={"slug": "nobody"}),
    Row("rules-version", Anybody.EVERYBODY, values={"slug": "nobody", "number": 1}),
    Row("conditions", Anybody.EVERYBODY, values={"slug": "nobody", "code": "x"}),
    Row(
        "conditions-version",
        Anybody.EVERYBODY,
        values={"slug": "nobody", "code": "x", "number": 1},
    ),
    Row("join", Anybody.EVERYBODY, values={"slug": "nobody"}),
    Row("join-outlet", Anybody.EVERYBODY, values={"slug": "nobody", "code": "main"}),
    Row("joined", Anybody.EVERYBODY, values={"slug": "nobody", "token": "x"}),
    Row("invited", Anybody.EVERYBODY, values={"token": "x"}),
    Row("caps", Anybody.EVERYBODY),
    Row("caps-capitals", Anybody.EVERYBODY),
    Row("caps-of-company", Anybody.EVERYBODY, values={"slug": "nobody"}),
    Row("caps-of-company-capitals", Anybody.EVERYBODY, values={"slug": "nobody"}),
    Row("cap", Anybody.EVERYBODY, values={"code": "x"}),
    Row("cap-of-company", Anybody.EVERYBODY, values={"slug": "nobody", "code": "x"}),
    Row("cap-capitals", Anybody.EVERYBODY, values={"code": "x"}),
    Row("cap-of-company-capitals", Anybody.EVERYBODY, values={"slug": "nobody", "code": "x"}),
    Row("brand-logo", Anybody.EVERYBODY, values={"slug": "nobody"}),
    Row("brand-look", Anybody.EVERYBODY, values={"slug": "nobody"}),
    Row("draw", Anybody.EVERYBODY, values={"slug": "nobody", "draw_id": MADE_UP_ID}),
    Row("draw-told", Anybody.EVERYBODY, values={"slug": "nobody", "draw_id": MADE_UP_ID}),
    Row("draw-list", Anybody.EVERYBODY, values={"slug": "nobody", "draw_id": MADE_UP_ID}),
    Row("mailbox", Anybody.STAFF),
    Row("hook", Anybody.EVERYBODY, values={"slug": "nobody", "connection_id": MADE_UP_ID}),
    Row("opt-out", Anybody.EVERYBODY, values={"token": "x"}),
    Row("set-language", Anybody.EVERYBODY),
    Row("asset", Anybody.EVERYBODY, values={"name": "ui/ui.css"}),
)
