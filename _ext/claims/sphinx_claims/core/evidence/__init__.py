"""What sources found, as recorded, and how the text is held against it."""
