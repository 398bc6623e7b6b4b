"""SMS through TurboSMS, for Ukraine, by its HTTP interface."""
