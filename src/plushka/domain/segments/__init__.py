"""Named groups of members, each said by a condition.

A segment keeps nobody's name: who is in it is asked whenever it matters, in
one statement over all members of the tenant.

Always true:

- the condition is one on members, in its normal form;
- a change makes the next version, and is refused when based on an older one;
- the erased are in no segment.
"""
