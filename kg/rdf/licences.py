"""Licences by their IRIs."""

from __future__ import annotations

import re

from kg.rdf import iris
from kg.rdf.ntriples import node, plain, term

_CREATIVE_COMMONS = re.compile(
    r"cc-(by(?:-nc)?(?:-nd|-sa)?)-(2\.0|2\.5|3\.0|4\.0)", re.IGNORECASE | re.ASCII
)
_DEDICATIONS = {
    "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "cc-pddc": "https://creativecommons.org/licenses/publicdomain/",
}
# Of https://spdx.org/licenses/ those that data, vocabularies and their code are often under.
_SPDX = {
    id.lower(): id
    for id in (
        "AGPL-3.0-only", "AGPL-3.0-or-later", "Apache-2.0", "Artistic-2.0", "BSD-2-Clause",
        "BSD-3-Clause", "CC-BY-1.0", "CC-BY-SA-1.0", "CDLA-Permissive-1.0", "CDLA-Permissive-2.0",
        "CDLA-Sharing-1.0", "DL-DE-BY-2.0", "EPL-2.0", "etalab-2.0", "EUPL-1.2", "GPL-2.0-only",
        "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "ISC", "LGPL-2.1-only",
        "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MIT-0", "MPL-2.0",
        "ODbL-1.0", "ODC-By-1.0", "OGL-UK-3.0", "PDDL-1.0", "Unlicense",
    )
}  # fmt: skip


def licence(text: str) -> str:
    """Predicate and value that tell a licence: its IRI where the text is an address or the id of a
    licence that we know (SPDX, in any case), else the words.

    >>> licence("CC-BY-SA-4.0").split()[1], licence("mit").split()[1]
    ('<https://creativecommons.org/licenses/by-sa/4.0/>', '<https://spdx.org/licenses/MIT>')
    >>> licence("free for research")
    '<http://purl.org/dc/elements/1.1/rights> "free for research"'
    """
    if address := iris.url(text) or _of_spdx(text.strip()):
        return f"{term('dcterms:license')} {node(address)}"
    return f"{term('dc:rights')} {plain(text)}"


def _of_spdx(id: str) -> str | None:
    if match := _CREATIVE_COMMONS.fullmatch(id):
        return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
    if known := _SPDX.get(id.lower()):
        return f"https://spdx.org/licenses/{known}"
    return _DEDICATIONS.get(id.lower())
