"""MAX: a bot of the company's, for those who may not use foreign messengers.

Its certificate is issued by a root that systems outside Russia do not trust: add that root to the
system's own, which is what we trust.
"""
