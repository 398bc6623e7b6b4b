"""Addresses of members and sales in the cabinet."""

from django.urls import path

from plushka.web.manager.views import exports, member, member_proofs, members, person, sales

urlpatterns = [
    path("members", members.members, name="manager-members"),
    path("members/search", members.search, name="manager-members-search"),
    path("members/filter", members.member_filter, name="manager-members-filter"),
    path("members/filter/count", members.count, name="manager-members-filter-count"),
    path("members/columns", members.member_columns, name="manager-members-columns"),
    path("members/export", exports.export_members, name="manager-members-export"),
    path("members/new", person.add, name="manager-member-new"),
    path("members/<uuid:member_id>", member.member, name="manager-member"),
    path("members/<uuid:member_id>/edit", person.edit, name="manager-member-edit"),
    path("members/<uuid:member_id>/part/<slug:code>", member.part, name="manager-member-part"),
    path(
        "members/<uuid:member_id>/consents.csv", member_proofs.proofs, name="manager-member-proofs"
    ),
    path("members/<uuid:member_id>/block", member.block, name="manager-member-block"),
    path("members/<uuid:member_id>/tags", member.tags, name="manager-member-tags"),
    path("members/<uuid:member_id>/card", member.replace_card, name="manager-member-card"),
    path("members/<uuid:member_id>/tier", member.tier, name="manager-member-tier"),
    path("sales", sales.sales, name="manager-sales"),
    path("sales/export", exports.export_sales, name="manager-sales-export"),
    path("sales/<uuid:sale_id>", sales.sale, name="manager-sale"),
]
