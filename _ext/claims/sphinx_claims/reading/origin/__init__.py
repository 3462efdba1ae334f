"""Where the text of a document was written: files, their lines, the docstrings in them.

- ``wordlines``: the words of a file, and the lines that they stand on
- ``docstrings``: the lines of the docstrings of a Python file
- ``defining``: what a docstring describes, and the files that may define it
- ``sources``: the files that documents came from, and the lines of nodes in them
- ``genres``: documents, sections and blocks, and the genre of their text
"""
