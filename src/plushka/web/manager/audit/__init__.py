"""The record of changes, in words people read."""
