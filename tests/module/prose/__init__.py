"""How a text reads: one counter, and the two ways to get at a text."""
