"""The dated promise: when, for whom, where and on what which rules hold, and what it may cost.

A campaign is worked on as a draft and launched as a version, which never changes; launching again
or stopping makes the next one. What it gives is counted against its budgets in the transaction
that gives it, and given back with what comes back (T32).

Always true:

- of a campaign at most one version is in force at any moment: the one launched last before it;
- a launched version stays as it was, and a sale keeps which one it was judged by (T11);
- no counter is above its budget or below zero: the database refuses it.
"""
