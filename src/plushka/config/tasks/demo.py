"""Serve the demo, with its year brought in and its jobs done beside it."""

import click

from plushka.config import logs
from plushka.config.children import beside
from plushka.config.clock import now
from plushka.config.demo.company import ensure_company
from plushka.config.demo.members import ensure_members
from plushka.config.home import home
from plushka.config.serve import serve


def run(*, host: str, port: int) -> None:
    """Serve until told to stop."""
    logs.configure()
    company, sign_in = ensure_company(home(), at=now())
    ensure_members(company, at=now())
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"«Липа» is at http://{shown}:{port}/")
    click.echo(f"Cashier   {sign_in['cashier']['email']}  {sign_in['cashier']['password']}")
    click.echo(f"Owner     {sign_in['owner']['email']}  {sign_in['owner']['password']}")
    click.echo(f"Key       {sign_in['key']}")
    with beside("plushka.config.demo.behind"):
        serve(host, port, 1)
