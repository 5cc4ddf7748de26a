"""Ways to spoil a graph, each by what it then has."""

import rdflib
from rdflib import DCTERMS, RDF, SKOS, XSD, Literal, URIRef

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
NKG = rdflib.Namespace("https://w3id.org/neurokg/terms#")
PRO = rdflib.Namespace("http://purl.org/spar/pro/")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
SCHEMA = rdflib.Namespace("https://schema.org/")
FABIO = rdflib.Namespace("http://purl.org/spar/fabio/")
FRBR = rdflib.Namespace("http://purl.org/vocab/frbr/core#")
FOAF = rdflib.FOAF
PRISM = rdflib.Namespace("http://prismstandard.org/namespaces/basic/2.0/")
PAPER = URIRef("https://arxiv.org/abs/2501.00001")
WORK = URIRef("https://w3id.org/neurokg/work/doi:10.1000/xyz-1")
V4 = URIRef("https://w3id.org/neurokg/concept/v4")


def one(graph, predicate, subject=None):
    return sorted(graph.triples((subject, predicate, None)))[0]


def without(predicate, subject=None):
    return lambda graph: graph.remove(one(graph, predicate, subject))


def swapped(predicate, value, subject=None):
    def mutate(graph):
        found = one(graph, predicate, subject)
        graph.remove(found)
        graph.add((found[0], predicate, value))

    return mutate


def added(*triple):
    return lambda graph: graph.add(triple)


def renamed(node, other):
    def mutate(graph):
        for s, p, o in list(graph):
            if node in (s, o):
                graph.remove((s, p, o))
                graph.add((other if s == node else s, p, other if o == node else o))

    return mutate


def removed(cls):
    return lambda graph: graph.remove((min(graph.subjects(RDF.type, cls)), None, None))


MUTATIONS = {
    "a concept without label": without(SKOS.prefLabel, V4),
    "a concept of two types": added(V4, RDF.type, NKG.Method),
    "a concept whose parent is missing": added(V4, SKOS.broader, URIRef("http://a.org/x")),
    "a label without language": swapped(SKOS.prefLabel, Literal("V4"), V4),
    "an identifier that is no CURIE": swapped(DCTERMS.identifier, Literal("v4"), V4),
    "a dataset that DCAT does not know": lambda g: g.remove(
        (None, RDF.type, URIRef("http://www.w3.org/ns/dcat#Dataset"))
    ),
    "a paper without identifier": without(DCTERMS.identifier, PAPER),
    "a paper with two titles": added(PAPER, DCTERMS.title, Literal("Another", lang="en")),
    "a date that is none": swapped(DCTERMS.issued, Literal("2025", datatype=XSD.int), PAPER),
    "a date not in UTC": swapped(
        DCTERMS.issued, Literal("2025-01-01T00:00:00+02:00", datatype=XSD.dateTime), PAPER
    ),
    "a property that nobody knows": added(PAPER, DCTERMS.extent, Literal("12 pages")),
    "a mentioned concept without a mention": added(
        PAPER, SCHEMA.mentions, URIRef("http://purl.obolibrary.org/obo/UBERON_0000955")
    ),
    "a creator who is missing": added(PAPER, DCTERMS.creator, URIRef("http://a.org/x")),
    "a creator without role in the paper": added(
        PAPER, DCTERMS.creator, URIRef("https://w3id.org/neurokg/author/doi-10.1000%2Fxyz-1-2")
    ),
    "a gap in the order of authors": swapped(
        SCHEMA.position, Literal("3", datatype=XSD.nonNegativeInteger),
        URIRef("https://w3id.org/neurokg/role/arxiv:2501.00001/1"),
    ),
    "a position that is a word": swapped(SCHEMA.position, Literal("first")),
    "a person without name": without(FOAF.name, URIRef("https://orcid.org/0000-0002-1825-0097")),
    "an affiliation that is missing": removed(FOAF.Organization),
    "a mention without target": without(OA.hasTarget),
    "a mention of a missing concept": removed(NKG.CellType),
    "a mention in a missing paper": swapped(OA.hasSource, URIRef("http://a.org/x")),
    "a mention without run": without(PROV.wasGeneratedBy),
    "a run that is missing": removed(PROV.Activity),
    "software that is missing": removed(PROV.SoftwareAgent),
    "a linked mention without concept": without(OA.hasBody),
    "an unknown status": swapped(NKG.status, Literal("perhaps")),
    "a confidence above one": swapped(NKG.confidence, Literal("1.5", datatype=XSD.decimal)),
    "a confidence of another datatype": swapped(
        NKG.confidence, Literal("0.5", datatype=XSD.double)
    ),
    "an unknown field": swapped(NKG.field, Literal("summary")),
    "an offset past the end": swapped(
        OA.end, Literal("99999", datatype=XSD.nonNegativeInteger)
    ),
    "an offset that is negative": swapped(OA.start, Literal("-1", datatype=XSD.integer)),
    "an offset of another place": swapped(
        OA.start, Literal("0", datatype=XSD.nonNegativeInteger),
        URIRef("https://w3id.org/neurokg/mention/arxiv:2501.00001/title-2-4#position"),
    ),
    "another quotation": swapped(OA.exact, Literal("V5")),
    "a place without quotation": removed(OA.TextQuoteSelector),
    "a sentence that ends too soon": swapped(
        NKG.sentenceEnd, Literal("0", datatype=XSD.nonNegativeInteger)
    ),
    "a work without expression": without(FRBR.realization, WORK),
    "an expression that knows no work": without(FRBR.realizationOf),
    "a record of a missing paper": swapped(FOAF.primaryTopic, URIRef("http://a.org/x")),
    "a record of no reader": without(NKG.reader),
    "a notice of an unknown kind": swapped(NKG.noticeKind, Literal("praise")),
    "a grant that is missing": removed(SCHEMA.Grant),
    "a status that is not retracted": swapped(SCHEMA.creativeWorkStatus, Literal("Fine")),
    "a PubMed id that is none": swapped(FABIO.hasPubMedId, Literal("PMC1")),
    "a person found who is missing": lambda g: g.remove((
        URIRef("https://w3id.org/neurokg/person/author-arxiv-2501.00005-1"), None, None)),
    "an identification of nobody": without(NKG.person),
    "a probability above one": swapped(
        NKG.probability, Literal("1.5", datatype=XSD.decimal)
    ),
    "a community of strangers": added(
        URIRef("https://w3id.org/neurokg/community/people-1"), FOAF.member, URIRef("http://a.org/")
    ),
    "a community without label": without(
        SKOS.prefLabel, URIRef("https://w3id.org/neurokg/community/people-1")
    ),
    "an institution without identifier": without(
        DCTERMS.identifier, URIRef("https://ror.org/03zga2b32")
    ),
    "a blank node": renamed(PAPER, rdflib.BNode()),
    "an IRI with a script": renamed(PAPER, URIRef("javascript:alert(1)")),
    "an IRI with a letter not encoded": renamed(V4, URIRef("https://w3id.org/neurokg/concept/é")),
    "a node that lost its class": lambda g: g.remove((PAPER, RDF.type, None)),
    "a shared target": lambda g: g.set((
        sorted(g.subjects(OA.hasTarget))[0], OA.hasTarget,
        g.value(sorted(g.subjects(OA.hasTarget))[1], OA.hasTarget))),
}  # fmt: skip


def text(value):
    return Literal(value, lang="en")


def number(value):
    return Literal(value, datatype=XSD.nonNegativeInteger)


def between(one, predicate, other):
    """The statement there is of the one node, said of the other as well."""
    return lambda graph: graph.add((other, predicate, graph.value(one, predicate)))


def without_all(*triple):
    return lambda graph: graph.remove(triple)
