"""A command that a person runs on purpose: ask services about the works of a bibliography.

No build imports any of this.
"""
