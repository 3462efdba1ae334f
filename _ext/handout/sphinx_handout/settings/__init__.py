"""What the project asks for: the settings, and the table of them for the manual."""
