"""Ways to spoil a graph, each with what is said of it."""

import rdflib
from rdflib import DCTERMS, OWL, RDF, SKOS, XSD, Literal, URIRef

from tests.rdf.mutations import (
    FABIO,
    FOAF,
    FRBR,
    NKG,
    OA,
    PAPER,
    PRISM,
    PRO,
    PROV,
    SCHEMA,
    V4,
    WORK,
    added,
    between,
    number,
    swapped,
    text,
    without,
    without_all,
)

BASE = "https://w3id.org/neurokg/"
LEE = URIRef("https://orcid.org/0000-0002-1825-0097")
EK = URIRef(f"{BASE}author/arxiv-2501.00001-2")
GROUP = URIRef(f"{BASE}author/doi-10.1000%2Fxyz-1-2")
FIVE = URIRef("https://arxiv.org/abs/2501.00005")
ARTICLE = URIRef("https://doi.org/10.1000/five")
BRAIN = URIRef("http://purl.obolibrary.org/obo/UBERON_0000955")
CORTEX = URIRef("http://purl.obolibrary.org/obo/UBERON_0000411")
MACACA = URIRef("http://purl.obolibrary.org/obo/NCBITaxon_9539")
MENTION = URIRef(f"{BASE}mention/arxiv:2501.00001/title-2-4")
PLACE, POSITION = (URIRef(f"{MENTION}#{part}") for part in ("target", "position"))
ROLE = URIRef(f"{BASE}role/arxiv:2501.00001/1")
PERSON = URIRef(f"{BASE}person/author-arxiv-2501.00005-1")
FOUND = URIRef(f"{BASE}identification/author-arxiv-2501.00001-2")
PEOPLE = URIRef(f"{BASE}community/people-1")
SCHEME = URIRef(f"{BASE}scheme/concepts")
RUN = URIRef(f"{BASE}run/0123456789ab")
GRANT = URIRef(f"{BASE}grant/arxiv:2501.00005/1")
NOTICE = URIRef(f"{BASE}notice/arxiv:2501.00005/1")
RECORD = URIRef(f"{BASE}record/pubmed/pmid:20173001")
THES = rdflib.Namespace("http://purl.org/iso25964/skos-thes#")
# And what is said of it.
TOLD = {
    "a blank title": (swapped(DCTERMS.title, text(" "), PAPER), "at most one title"),
    "a paper without a word": (
        lambda g: [
            g.remove((FIVE, p, None)) for p in (DCTERMS.title, DCTERMS.abstract, SCHEMA.headline)
        ],
        "a paper has a title, an abstract or a text",
    ),
    "a paper of two classes of FaBiO": (
        added(PAPER, RDF.type, FABIO.JournalArticle),
        "only one of preprint",
    ),
    "a paper that is a person": (added(PAPER, RDF.type, FOAF.Person), "and nothing else"),
    "a paper without work": (
        without_all(PAPER, FRBR.realizationOf, None),
        "a paper realises a work",
    ),
    "a paper of two works": (added(PAPER, FRBR.realizationOf, WORK), "at most one work"),
    "a paper of no record": (
        without_all(PAPER, PROV.wasDerivedFrom, None),
        "derived from one record",
    ),
    "a year that is none": (
        swapped(DCTERMS.issued, Literal("0202", datatype=XSD.gYear), PAPER),
        "from 1600 to 2099",
    ),
    "two dates that differ": (
        swapped(SCHEMA.datePublished, Literal("1999"), PAPER),
        "do not say the same",
    ),
    "a date without its plain form": (without(SCHEMA.datePublished, PAPER), "do not say the same"),
    "one DOI for two": (between(ARTICLE, PRISM.doi, PAPER), "has the same identifier 10.1000/five"),
    "one identifier for two": (
        swapped(DCTERMS.identifier, Literal("arxiv:2501.00001"), FIVE),
        "has the same identifier arxiv:2501.00001",
    ),
    "an identifier of another address": (
        swapped(DCTERMS.identifier, Literal("arxiv:2501.00009"), PAPER),
        "the identifier arxiv:2501.00009 is not that of which this is the address",
    ),
    "an identifier of another registry": (
        swapped(DCTERMS.identifier, Literal("pmid:2501.00001"), PAPER),
        "the identifier pmid:2501.00001 is not",
    ),
    "an arXiv id of another paper": (
        swapped(FABIO.hasArXivId, Literal("2501.00009"), PAPER),
        "is neither in the address of this",
    ),
    "a PubMed id of another article": (
        swapped(FABIO.hasPubMedId, Literal("99"), ARTICLE),
        "the fabio:hasPubMedId 99 is neither",
    ),
    "a DOI of another article": (
        added(ARTICLE, SCHEMA.sameAs, URIRef("https://doi.org/10.1000/other")),
        "doi:10.1000/other is said to be the same",
    ),
    "headings without their ids": (
        without_all(ARTICLE, SCHEMA.about, None),
        "said to be about none",
    ),
    "an arXiv id that is none": (swapped(FABIO.hasArXivId, Literal("login"), PAPER), "2603.07369"),
    "an author who is no creator": (added(PAPER, SCHEMA.author, GROUP), "neither a creator"),
    "a creator who is no author": (
        without_all(PAPER, SCHEMA.author, LEE),
        "is missing from the authors",
    ),
    "a role without creator": (without_all(PAPER, DCTERMS.creator, LEE), "but is no creator of it"),
    "two authors in one place": (
        swapped(SCHEMA.position, number("2"), ROLE),
        "2 authorships of the paper stand at position 2",
    ),
    "a creator that is a string": (
        swapped(DCTERMS.creator, Literal("Ann Lee"), PAPER),
        "a creator is a person or a group",
    ),
    "a creator that is a blank node": (
        swapped(DCTERMS.creator, rdflib.BNode(), PAPER),
        "a creator is a person or a group",
    ),
    "a primary topic beside the subjects": (
        swapped(NKG.primaryTopic, V4, PAPER),
        "none of the subjects",
    ),
    "a subject heading that is a concept": (
        swapped(SCHEMA.about, V4, ARTICLE),
        "a heading of MeSH",
    ),
    "a retraction that is not marked": (
        without_all(None, SCHEMA.creativeWorkStatus, None),
        "not marked as Retracted",
    ),
    "a notice of no paper": (
        without_all(None, SCHEMA.correction, NOTICE),
        "about exactly one paper",
    ),
    "a grant of no paper": (without_all(None, SCHEMA.funding, GRANT), "funded exactly one paper"),
    "a grant that says nothing": (
        lambda g: [g.remove((GRANT, p, None)) for p in (SCHEMA.identifier, SCHEMA.funder)],
        "a number or an agency",
    ),
    "a work without paper": (
        lambda g: g.remove((None, FRBR.realization, FIVE)),
        "one expression that is a paper",
    ),
    "a work that does not name its paper": (
        without_all(None, FRBR.realization, ARTICLE),
        "does not name this as one of its expressions",
    ),
    "a record of two papers": (
        added(PAPER, PROV.wasDerivedFrom, RECORD),
        "exactly one paper is derived",
    ),
    "a record of another work": (
        swapped(FOAF.primaryTopic, PAPER, RECORD),
        "which is of another work",
    ),
    "a person of two kinds": (added(LEE, RDF.type, SCHEMA.Organization), "and nothing else"),
    "a blank name": (swapped(FOAF.name, Literal(" "), EK), "one name, a string that is not blank"),
    "a group that is a community": (added(GROUP, RDF.type, NKG.Community), "and nothing else"),
    "a group that schema.org does not know": (
        without_all(GROUP, RDF.type, SCHEMA.Organization),
        "a group is an author",
    ),
    "a group without role": (without_all(GROUP, PRO.holdsRoleInTime, None), "a group holds a role"),
    "a person found without a reason": (
        without_all(FOUND, None, None),
        "no identification says why",
    ),
    "an identification that the author does not know": (
        without_all(EK, PROV.specializationOf, None),
        "is not said to be",
    ),
    "a probability of nothing": (without(NKG.joinedTo, FOUND), "together or not at all"),
    "an author joined to themselves": (swapped(NKG.joinedTo, EK, FOUND), "who is the same"),
    "somebody different from themselves": (added(EK, OWL.differentFrom, EK), "is this itself"),
    "somebody different from a concept": (added(EK, OWL.differentFrom, V4), "or no author"),
    "a community of nobody": (without_all(PEOPLE, FOAF.member, None), "a community is either"),
    "a community of people and concepts": (added(PEOPLE, SKOS.member, V4), "a community is either"),
    "a modularity of ten": (
        swapped(NKG.modularity, Literal("10.0", datatype=XSD.decimal), PEOPLE),
        "from -1 to 1",
    ),
    "a concept with two labels": (added(V4, SKOS.prefLabel, text("V4")), "one preferred label"),
    "a label in German": (swapped(SKOS.prefLabel, Literal("V4", lang="de"), V4), "in English"),
    "a synonym that is the label": (
        added(V4, SKOS.altLabel, text("visual area V4")),
        "another label than the preferred",
    ),
    "a synonym that is an IRI": (added(V4, SKOS.altLabel, BRAIN), "a synonym is a label"),
    "a label with space around it": (
        swapped(SKOS.prefLabel, text(" V4 "), V4),
        "without space around it",
    ),
    "a concept in no scheme": (without_all(V4, SKOS.inScheme, None), "in exactly one scheme"),
    "a scheme that is missing": (without_all(SCHEME, None, None), "in exactly one scheme"),
    "a scheme without title": (without_all(SCHEME, DCTERMS.title, None), "a scheme has one title"),
    "a concept of no type": (without_all(V4, RDF.type, NKG.BrainRegion), "one of the five types"),
    "a concept broader than itself": (
        lambda g: [g.add((V4, p, V4)) for p in (SKOS.broader, THES.broaderPartitive)],
        "broader than itself",
    ),
    "a circle of concepts": (
        lambda g: [g.add((BRAIN, p, V4)) for p in (SKOS.broader, THES.broaderPartitive)],
        "broader than itself",
    ),
    "something broader without a reason": (
        added(V4, SKOS.broader, BRAIN),
        "a kind of or a part of",
    ),
    "a parent that is not broader": (
        added(V4, THES.broaderGeneric, BRAIN),
        "a kind of or a part of",
    ),
    "a match that is broader": (added(V4, SKOS.exactMatch, CORTEX), "SKOS S46"),
    "a match of itself": (added(V4, SKOS.exactMatch, V4), "an exact match of itself"),
    "a match of two concepts": (
        lambda g: g.add((BRAIN, SKOS.exactMatch, min(g.objects(V4, SKOS.exactMatch)))),
        "too is an exact match of",
    ),
    "a dataset of another title": (
        swapped(DCTERMS.title, text("Another"), URIRef(f"{BASE}concept/nsd")),
        "the title of a dataset",
    ),
    "a mention of another type": (
        swapped(NKG.mentionType, NKG.Method, MENTION),
        "its concept neurokg:v4 is not",
    ),
    "a mention of a concept without label": (
        without_all(MACACA, SKOS.prefLabel, None),
        "one preferred label",
    ),
    "a mention that its paper does not tell": (
        without_all(PAPER, SCHEMA.mentions, V4),
        "is not said to mention",
    ),
    "a match that nobody knows": (swapped(NKG.match, Literal("guess"), MENTION), "exactly one way"),
    "an ambiguous mention without candidates": (
        without_all(None, NKG.candidate, None),
        "candidates if it is ambiguous",
    ),
    "a candidate that is missing": (
        swapped(NKG.candidate, URIRef("http://a.org/x")),
        "may mean is a concept of this graph",
    ),
    "an end that is no number": (
        swapped(OA.end, rdflib.BNode(), POSITION),
        "one end, a whole number",
    ),
    "an end before the start": (swapped(OA.end, number("1"), POSITION), "goes from 2 to 1"),
    "a sentence that starts too late": (
        swapped(NKG.sentenceStart, number("3"), POSITION),
        "its sentence from 3",
    ),
    "a place in two papers": (added(PLACE, OA.hasSource, FIVE), "exactly one paper"),
    "a confidence below zero": (
        swapped(NKG.confidence, Literal("-0.1", datatype=XSD.decimal), MENTION),
        "from 0 to 1",
    ),
    "a run without agent": (without_all(RUN, PROV.wasAssociatedWith, None), "one software agent"),
    "a run without version": (
        without_all(RUN, NKG.vocabulary, None),
        "the version of its vocabulary",
    ),
    "a run of two models": (added(RUN, NKG.model, Literal("another")), "a run names its model"),
    "a node of which there is an abstract alone": (
        added(URIRef("http://a.org/x"), DCTERMS.abstract, text("Lost.")),
        "one of the classes of NeuroKG",
    ),
    "a class that nobody knows": (
        lambda g: g.set((PEOPLE, RDF.type, URIRef("http://a.org/Club"))),
        "one of the classes of NeuroKG",
    ),
}
# What is one line: of which node and which path.
_FIVE = "arxiv:2501.00005"
ALONE = {
    "another date of publication": (
        swapped(SCHEMA.datePublished, Literal("1999"), PAPER),
        "arxiv:2501.00001",
        None,
    ),
    "another headline": (
        swapped(SCHEMA.headline, text("Another"), PAPER),
        "arxiv:2501.00001",
        "schema:headline",
    ),
    "an agency that gave nothing": (
        without_all(None, SCHEMA.funder, None),
        f"grant:{_FIVE}/1/funder",
        "^schema:funder",
    ),
    "a notice about nothing": (
        without_all(None, SCHEMA.correction, NOTICE),
        f"notice:{_FIVE}/1",
        "^schema:correction",
    ),
    "something broader for no reason": (
        added(V4, SKOS.broader, BRAIN),
        "neurokg:v4",
        "thes:broaderGeneric|thes:broaderPartitive",
    ),
    "a position taken twice": (
        swapped(SCHEMA.position, number("2"), ROLE),
        "arxiv:2501.00001",
        None,
    ),
}
