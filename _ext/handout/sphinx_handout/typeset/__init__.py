"""From Typst to the PDF: what is checked, compiled, tagged and saved."""
