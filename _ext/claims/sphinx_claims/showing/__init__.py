"""What readers see of the report: views, previews, charts, linked data."""
