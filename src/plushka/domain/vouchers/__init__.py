"""A right to a discount or goods, with a code of its own, used once in a sale (U11).

Never points: a voucher is given out, used, given back by a return, or ends.
"""
