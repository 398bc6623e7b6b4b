"""Addresses of what is done for many members, and by hand for one."""

from django.urls import path

from plushka.web.manager.views import bulks, member_adjust, member_merge

urlpatterns = [
    path("members/<uuid:member_id>/adjust", member_adjust.adjust, name="manager-member-adjust"),
    path("members/<uuid:member_id>/merge", member_merge.merge, name="manager-member-merge"),
    path("merges/<uuid:merge_id>/undo", member_merge.part, name="manager-merge-undo"),
    path("bulk", bulks.bulks, name="manager-bulks"),
    path("bulk/new", bulks.new, name="manager-bulk-new"),
    path("bulk/policy", bulks.policy, name="manager-bulk-policy"),
    path("bulk/<uuid:bulk_id>", bulks.bulk, name="manager-bulk"),
    path("bulk/<uuid:bulk_id>/approve", bulks.approve, name="manager-bulk-approve"),
    path("bulk/<uuid:bulk_id>/decline", bulks.decline, name="manager-bulk-decline"),
    path("bulk/<uuid:bulk_id>/stop", bulks.stop, name="manager-bulk-stop"),
    path("bulk/<uuid:bulk_id>/go-on", bulks.carry_on, name="manager-bulk-carry-on"),
    path("bulk/<uuid:bulk_id>/undo", bulks.undo, name="manager-bulk-undo"),
]
