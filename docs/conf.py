"""Settings of the module "Stem cells in lupus"."""

from __future__ import annotations

import sys
from pathlib import Path

MEMBERS = Path(__file__).parent.parent / "_ext"
sys.path[:0] = [
    *(str(MEMBERS / name) for name in ("claims", "handout", "classroom")),
    str(Path(__file__).parent),
]

import reference_style

project = "Stem cells in lupus"
author = "Stem cells in lupus contributors"
copyright = "2026, Stem cells in lupus contributors. Text and figures CC BY 4.0, code MIT"
version = release = "0.1.0"
language = "en_GB"

extensions = [
    "myst_parser",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "sphinx_claims",
    "sphinx_classroom",
    "sphinx_handout",
    "tools_section",
]
exclude_patterns = ["_build", "tools/claims/gold"]
nitpicky = True
smartquotes = False

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]

bibtex_bibfiles = ["../references.bib"]
bibtex_tooltips = False  # the previews say it better, also to the keyboard
bibtex_default_style = reference_style.LIST_STYLE
bibtex_reference_style = reference_style.REFERENCE_STYLE

claims_profile = "strict"
claims_paths = {"tools/*": "off", "contribute/*": "off"}
claims_ledger = "evidence/ledger.yaml"
claims_status = "evidence/status.json"
claims_reports = ["json", "text", "impact"]
claims_badge = True
claims_preview = True
claims_quiet = True
claims_jsonld = {
    "@type": "LearningResource",
    "learningResourceType": "lesson",
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "isAccessibleForFree": True,
    "author": {"@type": "Organization", "name": author},
    "version": version,
}
claims_severity = {
    # until each lesson has its runs of sentences
    "neighbouring-citation": "off",
    "image-without-alt": "error",
    # counted until each is looked up; an identifier from memory would be worse than none
    "missing-identifier": "note",
    "number-typed-by-hand": "error",
    "number-without-record": "error",
    "raw-content": "error",
    "unused-suppression": "error",
}

handout_subtitle = "What is known, how sure we are, and a source for every statement"
handout_notice = (
    "This is teaching material, not medical advice. Ask your own lupus team about your own care."
)
handout_licence = "Text and figures CC BY 4.0, code MIT"
handout_use = [
    "This handout holds the whole module: seven lessons in the order of the review, the "
    "glossary, the references and an index. "
    "Each lesson opens with its aims, in the box After this page you can, and ends with "
    "questions, key points and its sources.",
    "To print one lesson, print the pages from its number below to the next. A class needs the "
    "lesson and the glossary; "
    "the references serve the whole course. Page numbers in brackets say where a link leads.",
    "The student edition has room to write an answer below each question. The instructor edition "
    "has the answer key, "
    "the plans with timings, and the discussion prompts with model answers.",
]
handout_citation = (
    "Stem cells in lupus contributors. Stem cells in lupus: an open teaching module. Version "
    "0.1. 2026."
)
handout_changes = ["0.1.0: first edition."]
# Manuals and long lists made by machine are for the screen; the charts are for paper as well.
handout_exclude = ["tools/**", "contribute/**", "evidence/[!c]*"]
handout_instructor = ["teach/*"]

# LaTeX is not supported, yet `sphinx-build -M latexpdf` comes to its end: pdfTeX lacks our signs,
# and a link in a caption breaks.
latex_engine = "xelatex"
latex_elements = {"preamble": r"\MakeRobust\hyperlink"}

html_theme = "furo"
html_title = "Stem cells in lupus"
html_static_path = ["_static"]
html_css_files = ["module.css", ("print.css", {"media": "print"})]
templates_path = ["_templates"]
html_context = {"notice": handout_notice}
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {"navigation_with_keys": False}
