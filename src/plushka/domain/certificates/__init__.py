"""Gift certificates: money paid ahead, an instrument of their own (D33).

Never mixed with points: a certificate has entries of its own, in kopecks; its balance is their
sum.
"""
