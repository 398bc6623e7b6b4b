"""What leaves for the printer: codes as tables, and as sheets of labels with QR codes.

Each producer takes an iterator of numbers and codes and gives bytes as they come:
none knows where codes come from, none writes to a disk, and the memory of none grows
with how many there are.
"""
