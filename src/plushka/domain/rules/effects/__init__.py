"""What a rule yields: one small file for each effect. Declared here, carried out above."""
