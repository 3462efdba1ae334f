"""What a page says of itself to machines.

JSON-LD with the works that it cites, in the words of schema.org.
"""

from __future__ import annotations

import json
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from sphinx_claims._foreign import pages_in
from sphinx_claims.core.identifiers import address_of, identifiers_of
from sphinx_claims.core.model import OTHERS, Author, Source
from sphinx_claims.showing.build_data import data_of

_TYPES = {
    "article": "ScholarlyArticle",
    "book": "Book",
    "inbook": "Chapter",
    "incollection": "Chapter",
    "online": "WebPage",
}


def takes_linked_data(builder: Builder) -> bool:
    """Tell whether a builder writes pages for a browser."""
    return isinstance(builder, StandaloneHTMLBuilder) and not builder.embedded


def linked_data(
    document: nodes.document, docname: str, title: str, env: BuildEnvironment, told: str
) -> str:
    """Return the element that holds the data of a page.

    :param told: JSON of what the project says of all its pages; it may replace anything but the
        citations
    """
    domain = data_of(env)
    known = {source.key: source for source in domain.bibliography.sources}
    keys = sorted({key for doc, _ in pages_in(document, docname) for key in domain.cited_on(doc)})
    description = env.metadata.get(docname, {}).get("description")
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "name": title,
        **({"description": description} if description else {}),
        "inLanguage": env.config.language.replace("_", "-"),
        "isPartOf": {"@type": "CreativeWork", "name": env.config.project},
        **json.loads(told),
        "citation": [_work(known[key]) for key in keys if key in known],
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).replace("<", "\\u003c")
    return f'<script type="application/ld+json">\n{text}\n</script>'


def _work(source: Source) -> dict[str, Any]:
    """Return a cited work, with what its entry holds."""
    journal, addresses = (
        source.get("journal") or source.get("journaltitle"),
        [*map(address_of, sorted(identifiers_of(source)))],
    )
    found = {
        "@type": _TYPES.get(source.get("type"), "CreativeWork"),
        "name": source.get("title"),
        "author": [
            {"@type": "Person", "name": _name(author)}
            for author in source.authors
            if author != OTHERS
        ],
        "datePublished": source.get("year") or source.get("date"),
        "isPartOf": {"@type": "Periodical", "name": journal} if journal else None,
        "sameAs": addresses,
    }
    return {name: value for name, value in found.items() if value}


def _name(author: Author) -> str:
    """Return a name with the given names first."""
    return " ".join(filter(None, (author.given, author.family, author.suffix)))
