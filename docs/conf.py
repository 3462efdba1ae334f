"""Settings of the module "Stem cells in lupus"."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent / "_ext"), str(Path(__file__).parent)]

import reference_style

project = "Stem cells in lupus"
author = "Stem cells in lupus contributors"
copyright = "2026, Stem cells in lupus contributors. Text and figures CC BY 4.0, code MIT"
version = release = "0.1.0"
language = "en_GB"

extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "sphinx_claims"]
exclude_patterns = ["_build", "checker/gold"]
nitpicky = True
smartquotes = False

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]

bibtex_bibfiles = ["../references.bib"]
bibtex_tooltips = False  # the previews say it better, also to the keyboard
bibtex_default_style = reference_style.LIST_STYLE
bibtex_reference_style = reference_style.REFERENCE_STYLE

claims_profile = "strict"
claims_paths = {"checker/*": "off"}
claims_reports = ["json", "text"]
claims_badge = True
claims_preview = True
claims_severity = {"image-without-alt": "error", "raw-content": "error", "unused-suppression": "error"}

html_theme = "furo"
html_title = "Stem cells in lupus"
html_static_path = ["_static"]
html_css_files = ["module.css"]
templates_path = ["_templates"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {"navigation_with_keys": False}
