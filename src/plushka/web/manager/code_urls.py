"""Addresses of codes in the cabinet."""

from django.urls import path

from plushka.web.manager.views import (
    code_activations,
    code_batch,
    code_forensics,
    code_found,
    code_funnel,
    code_settings,
    codes,
)

urlpatterns = [
    path("codes", codes.codes, name="manager-codes"),
    path("codes/new", codes.new, name="manager-codes-new"),
    path("codes/look", codes.look, name="manager-codes-look"),
    path("codes/activations", code_activations.activations, name="manager-codes-activations"),
    path("codes/activations/export", code_activations.export, name="manager-codes-export"),
    path("codes/found", code_found.found, name="manager-codes-found"),
    path("codes/forensics", code_forensics.forensics, name="manager-codes-forensics"),
    path("codes/forensics/seen", code_forensics.look_at, name="manager-codes-seen"),
    path("codes/funnel", code_funnel.funnel, name="manager-codes-funnel"),
    path("codes/funnel.csv", code_funnel.table, name="manager-codes-funnel-table"),
    path("codes/settings", code_settings.settings, name="manager-codes-settings"),
    path("codes/<uuid:batch_id>", code_batch.batch, name="manager-codes-batch"),
    path("codes/<uuid:batch_id>/change", code_batch.change, name="manager-codes-change"),
    path("codes/<uuid:batch_id>/move", code_batch.move, name="manager-codes-move"),
    path("codes/<uuid:batch_id>/file", code_batch.make_file, name="manager-codes-file"),
    path(
        "codes/<uuid:batch_id>/file/<uuid:task_id>",
        code_batch.fetch,
        name="manager-codes-fetch",
    ),
]
