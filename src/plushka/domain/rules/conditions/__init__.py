"""The tree of a condition: read, brought into its normal form, asked, told, written."""
