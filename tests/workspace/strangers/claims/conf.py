"""A project that has nothing but Sphinx and the installed extension."""

extensions = ["sphinx_claims"]
claims_profile = "strict"
