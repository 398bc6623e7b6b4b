"""Where a promise is tried before it is made: examples that must come out right (B22), and trials.

An *example* is a worked receipt: what was bought, where the member stood, and the numbers it has
to come to. It is decided by the rules a sale is decided by, against a draft or a version, with
nothing read and nothing written. A draft is published from here, and only while every example
comes out as it says.

Always true:

- an example names no person: it keeps where a member stood, not who it was;
- the same example against the same programme comes to the same numbers, whenever it is run.
"""
