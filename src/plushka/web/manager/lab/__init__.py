"""The lab: what pages say of a replay, and of what a shop can afford to give."""
