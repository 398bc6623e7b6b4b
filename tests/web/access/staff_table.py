"""Who may open what: signing in, one's own sign-in, staff and their tills."""

from plushka.domain.tenants.rights import Right
from tests.web.access import staff_things as things
from tests.web.access.kinds import Anybody, Row

SIGNING = (
    Row("account_login", Anybody.EVERYBODY),
    Row("account_logout", Anybody.EVERYBODY, ends=True),
    Row("mfa_authenticate", Anybody.EVERYBODY),
    Row("manager-sign-in-anew", Anybody.EVERYBODY),
    Row("mfa_login_webauthn", Anybody.EVERYBODY),
    Row("account_reset_password", Anybody.EVERYBODY),
    Row("account_reset_password_done", Anybody.EVERYBODY),
    Row(
        "account_reset_password_from_key",
        Anybody.EVERYBODY,
        values={"uidb36": "nobody", "key": "nothing"},
    ),
    Row("account_reset_password_from_key_done", Anybody.EVERYBODY),
    Row("manager-welcome", Anybody.EVERYBODY),
    Row("manager-invited", Anybody.EVERYBODY, values={"token": "nobody"}),
    Row("till-pin", Anybody.EVERYBODY),
    Row("mailbox-staff", Anybody.EVERYBODY),
)

SECURITY = (
    Row("mfa_index", Anybody.STAFF),
    Row("account_change_password", Anybody.STAFF),
    Row("account_reauthenticate", Anybody.STAFF),
    Row("mfa_reauthenticate", Anybody.STAFF),
    Row("mfa_reauthenticate_webauthn", Anybody.STAFF),
    Row("mfa_activate_totp", Anybody.STAFF),
    Row("mfa_deactivate_totp", Anybody.STAFF),
    Row("mfa_view_recovery_codes", Anybody.STAFF),
    Row("mfa_generate_recovery_codes", Anybody.STAFF),
    Row("mfa_add_webauthn", Anybody.STAFF),
    Row("mfa_edit_webauthn", Anybody.STAFF, values={"pk": 7}),
    Row("mfa_remove_webauthn", Anybody.STAFF, values={"pk": 7}),
    Row("manager-sessions-end", Anybody.STAFF),
    Row("manager-session-end", Anybody.STAFF, ids={"session": things.a_session}),
    Row("manager-own-pin", Anybody.STAFF),
)

STAFF = (
    Row("manager-staff", Right.MANAGE_STAFF),
    Row("manager-staff-invite", Right.MANAGE_STAFF),
    Row(
        "manager-staff-invitation",
        Right.MANAGE_STAFF,
        ids={"invitation_id": things.an_invitation},
    ),
    Row(
        "manager-staff-withdraw",
        Right.MANAGE_STAFF,
        ids={"invitation_id": things.an_invitation},
    ),
    Row("manager-staff-person", Right.MANAGE_STAFF, ids={"staff_id": things.a_cashier}),
    Row("manager-staff-let-go", Right.MANAGE_STAFF, ids={"staff_id": things.a_cashier}),
    Row("manager-staff-take-back", Right.MANAGE_STAFF, ids={"staff_id": things.a_cashier}),
    Row("manager-staff-pin", Right.MANAGE_STAFF, ids={"staff_id": things.a_cashier}),
    Row("manager-staff-password", Right.MANAGE_STAFF, ids={"staff_id": things.a_cashier}),
    Row("manager-staff-factors", Right.MANAGE_STAFF, ids={"staff_id": things.a_cashier}),
    Row("manager-devices", Right.MANAGE_OUTLETS),
    Row("manager-device-enrol", Right.MANAGE_OUTLETS),
    Row("manager-device-revoke", Right.MANAGE_OUTLETS, ids={"device_id": things.a_device}),
)
