"""Gift certificates: money paid ahead, an instrument of their own (D33).

A certificate is told by its code, of which a keyed digest is kept, and perhaps by a PIN besides.
Money comes in when it is sold or topped up, and goes out when it pays for a receipt or is paid
out; it is a means of payment and no discount, and never points.

Always true, and checked by ``plushka verify``:

- the balance of a certificate is the sum of its entries, in kopecks, and never below zero;
- an entry is written once and never edited; what was spent comes back by an entry of its own;
- nobody spends what is blocked, not paid for yet, or over, whether anybody wrote that down (T2).
"""
