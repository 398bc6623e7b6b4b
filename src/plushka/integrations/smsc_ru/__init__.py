"""SMS through SMSC.ru, and its sisters in other countries, by their HTTP interface."""
