"""Companies, outlets, staff and keys."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from plushka.domain.tenants.rows import TenantModel
from plushka.lib.ids import new_id


class Tenant(models.Model):
    """A business that runs programmes with us. A reference table: every shard has it."""

    id = models.BigAutoField(primary_key=True)
    slug = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=200)
    timezone = models.CharField(max_length=64, default="Europe/Moscow")
    currency = models.CharField(max_length=3, default="RUB")
    language = models.CharField(max_length=2, default="ru")
    #: Where phones written without a country belong.
    region = models.CharField(max_length=2, default="RU")
    created_at = models.DateTimeField()
    #: The brand's colour as ``#rrggbb``, and that of text on it; empty = Plushka's own.
    colour = models.CharField(max_length=7, default="", db_default="")
    text_colour = models.CharField(max_length=7, default="", db_default="")
    #: The digest of the logo, which stands in a table of its own; empty = there is none.
    logo = models.CharField(max_length=16, default="", db_default="")
    #: After so many days of silence a phone may be somebody else's, and is no proof (T43).
    silence_days = models.PositiveSmallIntegerField(default=180, db_default=180)
    #: How often the settings were changed: of two who edit at once the second is told.
    edition = models.PositiveIntegerField(default=0, db_default=0)
    #: When the first steps were taken or put aside; null = the cabinet still leads there.
    begun_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(language__in=("ru", "uk", "en")), name="tenant_speaks_ru_uk_or_en"
            ),
            models.CheckConstraint(
                condition=Q(colour="", text_colour="")
                | Q(colour__regex="^#[0-9a-f]{6}$", text_colour__in=("#ffffff", "#000000")),
                name="tenant_has_a_colour_and_its_text_or_none",
            ),
            models.CheckConstraint(
                condition=Q(silence_days__gte=30, silence_days__lte=3650),
                name="silence_is_a_month_to_ten_years",
            ),
        )

    def __str__(self) -> str:
        return self.slug


class Outlet(TenantModel):
    """One shop or till location of a tenant, named by a code the tills send."""

    code = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    #: How many receipt numbers were suggested on which local day, to tills that print none.
    numbered_on = models.DateField(null=True)
    n_numbers = models.PositiveIntegerField(default=0, db_default=0)
    address = models.CharField(max_length=300, default="", db_default="")
    #: Where it stands, in millionths of a degree; null = nobody told.
    latitude_e6 = models.IntegerField(null=True)
    longitude_e6 = models.IntegerField(null=True)
    #: When it is open, as ``domain.tenants.hours`` writes it; empty = nobody told.
    hours = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    #: Since when nothing is sold there. An outlet stays: its sales point at it.
    closed_at = models.DateTimeField(null=True)
    #: How often it was changed: of two who edit at once the second is told.
    edition = models.PositiveIntegerField(default=0, db_default=0)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "code"], name="outlet_code_once_a_tenant"),
            models.CheckConstraint(
                condition=Q(latitude_e6=None, longitude_e6=None)
                | Q(
                    latitude_e6__range=(-90_000_000, 90_000_000),
                    longitude_e6__range=(-180_000_000, 180_000_000),
                ),
                name="outlet_stands_on_the_globe",
            ),
        )


class Logo(TenantModel):
    """A company's picture, drawn anew by us as PNG; one a tenant."""

    content = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["tenant"], name="logo_one_a_tenant"),)


class StaffManager(BaseUserManager["Staff"]):
    """Finds staff by e-mail, whatever the case it was typed in."""

    def get_by_natural_key(self, username: str | None) -> "Staff":
        return self.get(email=(username or "").strip().lower())


class Staff(AbstractBaseUser):
    """A tenant's person who signs in.

    A reference table without tenant keys: the login e-mail is unique among
    all tenants. ``outlet_id`` names an outlet and is no foreign key.
    """

    class Role(models.TextChoices):
        OWNER = "OWNER"
        MARKETER = "MARKETER"
        ANALYST = "ANALYST"
        SUPPORT = "SUPPORT"
        CASHIER = "CASHIER"

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="staff")
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=10, choices=Role)
    outlet_id = models.UUIDField(null=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    #: When every session that had begun was ended; null = never.
    signed_out_at = models.DateTimeField(null=True)

    objects = StaffManager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(role__in=("OWNER", "MARKETER", "ANALYST", "SUPPORT", "CASHIER")),
                name="staff_has_a_known_role",
            ),
        )

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Bind a session to the password, as Django does, and to when all of them were ended."""
        proof: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        if self.signed_out_at is None:
            return proof
        return salted_hmac(proof, self.signed_out_at.isoformat(), algorithm="sha256").hexdigest()


class ApiKey(models.Model):
    """What a program signs in with. Only its hash is kept; the key is shown once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="keys")
    name = models.CharField(max_length=200)
    hash = models.BinaryField(max_length=32, unique=True)
    scopes = ArrayField(models.CharField(max_length=20))
    #: The only outlet the key may speak for; null = any of the tenant's.
    outlet_id = models.UUIDField(null=True)
    #: Requests a minute; null = as many as it likes.
    rate_per_minute = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    #: When it was used last, to a quarter of an hour; null = never since this is noted.
    used_at = models.DateTimeField(null=True)


class KeyMinute(models.Model):
    """How often a key with a rate was used in its latest minute; one row a key."""

    key = models.OneToOneField(ApiKey, models.CASCADE, primary_key=True, related_name="minute")
    minute = models.DateTimeField()
    used = models.PositiveIntegerField()
