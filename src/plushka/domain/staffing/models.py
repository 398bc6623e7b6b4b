"""Invitations, devices, PINs, and wrong tries of them."""

from django.db import models
from django.db.models import Q

from plushka.domain.tenants.models import Outlet, Staff
from plushka.domain.tenants.rows import TenantForeignKey, TenantModel


class StaffInvitation(TenantModel):
    """A right to become staff, sent to one e-mail."""

    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Staff.Role)
    #: The only outlet they will work in; null = any.
    outlet = TenantForeignKey(Outlet, models.PROTECT, null=True, related_name="invitations")
    invited_by = models.CharField(max_length=100)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "email"],
                condition=Q(taken_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation_an_email",
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_taken_or_withdrawn",
            ),
        )


class Device(TenantModel):
    """A till's browser that an owner let cashiers sign in at by PIN."""

    outlet = TenantForeignKey(Outlet, models.PROTECT, related_name="devices")
    name = models.CharField(max_length=100)
    #: Of the secret its browser keeps in a cookie.
    hash = models.BinaryField(max_length=32)
    enrolled_by = models.CharField(max_length=100)
    enrolled_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "hash"], name="device_secret_is_its_own"),
        )


class Pin(TenantModel):
    """What a person types at a till instead of the password."""

    #: Names one of the staff, and is no foreign key: theirs is a reference table.
    staff_id = models.UUIDField()
    hash = models.CharField(max_length=128)
    set_by = models.CharField(max_length=100)
    set_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "staff_id"], name="one_pin_each"),
        )


class PinTries(TenantModel):
    """Wrong tries of one person's PIN on one device since the last right one."""

    device = TenantForeignKey(Device, models.CASCADE, db_cascade=True, indexed=False)
    staff_id = models.UUIDField()
    wrong = models.PositiveIntegerField(default=0)
    paused_until = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "device", "staff_id"], name="tries_counted_in_one_place"
            ),
        )
