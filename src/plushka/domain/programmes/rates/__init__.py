"""How a sum becomes points or a discount: one small file for each kind of rate.

A rate turns a base into an exact result, in millionths of a hundredth, and the facts that explain
it. It never rounds: that is done once, by the rule that asked (T10).
"""
