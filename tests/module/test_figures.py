"""The numbers that figures draw: those of the sources that their captions cite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from docutils import nodes

from conftest import Built
from module.conftest import DOCS
from sphinx_claims.core.evidence.admissible import admit, together
from sphinx_claims.core.evidence.agreement import disagreements_in
from sphinx_claims.core.model import Location
from sphinx_claims.files.bibliography import read_bib_file
from sphinx_claims.files.ledger import read_ledger

PLACE = Location(doc=None, source="conf.py", line=1)
OF_THE_FIGURE = {
    ("figures/two-pathways.svg", "5"): "the fifth step of each pathway",
    ("figures/evidence-designs.svg", "10"): "of ten imagined people",
}
"""Numbers that no source has, and what each counts."""


def figures(module: Built) -> Iterator[tuple[str, list[str], set[str]]]:
    """Yield path, texts and cited keys of each drawn figure, its alternative text included."""
    for document in module.doctrees.values():
        for figure in document.findall(nodes.figure):
            for image in figure.findall(nodes.image):
                if str(image["uri"]).startswith("figures/"):
                    cited = [
                        node["reftarget"]
                        for node in figure.findall(nodes.Element)
                        if node.get("refdomain") == "cite"
                    ]
                    keys = {
                        key.strip()
                        for target in cited
                        for key in re.sub(r"\{[^}]*\}", "", target).split(",")
                    }
                    drawn = ET.parse(DOCS / image["uri"]).iter()
                    told = [
                        "".join(one.itertext())
                        for one in drawn
                        if one.tag.split("}")[1] in {"title", "desc", "text"}
                    ]
                    yield image["uri"], [*told, str(image["alt"])], keys


def test_numbers_in_figures_are_those_of_the_sources_of_their_captions(module: Built) -> None:
    ledger = read_ledger(DOCS / "evidence" / "ledger.yaml", "ledger.yaml", "ledger.yaml", PLACE)
    years = {
        source.key: source.get("year")
        for source in read_bib_file(DOCS.parent / "references.bib", "b", PLACE).sources
    }
    strange = set()
    seen = 0
    for path, texts, keys in figures(module):
        known = together(admit(ledger.sources[key], years[key]) for key in sorted(keys))
        seen += sum(len(re.findall(r"\d+", text)) for text in texts)
        strange |= {(path, one.told) for text in texts for one in disagreements_in(text, known)}
    assert seen > 60
    assert strange == set(OF_THE_FIGURE)
