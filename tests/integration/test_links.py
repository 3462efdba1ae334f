"""What data may become: links to the web alone, and cells that no spreadsheet runs."""

from __future__ import annotations

import re

import pytest

from conftest import CONF, REFS, Project
from sphinx_claims.core.identifiers import is_web_address

PAGE = """\
# Title

Cells live {cite:p}`Bad`.

```{claims-sources}
```

```{claims-impact}
```

```{bibliography}
```
"""
NO_LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//example.org/x",
    "/x",
    "x",
    "",
    "https:",
    "https://",
    "https://example.org/a b",
    "https://example.org/\u202ecod",
    "https://example.org/\u200b",
    "https://example.org/\ud800",
    "https:\\\\example.org",
    'https://example.org/"onclick=',
    "ftp://example.org/",
    "view-source:https://example.org/",
]


@pytest.mark.parametrize("address", NO_LINKS)
def test_what_is_no_address_of_the_web_is_no_link(address: str) -> None:
    assert not is_web_address(address)


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "HTTP://example.org/a?b=c#d", "https://example.org/é(1)/%20"],
)
def test_an_address_of_the_web_is_a_link(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "DATA:text/html,x", "vbscript:x"])
def test_an_address_that_a_browser_would_run_is_text(project: Project, address: str) -> None:
    entry = f"@misc{{Bad, author = {{Ng, A.}}, title = {{T}}, year = 2020, url = {{{address}}}}}\n"
    project.write("refs.bib", REFS + entry)
    project.write("index.md", PAGE)
    project.write("conf.py", CONF + "claims_preview = True\nclaims_jsonld = {'@type': 'Article'}\n")
    html = project.build("html").out.joinpath("index.html").read_text(encoding="utf-8")
    assert f'<span class="claims-url">{address}</span>' in html
    start = html.index('class="claims-previews')
    previews = html[start : html.index("</div>", start)]
    assert address in previews
    views = html[: html.index('class="docutils container"')]
    linked = re.findall(r'href="([^"]*)"', views + previews)
    scheme = address.partition(":")[0].lower()
    assert linked
    assert [one for one in linked if one.lower().startswith(scheme)] == []
