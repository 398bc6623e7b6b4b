"""What a member bought, brought back, and claimed afterwards."""

from django.utils.translation import gettext as _

from plushka.domain.merging.queries import sales_brought
from plushka.domain.sales.claims import find_claims
from plushka.domain.sales.listing import AskedSales, find_returns, find_sales
from plushka.domain.tenants.queries import outlets_by_id
from plushka.web.manager.members import telling
from plushka.web.manager.members.about import About, sale_address
from plushka.web.manager.members.sections import PAGE, Line, Table, Told, cut, number


def sales(about: About) -> Table:
    """What was bought, newest first."""
    page = find_sales(
        AskedSales(member=about.member, outlet=about.outlet), after=about.after_id, limit=PAGE + 1
    )
    outlets = outlets_by_id()
    earlier = sales_brought(member=about.member, sales=[row.id for row in page.rows])
    heads = [
        *(_("When"), _("Receipt"), _("Outlet"), _("Total"), _("Paid"), _("Paid with points")),
        *(_("Accrued"), _("Money back")),
    ]
    return cut(
        heads,
        [
            Line(
                str(row.id),
                (
                    Told(telling.moment(row.at)),
                    Told(
                        row.receipt,
                        address=sale_address(about, row.id),
                        chip=telling.earlier() if row.id in earlier else "",
                    ),
                    Told(outlets.get(row.outlet_id, "")),
                    number(about.words.money(row.total)),
                    number(about.words.money(row.to_pay)),
                    number(about.words.money(row.redeemed) if row.redeemed else ""),
                    number(telling.signed(row.accrued) if row.accrued else ""),
                    number(about.words.money(row.money_back) if row.money_back else ""),
                ),
            )
            for row in page.rows
        ],
    )


def returns(about: About) -> Table:
    """What was brought back, with receipts and without."""
    found = find_returns(
        member_id=about.member, limit=PAGE + 1, after=about.after_id, outlet_id=about.outlet
    )
    brought = sales_brought(
        member=about.member, sales=[row.sale_id for row in found if row.sale_id]
    )
    heads = [_("When"), _("Receipt"), _("Outlet"), _("Of the sale"), _("Money back")]
    heads += [_("Points back"), _("Accrual taken back")]
    return cut(
        heads,
        [
            Line(
                str(row.id),
                (
                    Told(telling.moment(row.at)),
                    Told(row.receipt),
                    Told(row.outlet.name),
                    Told(
                        row.sale.receipt if row.sale else _("without a receipt"),
                        address=sale_address(about, row.sale_id),
                        chip=telling.earlier()
                        if row.sale_id in brought
                        or (row.member_id or about.member) != about.member
                        else "",
                    ),
                    number(about.words.money(row.money_back)),
                    number(telling.number(row.points_back)),
                    number(telling.number(row.accrual_reversed)),
                ),
            )
            for row in found
        ],
    )


def claims(about: About) -> Table:
    """Receipts that got their member afterwards (T42)."""
    found = find_claims(
        limit=PAGE + 1, after=about.after_id, member=about.member, outlet=about.outlet
    )
    names = telling.names_of((one.actor for one in found), tenant_id=about.cabinet.place.id)
    heads = [_("Claimed"), _("Receipt"), _("Sold"), _("Total"), _("Accrued"), _("Who")]
    return cut(
        heads,
        [
            Line(
                str(one.id),
                (
                    Told(telling.moment(one.at)),
                    Told(
                        one.receipt,
                        address=sale_address(about, one.sale),
                        chip=telling.earlier() if one.member != about.member else "",
                    ),
                    Told(telling.moment(one.sold_at)),
                    number(about.words.money(one.total)),
                    number(telling.signed(one.accrued)),
                    Told(names.get(one.actor, "")),
                ),
            )
            for one in found
        ],
    )
