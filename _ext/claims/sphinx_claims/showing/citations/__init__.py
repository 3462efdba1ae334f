"""Citations on a page: their links, their marks, and what shows when one is pointed at."""
