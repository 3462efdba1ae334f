"""Whether a text states something, whatever it is about."""
