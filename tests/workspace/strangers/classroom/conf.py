"""A project that has nothing but Sphinx and the installed extensions."""

extensions = ["sphinx_claims", "sphinx_classroom"]
