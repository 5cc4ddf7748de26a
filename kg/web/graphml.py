"""A slice as GraphML (Brandes et al. 2002, graphml.graphdrawing.org)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from kg.web.slices import Slice

# XML 1.0 has no way to write these.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="label" for="node" attr.name="label" attr.type="string"/>
<key id="kind" for="node" attr.name="kind" attr.type="string"/>
<key id="relation" for="edge" attr.name="relation" attr.type="string"/>
<key id="works" for="node" attr.name="works" attr.type="int"/>
<key id="together" for="edge" attr.name="works" attr.type="int"/>
<graph edgedefault="undirected">
"""


def written(slice: Slice) -> str:
    """The slice as one GraphML document."""
    nodes = [
        f'<node id={_quoted(node.id)}><data key="label">{_text(node.label)}</data>'
        f'<data key="kind">{node.kind}</data><data key="works">{node.works}</data></node>\n'
        for node in slice.nodes
    ]
    edges = [
        f"<edge source={_quoted(edge.source)} target={_quoted(edge.target)}>"
        f'<data key="relation">{edge.kind}</data><data key="together">{edge.works}</data></edge>\n'
        for edge in slice.edges
    ]
    return "".join([_HEAD, *nodes, *edges, "</graph>\n</graphml>\n"])


def _text(text: str) -> str:
    return escape(_NOT_IN_XML.sub("�", text))


def _quoted(text: str) -> str:
    return quoteattr(_NOT_IN_XML.sub("�", text))
