"""Addresses of codes in the cabinet."""

from django.urls import path

from plushka.web.manager.views import code_batch, codes

urlpatterns = [
    path("codes", codes.codes, name="manager-codes"),
    path("codes/new", codes.new, name="manager-codes-new"),
    path("codes/look", codes.look, name="manager-codes-look"),
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
