"""What stands around the pages: cover and contents before them, key and index behind."""
