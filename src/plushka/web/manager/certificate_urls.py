"""Addresses of the pages about certificates."""

from django.urls import path

from plushka.web.manager.views import certificate_batches as batches
from plushka.web.manager.views import certificates

_BATCH = "certificates/batches/<uuid:batch_id>"
_ONE = "certificates/one/<uuid:certificate_id>"

urlpatterns = [
    path("certificates", certificates.certificates, name="manager-certificates"),
    path("certificates/find", certificates.find, name="manager-certificate-find"),
    path(_ONE, certificates.certificate, name="manager-certificate"),
    path(f"{_ONE}/block", certificates.block, name="manager-certificate-block"),
    path(f"{_ONE}/unblock", certificates.unblock, name="manager-certificate-unblock"),
    path(f"{_ONE}/revoke", certificates.revoke, name="manager-certificate-revoke"),
    path("certificates/batches", batches.batches, name="manager-certificate-batches"),
    path(_BATCH, batches.batch, name="manager-certificate-batch"),
    path(f"{_BATCH}/file", batches.fetch, name="manager-certificate-file"),
    path(f"{_BATCH}/handed-over", batches.hand_over, name="manager-certificates-handed"),
]
