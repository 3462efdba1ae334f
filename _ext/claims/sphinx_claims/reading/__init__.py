"""Documents to sentences with their places.

The data flow from a doctree over runs of text to sentences. Each module imports those above it
only:

- ``origin``: where the text was written: files, their lines, the docstrings in them
- ``places``: where a node stands, and what it inherits from the nodes around it
- ``skips``: text that readers see and that is no unit, by kind
- ``textrun``: plain text with marks at its offsets
- ``citing``: what a citation is: each form, and what it leads to
- ``inline``: what each kind of inline node puts into a run of text
- ``sentences``: which mark belongs to which sentence of a block
- ``units``: the units and defects of a page, as they are found
- ``walk``: through a document, in reading order
- ``defects``: mark-up that cannot mean what its author wanted
- ``translations``: translated blocks beside their sources
- ``paragraphs``: running text to units
- ``tables``: rows to units
- ``blocks``: what each kind of block hands down to what stands in it
- ``doctree``: from a document to its page, each kind of node to what collects it
- ``conditions``: which parts of a page a build does not judge
"""
