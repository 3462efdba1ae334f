"""Pictures, figures, and what paper cannot hold: videos, scripts, raw HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docutils import nodes

from sphinx_handout._foreign import VIDEO_ADDRESSES, VIDEO_ID, VIDEO_TEXTS
from sphinx_handout.markup import call, content, escape, string, unescape
from sphinx_handout.messages import Subtype, warn
from sphinx_handout.translate.parts import set_apart
from sphinx_handout.translate.tables import Tables, is_free

_TAG = re.compile(r"<!--.*?-->|<[^>]+>", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style|svg)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_SHOWS = re.compile(
    r"<(?:img|iframe|video|audio|object|embed|svg|canvas|script|form|input|button|math)\b",
    re.IGNORECASE,
)
"""Marks that show something though they hold no text."""
_MACHINERY = re.compile(
    r"(?:\s|<!--.*?-->|<(script|style)\b.*?</\1\s*>)*", re.DOTALL | re.IGNORECASE
)
_ADDRESS = re.compile(r"""\b(?:src|href|data)\s*=\s*["'](https?://[^"']+)["']""")
_FILE = re.compile(r"""\b(?:src|data)\s*=\s*["']([^"']+)["']""")
_TITLE = re.compile(r"""\b(?:title|alt|aria-label)\s*=\s*["']([^"']+)["']""")
_LINE_BREAK = re.compile(r"^\s*<br\s*/?>\s*$")
_CHECKBOX = re.compile(r"^<input\b[^>]*type=.checkbox.[^>]*>\s*$")
_CHECKED = re.compile(r"\bchecked\b")
_LENGTH = re.compile(r"^([0-9.]+)\s*(%|px|pt|em|rem|ex|cm|mm|in|pc)?$")
_UNITS = {
    "px": (0.75, "pt"),
    "rem": (1.0, "em"),
    "ex": (0.5, "em"),
    "pc": (12.0, "pt"),
    "": (0.75, "pt"),
}


class Media(Tables):
    """Pictures and their kin."""

    def render_image(self, node: nodes.Element) -> str:
        """Set a picture; one without description is reported and gets its file's name."""
        uri = str(node["uri"])
        path = self.work.images.get(uri)
        alt = node.get("alt")
        if path is None:
            warn(
                Subtype.IMAGE,
                f"the picture {uri} is not at hand, so it is not printed",
                self.where(node),
            )
            return self.anchors(node) + self._elsewhere(
                str(alt or uri), uri if "://" in uri else ""
            )
        if alt is None:
            warn(Subtype.ALT_TEXT, f"the picture {uri} has no alternative text", self.where(node))
            alt = uri.rpartition("/")[2]
        self.readable(self.work.letters.get(uri, ""), node)
        inline = isinstance(node.parent, nodes.TextElement) and not isinstance(
            node.parent, nodes.reference
        )
        picture = call(
            "kit.picture",
            string(path),
            string(str(alt)),
            width=length(str(node.get("width", ""))),
            scale=f"{node['scale']}%" if node.get("scale") else None,
            inline="true" if inline else None,
            align=str(node["align"]) if node.get("align") in {"left", "center", "right"} else None,
        )
        return self.anchors(node) + picture + ("" if inline else "\n\n")

    def render_figure(self, node: nodes.Element) -> str:
        """Set a picture, or whatever an author put in its place, with caption and legend."""
        caption, rest = set_apart(node, nodes.caption)
        legend, _ = set_apart(node, nodes.legend)
        rest = [child for child in rest if child is not legend]
        text = content(self.numbered("figure", caption, node)) if caption is not None else None
        below = content(self.inside(legend).strip()) if legend is not None else None
        floats = (
            "true"
            if is_free(node) and any(isinstance(child, nodes.image) for child in rest)
            else None
        )
        body = self.render_all(rest).strip()
        return (
            self.anchors(node)
            + call("kit.captioned", body=body, caption=text, legend=below, floats=floats)
            + "\n\n"
        )

    def render_caption(self, node: nodes.Element) -> str:
        """Set a caption outside a figure, such as that of code."""
        return call("kit.rubric", body=self.inside(node)) + "\n\n"

    def render_legend(self, node: nodes.Element) -> str:
        """Set a legend outside a figure."""
        return self.inside(node)

    # What paper cannot hold

    def render_raw(self, node: nodes.Element) -> str:
        """Set raw Typst as it is; put a note in the place of raw HTML.

        Leave out what is for another format.
        """
        formats = str(node.get("format", "")).split()
        if "typst" in formats:
            return node.astext()
        return self._html(node.astext(), node) if "html" in formats else ""

    def _html(self, html: str, node: nodes.Element) -> str:
        if node.line is None and _MACHINERY.fullmatch(html):
            return ""  # an extension's, for its page on the web: no author wrote it
        if _CHECKBOX.match(html):
            return "☑ " if _CHECKED.search(html) else "☐ "
        if _LINE_BREAK.match(html):
            return " #linebreak()\n"
        words = " ".join(unescape(_TAG.sub(" ", _HIDDEN.sub(" ", html))).split())
        return self._note_on(html, words, node) if words or _SHOWS.search(html) else ""

    def _note_on(self, html: str, words: str, node: nodes.Element) -> str:
        """Say what of raw HTML can be said: its title, its words, its address."""
        warn(
            Subtype.RAW_CONTENT,
            "raw HTML cannot be printed; a note stands in its place",
            self.where(node),
        )
        title = next(iter(_TITLE.findall(html)), "")
        address = next(iter(_ADDRESS.findall(html)), "")
        text = self.readable(
            " \u2013 ".join(part for part in (unescape(title), words) if part), node
        )
        if isinstance(node.parent, nodes.TextElement):
            return escape(text) or (
                call("kit.web", string(unescape(address)), "false", body=escape(address))
                if address
                else ""
            )
        file = next(iter(_FILE.findall(html)), "")
        return self.anchors(node) + self._elsewhere(
            text or ("" if address else unescape(file)), unescape(address)
        )

    def _elsewhere(self, text: str, address: str) -> str:
        """Return a line that says what is on the web, with a QR code of its own or the page's."""
        where = address or (self.address_of(self.place.docname, "") if self.work.url else "")
        drawn = self.work.qr(where) if where else ""
        code = string(drawn) if drawn else "none"
        title = content(
            escape(self.work.words["on-the-web"] if where else self.work.words["not-printed"])
        )
        return call("kit.elsewhere", title, code, string(where), body=escape(text)) + "\n\n"

    def set_video(self, node: nodes.Element) -> str:
        """Put a note in the place of a video, whichever extension made it."""
        address = _first_of(node, VIDEO_ADDRESSES)
        text = _first_of(node, VIDEO_TEXTS) or node.astext() or "Video"
        if not address and node.get(VIDEO_ID):
            address = f"https://www.youtube.com/watch?v={node[VIDEO_ID]}"
        warn(
            Subtype.RAW_CONTENT,
            "a video cannot be printed; a note stands in its place",
            self.where(node),
        )
        return self.anchors(node) + self._elsewhere(
            self.readable(text, node), address if "://" in address else ""
        )


def _first_of(node: nodes.Element, names: Iterable[str]) -> str:
    """Return the first of some attributes that says something."""
    return next((str(node[name]) for name in names if node.get(name)), "")


def length(text: str) -> str | None:
    """Return a length of docutils in a unit that Typst knows.

    >>> length("200px"), length("50%"), length("auto")
    ('150pt', '50%', None)
    """
    found = _LENGTH.match(text.strip())
    if not found:
        return None
    number, unit = float(found[1]), found[2] or ""
    factor, name = _UNITS.get(unit, (1.0, unit))
    return f"{number * factor:g}{name}"
