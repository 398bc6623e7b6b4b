"""A purchase: quoted, recorded, returned.

Always true:

- a receipt is recorded once: (outlet, receipt) names it for ever, and the
  same again gets the stored answer (T6);
- ``total`` − ``discount`` − ``redeemed`` = ``to_pay``, in the sale and in each
  line, and the lines add up to the sale (I9);
- a sale keeps the programme version and what was known of the member when it
  was recorded; a return is decided with the same (T11);
- one bad sale never fails its neighbours.
"""
