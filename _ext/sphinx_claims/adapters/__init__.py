"""The half that touches Sphinx, docutils and files."""
