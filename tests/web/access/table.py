"""Who may open what: a line for every address of the pages.

A new page gets its line here; without one, ``test_access.py`` fails. Then
``python -m tools.access`` writes ``docs/reference/access.md`` anew.
"""

from uuid import UUID

from plushka.domain.tenants.rights import Right
from tests.web.access import things
from tests.web.access.certificates_table import CERTIFICATES
from tests.web.access.codes_table import CODES
from tests.web.access.draws_table import DRAWS
from tests.web.access.gifts_table import GIFTS
from tests.web.access.kinds import Anybody, Row
from tests.web.access.landing_table import LANDING
from tests.web.access.messages_table import MESSAGES
from tests.web.access.staff_table import SECURITY, SIGNING, STAFF
from tests.web.access.vouchers_table import VOUCHERS
from tests.web.till.people import join

MADE_UP_ID = UUID(int=7)

TILL = (
    Row("till", Right.SELL),
    Row("till-sign-in", Anybody.EVERYBODY),
    Row("till-sign-out", Anybody.EVERYBODY, ends=True),
    Row("till-outlet", Right.SELL),
    Row("till-find", Right.SELL),
    Row("till-enrol", Right.SELL),
    Row("till-enrol-code", Right.SELL),
    Row("till-draft", Right.SELL),
    Row("till-quote", Right.SELL),
    Row("till-bill", Right.SELL),
    Row("till-code", Right.SELL),
    Row("till-proof", Right.SELL),
    Row("till-alias", Right.SELL),
    Row("till-record", Right.SELL),
    Row("till-find-sale", Right.SELL),
    Row("till-claim", Right.SELL),
    Row("till-unreceipted", Right.SELL),
    Row("till-return-request", Right.SELL, ids={"request_id": things.a_return_request}),
    Row("till-shift", Right.SELL),
    Row("till-line", Right.SELL),
    Row("till-queue", Right.SELL),
    Row("till-offline", Anybody.EVERYBODY),
    Row("till-worker", Anybody.EVERYBODY),
    Row("till-sale", Right.SELL, ids={"sale_id": things.a_sale}),
    Row("till-return", Right.SELL, ids={"sale_id": things.a_sale}),
)

_EXAMPLE = {"example": things.an_example}
PROGRAMME = (
    Row("manager-programme", Right.SEE_PROGRAMME),
    Row("manager-version", Right.SEE_PROGRAMME, values={"number": 1}),
    Row("manager-version-yaml", Right.SEE_PROGRAMME, values={"number": 1}),
    Row("manager-draft", Right.CHANGE_PROGRAMME),
    Row("manager-draft-open", Right.CHANGE_PROGRAMME),
    Row("manager-draft-tier", Right.CHANGE_PROGRAMME),
    Row("manager-draft-yaml", Right.CHANGE_PROGRAMME),
    Row("manager-draft-preview", Right.CHANGE_PROGRAMME),
    Row("manager-draft-publish", Right.CHANGE_PROGRAMME),
    Row("manager-draft-discard", Right.CHANGE_PROGRAMME),
    Row("manager-draft-try", Right.CHANGE_PROGRAMME),
    Row("manager-draft-terms", Right.CHANGE_PROGRAMME),
    Row("manager-draft-terms-preview", Right.CHANGE_PROGRAMME),
    Row("manager-draft-rates", Right.CHANGE_PROGRAMME),
    Row("manager-draft-rates-preview", Right.CHANGE_PROGRAMME),
    Row("manager-draft-examples", Right.CHANGE_PROGRAMME),
    Row("manager-draft-example-save", Right.CHANGE_PROGRAMME),
    Row("manager-draft-example-remove", Right.CHANGE_PROGRAMME, ids=_EXAMPLE),
    Row("manager-draft-rules", Right.CHANGE_PROGRAMME),
    Row("manager-draft-rule", Right.CHANGE_PROGRAMME),
    Row("manager-draft-rule-told", Right.CHANGE_PROGRAMME),
    Row("manager-draft-rule-remove", Right.CHANGE_PROGRAMME),
    Row("manager-replays", Right.SEE_PROGRAMME),
    Row("manager-replay", Right.SEE_PROGRAMME, ids={"replay_id": things.a_replay}),
    Row("manager-replay-members", Right.SEE_PROGRAMME, ids={"replay_id": things.a_replay}),
    Row(
        "manager-replay-table",
        Right.SEE_PROGRAMME,
        ids={"replay_id": things.a_replay},
        values={"name": "tiers"},
    ),
    Row("manager-trial", Right.SEE_PROGRAMME),
    Row("manager-reckoning", Right.SEE_PROGRAMME),
    Row("manager-reckoning-draft", Right.CHANGE_PROGRAMME),
)

CAMPAIGNS = (
    Row("manager-campaigns", Right.SEE_PROGRAMME),
    Row("manager-calendar", Right.SEE_PROGRAMME),
    Row("manager-campaign-new", Right.CHANGE_PROGRAMME),
    Row("manager-campaign-audience", Right.CHANGE_PROGRAMME),
    Row("manager-campaign", Right.CHANGE_PROGRAMME, ids={"code": things.a_campaign}),
    Row("manager-campaign-launch", Right.CHANGE_PROGRAMME, ids={"code": things.a_campaign}),
    Row("manager-campaign-stop", Right.CHANGE_PROGRAMME, ids={"code": things.a_campaign}),
    Row("manager-campaign-discard", Right.CHANGE_PROGRAMME, ids={"code": things.a_campaign}),
    Row(
        "manager-campaign-rule",
        Right.CHANGE_PROGRAMME,
        ids={"code": things.a_campaign},
        sent="?trigger=purchase",
    ),
    Row("manager-campaign-rule-told", Right.CHANGE_PROGRAMME, ids={"code": things.a_campaign}),
    Row("manager-campaign-rule-remove", Right.CHANGE_PROGRAMME, ids={"code": things.a_campaign}),
)

MANY = (
    Row("manager-bulks", Right.SEE_MEMBERS),
    Row("manager-bulk-new", Right.CHANGE_MANY),
    Row("manager-bulk-policy", Right.CHANGE_SETTINGS),
    Row("manager-bulk", Right.SEE_MEMBERS, ids={"bulk_id": things.a_bulk}),
    Row("manager-bulk-approve", Right.APPROVE, ids={"bulk_id": things.a_bulk}),
    Row("manager-bulk-decline", Right.CHANGE_MANY, ids={"bulk_id": things.a_bulk}),
    Row("manager-bulk-stop", Right.CHANGE_MANY, ids={"bulk_id": things.a_bulk}),
    Row("manager-bulk-carry-on", Right.CHANGE_MANY, ids={"bulk_id": things.a_bulk}),
    Row("manager-bulk-undo", Right.CHANGE_MANY, ids={"bulk_id": things.a_bulk}),
    Row("manager-member-adjust", Right.ADJUST_POINTS, ids={"member_id": join}),
    Row("manager-member-merge", Right.CHANGE_MEMBERS, ids={"member_id": join}),
    Row("manager-merge-undo", Right.CHANGE_MEMBERS, ids={"merge_id": things.a_merge}),
)

COMPANY = (
    Row("manager-overview", Right.SEE_FIGURES),
    Row("manager-overview-table", Right.EXPORT, values={"name": "sales"}),
    Row("manager-tasks", Anybody.CABINET),
    Row("manager-members", Right.SEE_MEMBERS),
    Row("manager-members-search", Right.SEE_MEMBERS),
    Row("manager-members-filter", Right.SEE_MEMBERS),
    Row("manager-members-filter-count", Right.SEE_MEMBERS),
    Row("manager-members-columns", Right.SEE_MEMBERS),
    Row("manager-members-export", Right.EXPORT),
    Row("manager-member-new", Right.CHANGE_MEMBERS),
    Row("manager-invitations", Right.SEE_MEMBERS),
    Row(
        "manager-invitation-withdraw",
        Right.CHANGE_MEMBERS,
        ids={"invitation_id": things.a_members_invitation},
    ),
    Row("manager-member", Right.SEE_MEMBERS, ids={"member_id": join}),
    Row("manager-member-edit", Right.CHANGE_MEMBERS, ids={"member_id": join}),
    Row(
        "manager-member-part",
        Right.SEE_MEMBERS,
        ids={"member_id": join},
        values={"code": "entries"},
    ),
    Row("manager-member-proofs", Right.EXPORT, ids={"member_id": join}),
    Row("manager-member-block", Right.CHANGE_MEMBERS, ids={"member_id": join}),
    Row("manager-member-tags", Right.CHANGE_MEMBERS, ids={"member_id": join}),
    Row("manager-member-card", Right.CHANGE_MEMBERS, ids={"member_id": join}),
    Row("manager-member-tier", Right.CHANGE_MEMBERS, ids={"member_id": join}),
    Row("manager-sales", Right.SEE_SALES),
    Row("manager-sales-export", Right.EXPORT),
    Row("manager-sale", Right.SEE_SALES, ids={"sale_id": things.a_sale}),
    Row("manager-task", Anybody.CABINET, ids={"task_id": things.a_task}),
    Row("manager-task-cancel", Anybody.CABINET, ids={"task_id": things.a_task}),
    Row(
        "manager-task-file",
        Anybody.CABINET,
        ids={"task_id": things.a_task},
        values={"name": "result"},
    ),
    Row("manager-first-hour", Right.CHANGE_SETTINGS),
    Row("manager-begin", Right.CHANGE_SETTINGS),
    Row("manager-begin-aside", Right.CHANGE_SETTINGS),
    Row("manager-begin-step", Right.CHANGE_SETTINGS, values={"step": "name"}),
    Row("manager-audit", Right.SEE_AUDIT),
    Row("manager-keys", Right.MANAGE_KEYS),
    Row("manager-key-new", Right.MANAGE_KEYS),
    Row("manager-key-revoke", Right.MANAGE_KEYS, ids={"key_id": things.a_key}),
    Row("manager-imports", Right.IMPORT),
    Row("manager-import", Right.IMPORT, ids={"import_id": things.an_import}),
    Row("manager-import-choose", Right.IMPORT, ids={"import_id": things.an_import}),
    Row("manager-import-run", Right.IMPORT, ids={"import_id": things.an_import}),
    Row("manager-import-undo", Right.IMPORT, ids={"import_id": things.an_import}),
    Row("manager-import-discard", Right.IMPORT, ids={"import_id": things.an_import}),
    Row(
        "manager-import-rows",
        Right.IMPORT,
        ids={"import_id": things.an_import},
        values={"name": "rows"},
    ),
    Row("manager-outlets", Right.MANAGE_OUTLETS),
    Row("manager-outlet-new", Right.MANAGE_OUTLETS),
    Row("manager-outlet", Right.MANAGE_OUTLETS, ids={"outlet_id": things.an_outlet}),
    Row(
        "manager-poster",
        Right.MANAGE_OUTLETS,
        ids={"outlet_id": things.an_outlet},
        values={"size": "a4", "language": "ru"},
    ),
    Row("manager-outlet-move", Right.MANAGE_OUTLETS, ids={"outlet_id": things.an_outlet}),
    Row("manager-settings", Anybody.CABINET),
    Row("manager-company", Right.CHANGE_SETTINGS),
)

WATCHING = (
    Row("manager-alerts", Right.WATCH_TILLS),
    Row("manager-calls", Right.CHANGE_MEMBERS),
    Row("manager-close-dispute", Right.CHANGE_MEMBERS, ids={"dispute_id": things.a_dispute}),
    Row("manager-decide-phone", Right.CHANGE_MEMBERS, ids={"recovery_id": things.a_recovery}),
    Row("manager-sign-in-link", Right.CHANGE_MEMBERS, ids={"member_id": join}),
    Row("manager-alerts-seen", Right.WATCH_TILLS),
    Row("manager-alert-seen", Right.WATCH_TILLS, ids={"alert_id": things.an_alert}),
    Row("manager-lift", Right.WATCH_TILLS, ids={"alert_id": things.an_alert}),
    Row("manager-decide-return", Right.WATCH_TILLS, ids={"request_id": things.a_return_request}),
    Row("manager-till-limits", Right.CHANGE_SETTINGS),
)

_SHOP = {"slug": "nobody"}

MEMBER = (
    Row("member-sign-in", Anybody.EVERYBODY, values=_SHOP),
    Row("member-code", Anybody.EVERYBODY, values=_SHOP),
    Row("member-link", Anybody.EVERYBODY, values={**_SHOP, "token": "x"}),
    Row("member-proof", Anybody.EVERYBODY, values=_SHOP),
    Row("member-sign-out", Anybody.EVERYBODY, values=_SHOP),
    Row("member-look", Anybody.EVERYBODY, values=_SHOP),
    Row("member-manifest", Anybody.EVERYBODY, values=_SHOP),
    Row("member-icon", Anybody.EVERYBODY, values={**_SHOP, "size": 64}),
    Row("member-worker", Anybody.EVERYBODY, values=_SHOP),
    Row("member-offline", Anybody.EVERYBODY, values=_SHOP),
    Row("member-outlets", Anybody.MEMBER, values=_SHOP),
    Row("member-card", Anybody.MEMBER, values=_SHOP),
    Row("member-codes", Anybody.EVERYBODY, values=_SHOP),
    Row("member-qr", Anybody.MEMBER, values=_SHOP),
    Row("member-points", Anybody.MEMBER, values=_SHOP),
    Row("member-history", Anybody.MEMBER, values=_SHOP),
    Row("member-dispute", Anybody.MEMBER, values={**_SHOP, "entry": MADE_UP_ID}),
    Row("member-draws", Anybody.MEMBER, values=_SHOP),
    Row("member-safety", Anybody.MEMBER, values=_SHOP),
    Row("member-freeze", Anybody.MEMBER, values=_SHOP),
    Row("member-unfreeze-code", Anybody.MEMBER, values=_SHOP),
    Row("member-unfreeze", Anybody.MEMBER, values=_SHOP),
    Row("member-device-out", Anybody.MEMBER, values={**_SHOP, "session": MADE_UP_ID}),
    Row("member-out-everywhere", Anybody.MEMBER, values=_SHOP),
    Row("member-rights", Anybody.MEMBER, values=_SHOP),
    Row("member-friends", Anybody.MEMBER, values=_SHOP),
    Row("member-friends-invite", Anybody.MEMBER, values=_SHOP),
    Row("member-friends-own", Anybody.MEMBER, values=_SHOP),
    Row("member-friends-withdraw", Anybody.MEMBER, values={**_SHOP, "invitation": MADE_UP_ID}),
    Row("member-profile", Anybody.MEMBER, values=_SHOP),
    Row("member-profile-save", Anybody.MEMBER, values=_SHOP),
    Row("member-alias", Anybody.MEMBER, values=_SHOP),
    Row("member-alias-take", Anybody.MEMBER, values=_SHOP),
    Row("member-alias-change", Anybody.MEMBER, values=_SHOP),
    Row("member-alias-give-up", Anybody.MEMBER, values=_SHOP),
    Row("member-phone", Anybody.MEMBER, values=_SHOP),
    Row("member-phone-ask", Anybody.MEMBER, values=_SHOP),
    Row("member-phone-take", Anybody.MEMBER, values=_SHOP),
    Row("member-wishes", Anybody.MEMBER, values=_SHOP),
    Row("member-choose", Anybody.MEMBER, values=_SHOP),
    Row("member-notices-on", Anybody.MEMBER, values=_SHOP),
    Row("member-notices-off", Anybody.MEMBER, values=_SHOP),
    Row("member-connect", Anybody.MEMBER, values=_SHOP),
    Row("member-consent", Anybody.MEMBER, values={**_SHOP, "kind": "advertising"}),
    Row("member-data", Anybody.MEMBER, values=_SHOP),
    Row("member-export", Anybody.MEMBER, values={**_SHOP, "form": "json"}),
    Row("member-leave", Anybody.MEMBER, values=_SHOP),
    Row("member-go", Anybody.MEMBER, values=_SHOP),
    Row("member-gone", Anybody.EVERYBODY, values=_SHOP),
    Row("member-recover", Anybody.EVERYBODY, values=_SHOP),
    Row("member-not-me", Anybody.EVERYBODY, values=_SHOP),
)

TABLE = {
    "For everybody": LANDING,
    "The till": TILL,
    "Signing in": SIGNING,
    "One's own sign-in": SECURITY,
    "Staff and tills": STAFF,
    "The programme": PROGRAMME,
    "Campaigns": CAMPAIGNS,
    "Codes": CODES,
    "Draws": DRAWS,
    "Vouchers": VOUCHERS,
    "Certificates": CERTIFICATES,
    "Messages": MESSAGES,
    "Many members": MANY,
    "The company": COMPANY,
    "What is done at the tills": WATCHING,
    "The gift shop": GIFTS,
    "The member": MEMBER,
}

ROWS = tuple(row for rows in TABLE.values() for row in rows)
