"""How a tier earns and what it takes off, as forms: a percent, bands, steps, days."""
