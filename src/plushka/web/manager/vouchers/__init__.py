"""The pages of vouchers: what is typed into their form."""
