"""``kg vocab build``: the generated part of the vocabulary, from packages that carry ontologies.

Sources, with releases: UBERON v2026-04-01, CL v2026-03-26, NCBITaxon v2026-05-13, as packed in
``cellxgene-ontology-guide``; openMINDS instances as packed in ``openminds``. Both come with the
``vocab`` extra. Taxa that are no animals: :mod:`kg.vocabulary.taxa`.

The packed ontologies mix is-a and part-of. openMINDS says for many structures which is which; for
the others a parent is *is-a* when it is a class of structures by name (its head noun is the
child's, or it is one of UBERON's regional classes), else *part-of*. How often that
is right: ``ontology/README.md``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources as package_files
from pathlib import Path
from typing import Any

from kg.curies import to_curie
from kg.errors import VocabularyError
from kg.vocabulary.crossrefs import cross_references
from kg.vocabulary.elsewhere import names_elsewhere, write_elsewhere
from kg.vocabulary.forms import forms_of
from kg.vocabulary.parcels import parcels
from kg.vocabulary.rows import Row, add_synonyms, write_rows
from kg.vocabulary.taxa import other_taxa
from kg.vocabulary.taxonomy import write_taxonomy
from kg.vocabulary.turtle import Entry, put_together

Ontology = Mapping[str, Mapping[str, Any]]

_RELEASES = {
    "UBERON": "UBERON-ontology-v2026-04-01.json.zst",
    "CL": "CL-ontology-v2026-03-26.json.zst",
    "NCBITaxon": "NCBITaxon-ontology-v2026-05-13.json.zst",
}
_NERVOUS = (
    "UBERON:0001016",
    "UBERON:0001017",
    "UBERON:0000955",
    "UBERON:0000073",
    "UBERON:0000966",
)
# Classes of UBERON that say "a part of": everything directly under them is one of their kind.
_REGIONAL = frozenset({"UBERON:0000073", "UBERON:0002616", "UBERON:0002680", "UBERON:0019264"})
# The same, by name: what stands under them is one of them, whatever its own head noun.
_CLASSES = re.compile(
    r"^(?:Brodmann area|nerve|neural nucleus|gyrus|sulcus|meninx|brain blood vessel"
    r"|spinal cord segment|substratum of layer of retina|ventricle of nervous system"
    r"|neuron projection bundle|functional part of brain|crista ampullaris neuroepithelium)$"
    r"|partition scheme region|cell part (?:layer|cluster)|subdivision of|^border between"
)
# Wholes that have parts with the same head noun.
_WHOLES = re.compile(
    r"system$|^(?:cerebral cortex|medulla oblongata|septum pellucidum|flocculonodular lobe)$"
)
_CELL = "CL:0000000"
_NEURAL_CELLS = (
    "CL:0002319",  # neural cell
    "CL:0000210",  # photoreceptor cell
    "CL:0000669",  # pericyte
    "CL:0000065",  # ependymal cell
    "CL:0000047",  # neural stem cell
    "CL:0000202",  # auditory hair cell
    "CL:0000609",  # vestibular hair cell
    "CL:0000218",  # myelinating Schwann cell
    "CL:0000129",  # microglial cell
)


def build(folder: Path) -> dict[str, int]:
    """Write the generated files into a folder; answer how many concepts each defines.

    A term of the ontologies that a file of ``folder/curated`` names is taken in wherever it stands.

    Raises:
        VocabularyError: the packages of the ``vocab`` extra are not installed.
    """
    curated = sorted((folder / "curated").glob("*.ttl"))
    named = named_by_hand(curated)
    counts, made = {}, {}
    for name, make, source in (
        ("brain-regions", brain_regions, "UBERON v2026-04-01 and openMINDS"),
        ("cell-types", cell_types, "the Cell Ontology v2026-03-26"),
        ("species", species, "NCBITaxon v2026-05-13"),
    ):
        made[name] = list(make(named))
        counts[f"{name}.ttl"] = write_rows(folder / f"{name}.ttl", made[name], source)
    taxa = _ontology("NCBITaxon")
    counts["taxonomy.tsv.zst"] = write_taxonomy(
        folder / "taxonomy.tsv.zst",
        {**taxa, **other_taxa(taxa)},
        named.union(row.curie for row in made["species"]),
    )
    entries = put_together([*(folder / f"{name}.ttl" for name in made), *curated])
    counts["elsewhere.txt"] = write_elsewhere(folder / "elsewhere.txt", elsewhere(entries.values()))
    parcellations = parcels(entries)
    crossed = list(cross_references(entries))
    write_rows(folder / "xrefs.ttl", crossed, "openMINDS 0.6")
    counts["xrefs.ttl"] = len(crossed)
    counts["parcellations.ttl"] = write_rows(
        folder / "parcellations.ttl", parcellations, "openMINDS 0.6"
    )
    return counts


def brain_regions(named: frozenset[str] = frozenset()) -> Iterator[Row]:
    """The nervous system of UBERON, with openMINDS' synonyms and relations."""
    terms = _ontology("UBERON")
    more, relations = _openminds_structures()
    chosen = _under(terms, _NERVOUS, named)
    labels = {terms[curie]["label"].lower(): curie for curie in chosen}
    for curie in chosen:
        term = terms[curie]
        row = Row(curie, "BrainRegion", term["label"])
        add_synonyms(row, [*term.get("synonyms", ()), *more.get(curie, ())], labels)
        for parent in _parents(term, chosen):
            generic = _is_generic(term["label"], parent, terms[parent]["label"])
            said = relations.get(curie, {}).get(terms[parent]["label"].lower())
            (row.is_a if (said == "is_a" or (said is None and generic)) else row.part_of).append(
                parent
            )
        yield row


def cell_types(named: frozenset[str] = frozenset()) -> Iterator[Row]:
    """The Cell Ontology; cells that are no part of nervous tissue count with support only."""
    terms = _ontology("CL")
    chosen = _under(terms, (_CELL,))
    neural = _under(terms, _NEURAL_CELLS, named)
    labels = {terms[curie]["label"].lower(): curie for curie in chosen}
    for curie in chosen:
        row = Row(curie, "CellType", terms[curie]["label"])
        add_synonyms(row, terms[curie].get("synonyms", ()), labels)
        if curie not in neural:
            row.weak, row.synonyms = [row.label, *row.synonyms], []
        row.is_a = _parents(terms[curie], chosen)
        yield row


def species(named: frozenset[str] = frozenset()) -> Iterator[Row]:
    """Animals that have a common name, and everything above them."""
    terms = _ontology("NCBITaxon")
    common = [
        curie
        for curie, term in terms.items()
        if curie in named
        or (term.get("synonyms") and not term["deprecated"] and _is_taxon_name(term["label"]))
    ]
    chosen = dict.fromkeys(common)
    for curie in common:
        chosen.update(dict.fromkeys(a for a in terms[curie]["ancestors"] if a in terms))
    labels = {terms[curie]["label"].lower(): curie for curie in chosen}
    for curie in chosen:
        term = terms[curie]
        label = re.sub(r" <[^>]+>$", "", term["label"])
        row = Row(curie, "Species", label)
        add_synonyms(row, term.get("synonyms", ()), labels)
        # "ide", "sole", "Data": one word names an animal only where something else says so.
        # The animals that papers really call by one word stand in curated/species.ttl.
        row.weak = [name for name in (label, *row.synonyms) if " " not in name]
        row.synonyms = [name for name in row.synonyms if name not in row.weak]
        row.is_a = _parents(term, chosen)
        yield row


def elsewhere(entries: Iterable[Entry]) -> list[str]:
    """Names outside the nervous system whose head noun is that of a region of these entries."""
    regions = [entry for entry in entries if entry.type == "BrainRegion"]
    words = {
        form.surface.lower()
        for entry in regions
        for form in forms_of(entry, frozenset())
        if form.kind != "abbreviation" and form.surface.isalpha()
    }
    return names_elsewhere(_ontology("UBERON"), {entry.curie for entry in regions}, words)


def _is_taxon_name(label: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][a-z]+( <\w+>)?( [a-z-]+){0,2}", label))


@lru_cache(maxsize=1)
def _ontology(name: str) -> Ontology:
    import zstandard

    try:
        folder = package_files.files("cellxgene_ontology_guide") / "data"
        packed = (folder / _RELEASES[name]).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise VocabularyError(
            f"{name} is not installed in the release wanted: pip install 'neurokg[vocab]'"
        ) from error
    terms: Ontology = json.loads(zstandard.decompress(packed))
    return terms


def named_by_hand(files: Iterable[Path]) -> frozenset[str]:
    """CURIEs that occur in Turtle files, as subjects or as objects."""
    import pyoxigraph as ox

    nodes = (
        node
        for file in files
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
        for node in (quad.subject, quad.object)
        if isinstance(node, ox.NamedNode)
    )
    return frozenset(curie for node in nodes if (curie := to_curie(node.value)))


def _under(
    terms: Ontology, roots: Iterable[str], named: frozenset[str] = frozenset()
) -> dict[str, None]:
    """Terms that are named, are a root or descend from one, in the ontology's order."""
    wanted = frozenset(roots)
    return {
        curie: None
        for curie, term in terms.items()
        if not term["deprecated"]
        and curie.split(":")[0] in _RELEASES
        and (curie in wanted or curie in named or wanted & term["ancestors"].keys())
    }


def _parents(term: Mapping[str, Any], chosen: Mapping[str, None]) -> list[str]:
    return sorted(a for a, distance in term["ancestors"].items() if distance == 1 and a in chosen)


def _is_generic(child: str, parent_curie: str, parent: str) -> bool:
    if parent_curie in _REGIONAL or _CLASSES.search(parent):
        return True
    return _head(child) == _head(parent) and not _WHOLES.search(parent)


def _head(label: str) -> str:
    """The head noun of a name: "nucleus" of "red nucleus" and of "nucleus of midbrain"."""
    return re.split(r" (?:of|in) |, ", label)[0].split()[-1].lower()


def _openminds_structures() -> tuple[dict[str, list[str]], dict[str, dict[str, str]]]:
    """By UBERON id: openMINDS' synonyms, and for parent labels whether is_a or part_of."""
    try:
        from openminds.latest.controlled_terms import NervousSystemStructure
    except ImportError as error:
        raise VocabularyError("openMINDS is not installed: pip install 'neurokg[vocab]'") from error
    synonyms: dict[str, list[str]] = {}
    relations: dict[str, dict[str, str]] = {}
    for structure in NervousSystemStructure.instances():
        curie = str(structure.preferred_ontology_identifier).rsplit("/", 1)[-1].replace("_", ":")
        names = structure.synonyms or []
        synonyms[curie] = [names] if isinstance(names, str) else list(names)
        relations[curie] = _relations(structure.definition or "")
    return synonyms, relations


def _relations(definition: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for pattern, kind in (
        (r"Is an? (.*?)\. ", "is_a"),
        (r"Is part of (?:the )?(.*?)\. ", "part_of"),
    ):
        for match in re.finditer(pattern, definition):
            for name in re.split(r",? and (?:the )?|, (?:the )?", match[1]):
                found[name.strip().lower()] = kind
    return found
