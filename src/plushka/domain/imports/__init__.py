"""Moving in: sales of the past, brought from a file.

Always true:

- every receipt goes through ``sales.record``, in order of its moment, ties in
  the order of the file;
- an import that was cut off and runs again ends with the same rows: a receipt
  that is there already is a repeat, and one that differs from what is there is
  refused;
- what cannot be taken is written to a file of its own with the reason, and
  the rest is taken.
"""
