"""``python -m bench.year``: fill a company with the demo's year, by the import the demo uses.

Prints what a second reckoning has to know: by how many days the year was moved, and when the
company's campaigns begin. It needs the extra ``demo``: a year that was made up proves nothing.
"""

import json

from plushka.config.application import Unusable, application, task


def main() -> None:
    """Found the company, bring the year in, and say what became of it."""
    with application():
        from plushka.config.clock import now
        from plushka.config.demo.company import ensure_company
        from plushka.config.demo.promises import BEFORE
        from plushka.config.home import home
        from plushka.integrations.completejourney.finding import find_year
        from plushka.lib.days import local_day, start_of_day

        year = find_year()
        if year is None:
            raise Unusable("The year is not installed: install the extra demo.")
        company, _ = ensure_company(home(), at=now())
        task("fill")()
        founded = local_day(company.created_at, company.timezone)
        told = {
            "slug": company.slug,
            "receipts": year.n_baskets,
            "zone": company.timezone,
            # Its last day is the eve of the company's first; see ``year_of_sales``.
            "moved": (founded - year.last_day).days - 1,
            "until": start_of_day(founded - BEFORE, company.timezone).isoformat(),
        }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
