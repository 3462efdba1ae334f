"""What a citation is, as far as words alone can tell: forms, works that are named, references."""
