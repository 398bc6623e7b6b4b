"""Settings, from environment variables with safe defaults.

``PLUSHKA_HOME`` is the folder written to, ``DATABASE_URL`` a PostgreSQL (the
command line starts its own when it is left out), ``PLUSHKA_SECRET_KEY`` the
signing secret, ``PLUSHKA_HOSTS`` the host names served, ``PLUSHKA_WEB_ROLE``
the database role that serves, ``PLUSHKA_PROXY=1`` says that a proxy of ours
brings HTTPS, ``PLUSHKA_DEBUG=1`` Django's own error pages,
``PLUSHKA_DEMO=1`` shows sign-in and codes of a made-up company to everybody,
``PLUSHKA_MAIL`` is an SMTP server and ``PLUSHKA_MAIL_FROM`` whom its mail is from,
``PLUSHKA_REGISTRATION=1`` lets strangers found companies.
``PLUSHKA_LOCAL_PROVIDERS=1`` lets companies send by programs of this machine.
"""

import os
from pathlib import Path

from plushka.config.database import databases
from plushka.config.home import home, secret_key
from plushka.config.mail import mailers

_ROOT = Path(__file__).resolve().parent.parent

DEBUG = os.environ.get("PLUSHKA_DEBUG") == "1"
PLUSHKA_HOME = home()
PLUSHKA_DEMO = os.environ.get("PLUSHKA_DEMO") == "1"
SECRET_KEY = secret_key()
ALLOWED_HOSTS = os.environ.get("PLUSHKA_HOSTS", "*").split(",")
PLUSHKA_PROXY = os.environ.get("PLUSHKA_PROXY") == "1"
PLUSHKA_LOCAL_PROVIDERS = os.environ.get("PLUSHKA_LOCAL_PROVIDERS") == "1"
PLUSHKA_REGISTRATION = os.environ.get("PLUSHKA_REGISTRATION") == "1"
PLUSHKA_WEB_ROLE = os.environ.get("PLUSHKA_WEB_ROLE", "plushka_web")
DATABASES = databases(
    os.environ.get("DATABASE_URL", "postgresql:///plushka"), web_role=PLUSHKA_WEB_ROLE
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "plushka.domain.aliases",
    "plushka.domain.tenants",
    "plushka.domain.audit",
    "plushka.domain.events",
    "plushka.domain.repeats",
    "plushka.domain.tasks",
    "plushka.domain.limits",
    "plushka.domain.staffing",
    "plushka.domain.members",
    "plushka.domain.ledger",
    "plushka.domain.messaging",
    "plushka.domain.segments",
    "plushka.domain.confirmations",
    "plushka.domain.programmes",
    "plushka.domain.vouchers",
    "plushka.domain.certificates",
    "plushka.domain.draws",
    "plushka.domain.referrals",
    "plushka.domain.campaigns",
    "plushka.domain.effects",
    "plushka.domain.access",
    "plushka.domain.rewards",
    "plushka.domain.enrolment",
    "plushka.domain.sales",
    "plushka.domain.codes",
    "plushka.domain.merging",
    "plushka.domain.bulk",
    "plushka.domain.workbench",
    "plushka.domain.company",
    "plushka.domain.replay",
    "plushka.domain.imports",
    "plushka.web.ui",
    "plushka.web.landing",
    "plushka.web.till",
    "plushka.web.manager",
    "plushka.web.member",
]
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "plushka.web.ui.bodies.TooMuchSent",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "plushka.web.ui.devices.TillSessions",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "plushka.web.ui.middleware.TenantTransaction",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
            ],
        },
    }
]
ROOT_URLCONF = "plushka.config.urls"
AUTH_USER_MODEL = "tenants.Staff"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 10}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "till-sign-in"
ACCOUNT_ADAPTER = "plushka.web.manager.door.Door"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Passwords are counted by ours, at every door; this is for codes, asked for after the password.
ACCOUNT_RATE_LIMITS = {"login_failed": "8/5m/key"}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
# A link to another password lasts two hours.
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
MFA_ADAPTER = "plushka.web.manager.factors.Factors"
MFA_FORMS = {
    "login_webauthn": "plushka.web.manager.security.forms.SignInForm",
    "authenticate_webauthn": "plushka.web.manager.security.forms.SecondForm",
    "reauthenticate_webauthn": "plushka.web.manager.security.forms.AgainForm",
    "add_webauthn": "plushka.web.manager.security.forms.AddForm",
    "edit_webauthn": "plushka.web.manager.security.forms.RenameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# One code before and one after: clocks of phones go wrong by half a minute.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Plushka"
ALLAUTH_TRUSTED_PROXY_COUNT = int(PLUSHKA_PROXY)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "plushka.web.ui.held.page_too_old"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PLUSHKA_PROXY
if PLUSHKA_PROXY:
    # Anybody may send this header; our proxy writes it anew, so it can be believed.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CSP = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
}
SECURE_REFERRER_POLICY = "same-origin"

# The demo writes to nobody: its mail lies in a folder, and on a page.
PLUSHKA_OUTBOX = PLUSHKA_HOME / "mail"
MAILERS = mailers(
    os.environ.get("PLUSHKA_MAIL", ""), outbox=PLUSHKA_OUTBOX if PLUSHKA_DEMO else None
)
DEFAULT_FROM_EMAIL = os.environ.get("PLUSHKA_MAIL_FROM", "plushka@localhost")

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("uk", "Українська"), ("en", "English")]
LOCALE_PATHS = [_ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "plushka.web.ui.assets.VersionedStorage"},
}
LOGGING_CONFIG = None
