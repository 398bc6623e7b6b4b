"""Draw the winners again: python check_draw.py draw.json list.csv (any Python from 3.11)."""

import bisect, csv, hashlib, hmac, json, sys  # noqa: E401

told = json.load(open(sys.argv[1], encoding="utf-8"))
listed = open(sys.argv[2], "rb").read()
seed, wrong = bytes.fromhex(told["seed"]), []
if hashlib.sha256(seed).hexdigest() != told["commitment"]:
    wrong.append("the seed is not the one that was promised when the draw opened")
if hashlib.sha256(listed).hexdigest() != told["list_digest"]:
    wrong.append("the list is not the one that was fixed when the draw closed")

signature = told.get("outside_signature")
if signature and hashlib.sha256(bytes.fromhex(signature)).hexdigest() != told["outside_value"]:
    wrong.append("the outside value does not follow from the signature of its round")

lines = list(csv.DictReader(listed.decode().splitlines()))
firsts = [int(line["first_ticket"]) for line in lines]
total = int(lines[-1]["last_ticket"]) if lines else 0
able = len(lines) if told["once_a_participant"] else total
wanted = sum(prize["count"] for prize in told["prizes"]) + told["reserves"]
key = seed + hashlib.sha256(listed).digest() + told["outside_value"].encode()
counter, gone, winners = 0, set(), []
while len(winners) < min(wanted, able):
    number = int.from_bytes(hmac.digest(key, counter.to_bytes(8, "big"), "sha256")[:8], "big")
    counter += 1
    if number >= 2**64 - 2**64 % total:  # such numbers would favour the first tickets
        continue
    ticket = number % total + 1
    line = bisect.bisect_right(firsts, ticket) - 1
    out = line if told["once_a_participant"] else ticket
    if out not in gone:
        gone.add(out)
        winners.append(ticket)
if winners != told["winners"]:
    wrong.append(f"the winners are {winners}")
print("\n".join(wrong) or f"right: {winners}")
sys.exit(bool(wrong))
