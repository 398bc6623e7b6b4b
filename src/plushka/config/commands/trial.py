"""``plushka programme try``."""

import datetime as dt
from typing import Any

import click

from plushka.config.application import application, task
from plushka.config.printing import print_json

_LANGUAGES = click.Choice(["ru", "uk", "en"])


@click.command("try")
@click.option("--tenant", required=True, help="Slug of the company.")
@click.option("--at", metavar="MOMENT", help="2026-12-24T18:00, by the company's clocks.")
@click.option("--draft", "is_draft", is_flag=True, help="By the draft.")
@click.option("--version", type=click.IntRange(1), help="By a version.")
@click.option("--outlet", default="main", show_default=True, help="Code of the outlet.")
@click.option("--line", "lines", multiple=True, required=True, metavar="PRICE[:CATEGORY]")
@click.option("--redeem", metavar="POINTS", help="A number, or max.")
@click.option("--member", metavar="NAMED", help="Phone, card or alias of a member there is.")
@click.option("--tier", help="Tier of a member who is made up.")
@click.option("--points", default="0", show_default=True, help="What that member has.")
@click.option("--language", type=_LANGUAGES, default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def try_(
    tenant: str,
    at: str | None,
    version: int | None,
    outlet: str,
    lines: tuple[str, ...],
    redeem: str | None,
    member: str | None,
    tier: str | None,
    points: str,
    language: str,
    *,
    is_draft: bool,
    as_json: bool,
) -> None:
    """Say what one receipt would come to at a moment to come; nothing is written.

    The version of then decides, with the campaigns that run then. Name a
    --member there is, or the --tier of one made up; neither is a sale without
    a member. --line stands there once for each line of the receipt.

    Example: plushka programme try --tenant lipa --at 2026-12-24T18:00 --line 1000 --tier gold
    """
    if version is not None and is_draft:
        raise click.UsageError("Name a version or the draft, not both.")
    if member is not None and tier is not None:
        raise click.UsageError("Name a member or a tier, not both.")
    with application():
        told: dict[str, Any] = task("try_receipt")(
            slug=tenant,
            body={
                "receipt": {
                    "outlet": outlet,
                    "lines": [_line(one) for one in lines],
                    "redeem": redeem,
                },
                "member": None if tier is None else {"tier": tier, "spendable": points},
                "draft": is_draft,
                "version": version,
            },
            moment=_moment(at),
            member=member,
            language=language,
        )
    if as_json:
        print_json(told)
    else:
        _print(told)


def _line(text: str) -> dict[str, str]:
    price, _, category = text.partition(":")
    return {"price": price} | ({"category": category} if category else {})


def _moment(text: str | None) -> dt.datetime | None:
    try:
        return None if text is None else dt.datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is no moment, such as 2026-12-24T18:00.", param_hint="'--at'"
        ) from None


def _print(told: dict[str, Any]) -> None:
    sale = told["sale"]
    by = "the draft" if told["version"] is None else f"version {told['version']}"
    click.echo(f"{told['at']}, by {by}")
    for name in ("total", "discount", "redeemed", "max_redeem", "to_pay", "accrued"):
        click.echo(f"{name:<12}{sale[name]:>14}")
    grants = [] if sale["accrual"] is None else [{"points": sale["accrued"], **sale["accrual"]}]
    for one in [*grants, *sale.get("gifts", ())]:
        ends = one["expires_at"] or "never"
        click.echo(f"{one['points']} open at {one['available_at']} and end at {ends}")
    for why in sale["explanation"]:
        click.echo(f"- {why['text']}")
    for one in told["campaigns"]:
        gives = "gives something" if one["gives"] else "gives nothing on this receipt"
        click.echo(f"{one['name']}: {gives}")
