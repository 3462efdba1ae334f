"""A project that has nothing but Sphinx and the installed extension."""

extensions = ["sphinx_handout"]
project = "Cells"
language = "en"
