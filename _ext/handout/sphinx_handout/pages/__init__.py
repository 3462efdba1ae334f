"""What is printed: which pages, for whom, and where links land."""
