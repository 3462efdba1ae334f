"""What is decided about each unit, and how many of a page have a source."""
