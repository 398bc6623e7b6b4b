"""Codes under the cap: printed by the batch, each activated once (U1 to U9, T24, T25)."""
