"""A report as text, JSON, SARIF and other formats."""
