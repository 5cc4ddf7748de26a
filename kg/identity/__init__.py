"""Which authors are one person: names compared, evidence weighed, groups made. Knows no store.

>>> from kg.identity import Bearer, resolve
>>> one = Bearer("a:1", ("James Whittington",), papers=frozenset(["p1"]), co_authors=frozenset(["behrens t"]))
>>> other = Bearer("a:2", ("James C. R. Whittington",), papers=frozenset(["p2"]), co_authors=frozenset(["behrens t"]))
>>> [group.members for group in resolve([one, other])]
[('a:1', 'a:2')]
"""  # noqa: E501

from kg.identity.bearers import Bearer
from kg.identity.groups import Group, pinned, resolve
from kg.identity.weights import Weights, estimate

__all__ = ["Bearer", "Group", "Weights", "estimate", "pinned", "resolve"]
