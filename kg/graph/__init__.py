"""The graph: stores, loading, the query library.

One interface over one driver: a *local store* is a folder (an ArcadeDB server of its own, started
on demand), anything else a Neo4j server by address.
"""

from kg.graph.load import LoadReport
from kg.graph.opening import check_location, open_reader, open_store
from kg.graph.store import Store

__all__ = ["LoadReport", "Store", "check_location", "open_reader", "open_store"]
