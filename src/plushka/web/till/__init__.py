"""The till: find or enrol a member, quote, redeem, record, return, and say why.

Made for a keyboard and a scanner, a tablet, and a slow line. Every form works
without JavaScript, and may be sent twice: a receipt is recorded once.
"""
