"""Codes a person tells the cashier, to prove a phone or agree to a redemption (T26, E22, E23).

Always true:

- a code is kept as a keyed digest, never in the clear;
- it is bound to one member, or to the phone of somebody who has not joined,
  to one outlet, to one purpose, and to the sum it was asked for: one asked for
  without a sum is good for any, one with a sum for any up to it;
- it lives as long and stands as many wrong tries as the programme says (five
  minutes, five tries), works once, and a new one ends the old one;
- a code for joining is never good for a redemption, and none of the two for
  what members do in their own cabinet, where codes are told to no cashier and
  so have no outlet;
- a wrong try is counted even though the request that brought it is refused.
  It is all such a request leaves behind: ``ConfirmationWrong`` is a refusal
  that is *remembered*, that is, its transaction commits what was written
  before it. In a list of sales the tries are one more statement of the list,
  which commits whatever became of each sale.
"""
