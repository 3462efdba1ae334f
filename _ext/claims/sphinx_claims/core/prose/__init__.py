"""One sentence at a time: how it is told from its neighbours, and what it sounds like."""
