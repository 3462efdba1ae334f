"""What lets a project with drawings through LaTeX, which this package does not otherwise serve."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_handout.messages import Subtype, warn

_DRAWINGS = (".svg", ".svgz", ".webp", ".gif")
"""Pictures at which LaTeX stops."""


class DescribeDrawings(SphinxPostTransform):
    """Put a picture's description in its place where LaTeX would stop and nothing converts it."""

    default_priority = 300  # after Sphinx's own converters of pictures
    builders = ("latex",)

    def run(self, **kwargs: object) -> None:
        """Look over the pictures of one page."""
        for image in list(self.document.findall(nodes.image)):
            uri = str(image["uri"])
            if set(image.get("candidates", {})) <= {"*"} and uri.lower().endswith(_DRAWINGS):
                warn(
                    Subtype.IMAGE,
                    f"LaTeX cannot hold {uri}; its description stands in its place",
                    image,
                )
                text = nodes.emphasis("", f"[{image.get('alt') or uri}]")
                inline = isinstance(image.parent, nodes.TextElement)
                image.replace_self(text if inline else nodes.paragraph("", "", text))
