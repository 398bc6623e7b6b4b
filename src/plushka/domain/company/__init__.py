"""A company as its people run it: what it is called and looks like, its outlets, its keys.

Always true:

- every change is recorded with what was before and after, in its transaction;
- whoever edits says which edition they saw; of two at once the second is refused;
- an outlet and a key are closed and revoked, never deleted: what they did points at them.
"""
