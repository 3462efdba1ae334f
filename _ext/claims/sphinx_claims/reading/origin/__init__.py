"""Where the text of a document was written: files, their lines, the docstrings in them.

- ``wordlines``: the words of a file, and the lines that they stand on
- ``docstrings``: the lines of the docstrings of a Python file
- ``sources``: the files that documents came from, and the lines of nodes in them
"""
