project = "Kitchen sink"
author = "Ada Marker"
release = "1.2"
language = "en_GB"
extensions = [
    "myst_parser",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "sphinx_handout",
    "sphinx.ext.ifconfig",
]
myst_enable_extensions = [
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "amsmath",
    "tasklist",
    "fieldlist",
]
bibtex_bibfiles = ["refs.bib"]
bibtex_reference_style = "author_year"
numfig = True
today = "1 January 2026"
handout_authors = [{"name": "Ada Marker", "orcid": "0000-0002-1825-0097"}]
handout_url = "https://example.org/book"
handout_feedback = "https://example.org/feedback"
handout_notice = "noticemark: not advice."
handout_licence = "licencemark"
handout_use = ["usemark"]
handout_citation = "citationmark"
handout_changes = ["changemark"]
handout_exclude = ["left-out"]
handout_instructor = ["teach"]
