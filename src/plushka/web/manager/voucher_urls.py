"""Addresses of the pages about vouchers."""

from django.urls import path

from plushka.web.manager.views import vouchers

urlpatterns = [
    path("vouchers", vouchers.vouchers, name="manager-vouchers"),
    path("vouchers/<uuid:batch_id>", vouchers.batch, name="manager-voucher-batch"),
    path("vouchers/<uuid:batch_id>/codes.csv", vouchers.codes, name="manager-voucher-codes"),
    path(
        "vouchers/<uuid:batch_id>/handed-over", vouchers.hand_over, name="manager-vouchers-handed"
    ),
    path("vouchers/one/<uuid:voucher_id>/revoke", vouchers.revoke, name="manager-voucher-revoke"),
]
