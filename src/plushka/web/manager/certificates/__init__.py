"""The pages of certificates: what is typed into their form, and their files."""
