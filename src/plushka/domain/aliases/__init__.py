"""One alias names a person to every company that asks for it (U35 to U37, B8, T36).

The only thing companies share. It knows a person by a keyed digest of their phone, and no company:
points, names and consents stay with each company, whose members say the same word at its tills.
"""
