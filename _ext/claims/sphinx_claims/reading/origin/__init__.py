"""Where the text of a document was written: files, their lines, the docstrings in them.

- ``docstrings``: the lines at which the docstrings of a Python file begin
- ``sources``: the files that documents came from, and the lines of nodes in them
"""
