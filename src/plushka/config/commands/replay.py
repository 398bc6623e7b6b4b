"""``plushka programme replay``."""

import datetime as dt
from typing import Any

import click

from plushka.config.application import application, task
from plushka.config.printing import print_json
from plushka.lib import money

_SUMS = (
    *("issued", "redeemed", "reversed", "given_back", "expired", "adjusted"),
    *("outstanding", "debt", "liability", "total", "discount", "paid", "money_back", "margin"),
)
_COUNTS = ("receipts", "returns")


@click.command()
@click.option("--tenant", required=True, help="Slug of the company.")
@click.option("--draft", "is_draft", is_flag=True, help="Try the draft.")
@click.option("--version", type=click.IntRange(1), help="Try a version.")
@click.option("--days", type=click.IntRange(1, 36_500), help="So many local days, the last too.")
@click.option("--since", metavar="MOMENT", help="2026-09-01, by the company's clocks.")
@click.option("--until", metavar="MOMENT", help="Up to a moment, itself not among them.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def replay(
    tenant: str,
    version: int | None,
    days: int | None,
    since: str | None,
    until: str | None,
    *,
    is_draft: bool,
    as_json: bool,
) -> int:
    """Say what a programme would have come to over what really happened.

    Without --draft or --version the rules stay as they were, and the replay is
    held against the ledger: it ends with 1 where a number differs. Nothing is
    written. Without --days or --since everything is replayed.

    With --until the receipts from that moment on keep their rules, and are not
    counted; --days are then the last days before it.

    Example: plushka programme replay --tenant lipa --draft --days 90
    """
    if version is not None and is_draft:
        raise click.UsageError("Name a version or the draft, not both.")
    source: str | int = "draft" if is_draft else version or "unchanged"
    with application():
        told: dict[str, Any] = task("replay_programme")(
            slug=tenant,
            source=source,
            days=days,
            since=_moment(since, "--since"),
            until=_moment(until, "--until"),
            on_progress=_tell,
        )
    click.echo(err=True)
    check = told["check"]
    if as_json:
        print_json(_shown(told))
    else:
        _print(told)
    return 0 if check is None or check["ok"] else 1


def _tell(done: int, receipts: int) -> None:
    click.echo(f"\r{done} of {receipts} receipts", nl=False, err=True)


def _shown(told: dict[str, Any]) -> dict[str, Any]:
    """Write sums and points as the API does."""
    for side in (told["was"], told["would"]):
        side |= {name: money.show(side[name]) for name in _SUMS}
    for table in (told["tiers"], told["categories"], told["products"]):
        for row in table:
            for cells in (row["was"], row["would"]):
                cells |= {
                    name: money.show(cells[name])
                    for name in ("paid", "discount", "redeemed", "accrued", "margin")
                }
    for crowd in (told["winners"], told["losers"]):
        crowd["money"] = money.show(crowd["money"])
    return told


def _print(told: dict[str, Any]) -> None:
    click.echo(f"{'':<12}{'was':>18}{'would be':>18}{'difference':>18}")
    for name in (*_COUNTS, *_SUMS):
        was, would = told["was"][name], told["would"][name]
        numbers = (was, would, would - was)
        shown = numbers if name in _COUNTS else map(money.show, numbers)
        click.echo(f"{name:<12}" + "".join(f"{one!s:>18}" for one in shown))
    for name in ("winners", "losers"):
        crowd = told[name]
        click.echo(f"{name:<12}{crowd['members']:>18}{money.show(crowd['money']):>18}")
    click.echo(f"{'seconds':<12}{told['seconds']:>18}")
    if (check := told["check"]) is not None:
        same = "is" if check["ok"] else f"is not ({check['n_differing']} numbers differ)"
        click.echo(f"What was replayed {same} what the ledger has.")
        for one in check["differing"]:
            click.echo(f"{one['sale']} {one['what']}: {one['recorded']}, not {one['replayed']}")


def _moment(text: str | None, option: str) -> dt.datetime | None:
    try:
        return None if text is None else dt.datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is no moment, such as 2026-09-01.", param_hint=f"'{option}'"
        ) from None
