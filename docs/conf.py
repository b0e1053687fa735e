"""How the pages are built; `make docs` does it. No page asks any other host for anything."""

from __future__ import annotations

import sys
from pathlib import Path

import rusgraf

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "rusgraf"
author = "The rusgraf editors"
project_copyright = "2026, the rusgraf editors. Code: MIT. Text, ontology and data: CC BY 4.0"
version = release = rusgraf.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_click", "rusgraf_pages"]
exclude_patterns = ["example"]
# What is shown is what was said: no quotation mark or dash of the data is changed.
smartquotes = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
# The foreign types have pages on other hosts, which a build does not ask.
nitpick_ignore_regex = [
    (
        "py:.*",
        r"(collections|datetime|pathlib|pd|pl|pyoxigraph|typing)\..*|Holding|Path|Picture|Quad|RemoteStore|Term|date",
    ),
    ("py:.*", r"(rusgraf\.files\.)?(Place|RawFile|SourceFile)|rusgraf\.validation\.findings\.Place"),
    ("py:.*", r"rusgraf\.(canned\.CannedQuery|pictures\.page\.Page)"),
]

html_theme = "furo"
html_title = "rusgraf"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_copy_source = False
html_show_sphinx = False
