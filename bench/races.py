"""``python -m bench.races``: many at once, where only one may win.

- fifty threads spend 100 of 1 000 points: exactly ten succeed;
- the same receipt eight times at once: one sale, eight equal answers;
- two servers get lists with members and receipts in random order: no deadlock
  reaches a caller, and every list is answered sale by sale.
"""

import argparse
import random
import sys
import threading
import time
from collections import Counter
from functools import partial
from itertools import count
from typing import Any

from bench.clerks import GOOD, Line, Unheard, all_at_once
from bench.people import add_members, phone, sale
from bench.selling import record
from bench.stage import Company, Server, Stage, stage

MEMBERS = 30
SPENDERS, SPENT, HELD = 50, "100.00", "1000.00"
COPIES = 8
LIST, LISTERS = 20, 6
_numbers = count(1)


def furnish(stage: Stage) -> Company:
    """Found a company with members."""
    company = stage.found("races")
    with stage.connect() as connection:
        add_members(connection, company, MEMBERS)
    return company


def spend(servers: list[Server], company: Company, *, member: int) -> list[str]:
    """Let fifty spend 100 of the 1 000 of one member; give what is not as it should be."""
    # 5 % of 20 000.00 are the 1 000.00.
    name = f"spend{next(_numbers)}"
    earned = _total(member, f"{name}-earn", "20000.00")
    if record(servers[0], company, earned)["balance"]["spendable"] != HELD:
        return [f"member {member} does not hold {HELD}"]
    answers = all_at_once(
        [
            partial(
                _ask,
                random.choice(servers),
                company,
                _total(member, f"{name}-{number}", SPENT) | {"redeem": SPENT},
            )
            for number in range(SPENDERS)
        ]
    )
    told = Counter((status, answer.get("code")) for status, answer in answers)
    wanted = {(201, None): 10, (422, "not_enough_points"): SPENDERS - 10}
    return [] if told == wanted else [f"spenders were told {dict(told)}"]


def copies(servers: list[Server], company: Company, *, member: int | None) -> list[str]:
    """Send one receipt eight times at once; give what is not as it should be."""
    body = _total(member, f"copy{next(_numbers)}", "500.00")
    answers = all_at_once(
        [partial(_ask, servers[place % len(servers)], company, body) for place in range(COPIES)]
    )
    told = Counter(status for status, _ in answers)
    wrong = [] if told == {201: 1, 200: COPIES - 1} else [f"copies were told {dict(told)}"]
    first = answers[0][1]
    return wrong + [f"{answer} is not {first}" for _, answer in answers if answer != first]


def lists(servers: list[Server], company: Company, *, seconds: float) -> tuple[int, list[str]]:
    """Send lists in random order to all servers for a while; give how many, and what went wrong.

    A receipt is told the same by everybody, so any server may record it and
    all others have to answer as it did. After each list one of its sales is
    brought back, by whoever comes first.
    """
    until = time.monotonic() + seconds
    wrong: list[str] = []
    sent = count()
    name = f"list{next(_numbers)}"
    threads = [
        threading.Thread(target=_lister, args=(server, company, name, until, sent, wrong))
        for server in servers
        for _ in range(LISTERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return next(sent), wrong


def _lister(
    server: Server,
    company: Company,
    name: str,
    until: float,
    sent: "count[int]",
    wrong: list[str],
) -> None:
    line = Line([server.port], company.key)
    began = time.monotonic()
    while (now := time.monotonic()) < until and not wrong:
        # All draw from the same few receipts at the same time, and move on together.
        first = int((now - began) * 2) * LIST
        receipts = random.sample(range(first, first + 2 * LIST), LIST)
        body = {"sales": [_told_by_all(f"{name}-{number}", number) for number in receipts]}
        try:
            status, _, answer = line.ask("POST", "/sales/batch", body)
        except Unheard as unheard:
            wrong.append(str(unheard))
            return
        results = answer["results"] if status == GOOD[0] else [answer]
        bad = [f"{status}: {one}" for one in results if one.get("status") not in GOOD]
        wrong += bad or _return(line, random.choice(results)["id"], f"{name}-{next(sent)}")
    line.close()


def _return(line: Line, sale: str, receipt: str) -> list[str]:
    """Bring a sale back, which others may do at the same time."""
    try:
        status, _, told = line.ask("POST", f"/sales/{sale}/returns", {"receipt": receipt})
    except Unheard as unheard:
        return [str(unheard)]
    is_well = status in GOOD or told["code"] == "already_returned"
    return [] if is_well else [f"{status}: {told}"]


def _told_by_all(receipt: str, number: int) -> dict[str, Any]:
    """Say a sale that anybody would say the same; some have no member, some redeem."""
    if number % 10 == 0:
        return _total(None, receipt, "100.00")
    more = {"redeem": "max"} if number % 4 == 0 else {}
    return sale(number * 7 % MEMBERS + 1, receipt, **more)


def _total(member: int | None, receipt: str, total: str) -> dict[str, Any]:
    who = None if member is None else {"phone": phone(member)}
    return {"member": who, "outlet": "main", "receipt": receipt, "total": total}


def _ask(server: Server, company: Company, body: dict[str, Any]) -> tuple[int, Any]:
    line = Line([server.port], company.key)
    try:
        status, _, told = line.ask("POST", "/sales", body)
    except Unheard as unheard:
        return 0, {"code": str(unheard)}
    finally:
        line.close()
    return status, told


def deadlocks(stage: Stage) -> int:
    """Count the deadlocks that the database broke; callers must not have noticed."""
    with stage.connect() as connection:
        found = connection.execute(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        ).fetchone()
        return int(found[0]) if found else 0


def race(stage: Stage, *, seconds: float, times: int) -> list[str]:
    """Run all of them on two servers; give what went wrong."""
    company = furnish(stage)
    servers = [stage.serve(workers=1) for _ in range(2)]
    wrong = [told for turn in range(times) for told in spend(servers, company, member=turn + 1)]
    print(f"{SPENDERS} spent {SPENT} of {HELD} at once, {times} times")
    for _ in range(times):
        wrong += copies(servers, company, member=MEMBERS) + copies(servers, company, member=None)
    print(f"the same receipt {COPIES} times at once, {2 * times} times")
    sent, told = lists(servers, company, seconds=seconds)
    print(
        f"{sent} lists of {LIST} sales by two servers in {seconds:.0f} s;"
        f" deadlocks in the database {deadlocks(stage)}, told to callers {len(told)}"
    )
    return wrong + told + [str(one) for one in stage.verify()["broken"]]


def main() -> int:
    """Race as long as asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.races", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600, help="of lists (600)")
    parser.add_argument("--times", type=int, default=10, help="for the others (10)")
    asked = parser.parse_args()
    with stage() as scratch:
        wrong = race(scratch, seconds=asked.seconds, times=asked.times)
    print(f"wrong: {len(wrong)}")
    for one in wrong[:20]:
        print(one)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
