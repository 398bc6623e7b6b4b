"""SMS through SMS.ru by its HTTP interface."""
