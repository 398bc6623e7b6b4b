"""Strict reading of JSON: once fast, and when that fails once more, slowly, to name every fault.

msgspec decodes into structs in microseconds and stops at the first fault. So
only a body that is refused is read a second time, into a plain tree that keeps
numbers as they were written; the nodes of the shape then walk it and name each
wrong field by its path.
"""
