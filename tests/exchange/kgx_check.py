"""Run by a Python that has kgx: reads a KGX export with kgx and validates it, without network.

python kgx_check.py tsv PREFIX,PREFIX graph_nodes.tsv graph_edges.tsv
"""

import contextlib
import json
import logging
import sys
from pathlib import Path

import biolink_model
import bmt.toolkit

package = Path(next(iter(biolink_model.__path__)))
bmt.toolkit.Toolkit.__init__.__defaults__ = (
    str(package / "schema" / "biolink_model.yaml"),
    {"predicate mappings": []},
)
import kgx.config  # noqa: E402

context = json.loads((package / "prefixmaps" / "biolink-model-prefix-map.json").read_text())
kgx.config.jsonld_context_map["biolink"] = context

from kgx.transformer import Transformer  # noqa: E402
from kgx.validator import Validator  # noqa: E402

format, own, *paths = sys.argv[1:]
logging.disable()
transformer = Transformer()
transformer.transform({"filename": paths, "format": format})
graph = transformer.store.graph
validator = Validator()
validator.prefixes |= set(own.split(","))
with contextlib.redirect_stdout(sys.stderr):  # it reports there what it does
    validator.validate(graph)
json.dump(
    {
        "errors": validator.get_errors(),
        "required": [validator.required_node_properties, validator.required_edge_properties],
        "nodes": dict(graph.nodes(data=True)),
        "edges": [data for _, _, data in graph.edges(data=True)],
    },
    sys.stdout,
)
