"""What pages are made of besides words: glyphs, formulas, pictures."""
