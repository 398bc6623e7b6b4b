"""How staff sign in, as they set it up themselves: allauth's views in our words and pages."""
