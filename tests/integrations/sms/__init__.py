"""SMS providers with HTTP interfaces, against emulators that vendors' own clients proved."""
