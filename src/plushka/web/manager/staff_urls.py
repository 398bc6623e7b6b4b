"""Addresses of signing in, of one's own sign-in, and of staff and their tills.

Names that begin with ``account_`` and ``mfa_`` are those allauth asks for.
"""

from django.urls import path, re_path

from plushka.web.manager import signing
from plushka.web.manager.security import views as security
from plushka.web.manager.staff import inviting, people, tills

urlpatterns = [
    path("sign-in/code", signing.second_factor, name="mfa_authenticate"),
    path("sign-in/anew", signing.begin_anew, name="manager-sign-in-anew"),
    path("sign-in/passkey", signing.sign_in_by_passkey, name="mfa_login_webauthn"),
    path("password/forgotten", signing.ask_for_password, name="account_reset_password"),
    path("password/sent", signing.asked_for_password, name="account_reset_password_done"),
    # Allauth writes both parts as one.
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]{1,32})-(?P<key>[0-9A-Za-z-]{1,100})$",
        signing.new_password,
        name="account_reset_password_from_key",
    ),
    path("password/taken", signing.password_taken, name="account_reset_password_from_key_done"),
    path("security", security.security, name="mfa_index"),
    path("security/password", security.change_password, name="account_change_password"),
    path("security/again", security.again, name="account_reauthenticate"),
    path("security/again/code", security.again_by_code, name="mfa_reauthenticate"),
    path("security/again/passkey", security.again_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("security/app", security.set_up_app, name="mfa_activate_totp"),
    path("security/app/off", security.stop_app, name="mfa_deactivate_totp"),
    path("security/codes", security.show_codes, name="mfa_view_recovery_codes"),
    path("security/codes/new", security.new_codes, name="mfa_generate_recovery_codes"),
    path("security/passkeys/new", security.add_passkey, name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/name", security.rename_passkey, name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/remove", security.remove_passkey, name="mfa_remove_webauthn"),
    path("security/sessions/end", security.end_others, name="manager-sessions-end"),
    path("security/sessions/<int:session>/end", security.end_session, name="manager-session-end"),
    path("security/pin", tills.own_pin, name="manager-own-pin"),
    path("staff", people.staff, name="manager-staff"),
    path("staff/invite", inviting.invite, name="manager-staff-invite"),
    path(
        "staff/invitations/<uuid:invitation_id>",
        inviting.invitation,
        name="manager-staff-invitation",
    ),
    path(
        "staff/invitations/<uuid:invitation_id>/withdraw",
        inviting.withdraw,
        name="manager-staff-withdraw",
    ),
    path("staff/<uuid:staff_id>", people.person, name="manager-staff-person"),
    path("staff/<uuid:staff_id>/let-go", people.let_go, name="manager-staff-let-go"),
    path("staff/<uuid:staff_id>/take-back", people.take_back, name="manager-staff-take-back"),
    path("staff/<uuid:staff_id>/pin", people.give_pin, name="manager-staff-pin"),
    path("staff/<uuid:staff_id>/password", people.password_link, name="manager-staff-password"),
    path("staff/<uuid:staff_id>/factors", people.forget_factors, name="manager-staff-factors"),
    path("invited", inviting.take, name="manager-welcome"),
    path("invited/<str:token>", inviting.follow, name="manager-invited"),
    path("devices", tills.tills, name="manager-devices"),
    path("devices/enrol", tills.enrol, name="manager-device-enrol"),
    path("devices/<uuid:device_id>/revoke", tills.revoke, name="manager-device-revoke"),
]
