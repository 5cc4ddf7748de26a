"""What the graph holds can be made again from a dump alone."""

from datetime import date

import pytest
import rdflib

from kg.rdf import export
from tests.rdf.papers import HOSTILE, KNOWN, RECORDS

NKG = rdflib.Namespace("https://w3id.org/neurokg/terms#")
SCHEMA = rdflib.Namespace("https://schema.org/")
ARTICLE = rdflib.URIRef("https://doi.org/10.1000/five")
PREPRINT = rdflib.URIRef("https://arxiv.org/abs/2501.00005")
PREFIXES = {
    "dcterms": rdflib.DCTERMS,
    "foaf": rdflib.FOAF,
    "nkg": NKG,
    "oa": "http://www.w3.org/ns/oa#",
    "pro": "http://purl.org/spar/pro/",
    "prov": rdflib.PROV,
    "schema": SCHEMA,
    "skos": rdflib.SKOS,
    "thes": "http://purl.org/iso25964/skos-thes#",
}
# The same question to the store and to the dump; ids are dcterms:identifier.
QUESTIONS = {
    "who wrote what, where and under which name": (
        "MATCH (a:Author)-[w:AUTHORED]->(p:Paper) RETURN a.id, p.id, w.position, w.name",
        """?person pro:holdsRoleInTime ?role ; dcterms:identifier ?a . ?role schema:position ?at ;
           foaf:name ?name ; pro:relatesToDocument/dcterms:identifier ?p""",
        "?a ?p ?at ?name",
    ),
    "who works where": (
        "MATCH (a:Author)-[:AFFILIATED_WITH]->(i:Institution) RETURN DISTINCT a.id, i.id, i.name",
        """?person dcterms:identifier ?a ; schema:affiliation ?place .
           ?place dcterms:identifier ?i ; foaf:name ?name""",
        "?a ?i ?name",
    ),
    "who is who": (
        "MATCH (a:Author)-[s:IS]->(h:Person) RETURN a.id, h.id, s.other, s.probability",
        """?found nkg:author/dcterms:identifier ?a ; nkg:person/dcterms:identifier ?h
           OPTIONAL { ?found nkg:joinedTo/dcterms:identifier ?other ; nkg:probability ?sure }""",
        "?a ?h ?other ?sure",
    ),
    "mentions with place, text and status": (
        """MATCH (p:Paper)-[:HAS_MENTION]->(m:Mention)-[:EXTRACTED_IN]->(r:Run)
           OPTIONAL MATCH (m)-[:REFERS_TO]->(c:Concept)
           RETURN p.id, m.field, m.start, m.end, m.text, m.status, m.match, m.confidence,
             m.sentenceStart, m.sentenceEnd, c.id""",
        """?m oa:hasTarget ?t ; nkg:status ?status ; nkg:match ?match ; nkg:confidence ?sure .
           ?t oa:hasSource/dcterms:identifier ?p ; nkg:field ?field ; oa:hasSelector ?s, ?q .
           ?s oa:start ?start ; oa:end ?end ; nkg:sentenceStart ?b ; nkg:sentenceEnd ?e .
           ?q oa:exact ?text OPTIONAL { ?m oa:hasBody/dcterms:identifier ?c }""",
        "?p ?field ?start ?end ?text ?status ?match ?sure ?b ?e ?c",
    ),
    "which paper mentions which concept": (
        "MATCH (p:Paper)-[:MENTIONS]->(c:Concept) RETURN p.id, c.id",
        "?paper schema:mentions/dcterms:identifier ?c ; dcterms:identifier ?p",
        "?p ?c",
    ),
    "texts and topics of papers": (
        """MATCH (p:Paper) OPTIONAL MATCH (p)-[:IN_TOPIC]->(t:Topic)
           RETURN p.id, p.title, p.abstract, p.text, t.id""",
        """?paper a schema:ScholarlyArticle ; dcterms:identifier ?p
           OPTIONAL { ?paper dcterms:title ?title } OPTIONAL { ?paper dcterms:abstract ?abstract }
           OPTIONAL { ?paper schema:text ?text }
           OPTIONAL { ?paper dcterms:subject/dcterms:identifier ?t }""",
        "?p ?title ?abstract ?text ?t",
    ),
    "what is above what": (
        """MATCH (c:Concept)-[r:IS_A|PART_OF]->(d:Concept) RETURN c.id, d.id, type(r) = 'IS_A'""",
        """?one dcterms:identifier ?c { ?one thes:broaderGeneric ?other BIND (true AS ?kind) } UNION
           { ?one thes:broaderPartitive ?other BIND (false AS ?kind) }
           ?other dcterms:identifier ?d""",
        "?c ?d ?kind",
    ),
    "which records a paper is made of": (
        """MATCH (r:Record)-[:RECORD_OF]->(p:Paper)
           RETURN r.id, p.id, toString(r.version), r.updated""",
        """?paper prov:wasDerivedFrom ?record ; dcterms:identifier ?p .
           ?record dcterms:identifier ?r OPTIONAL { ?record schema:version ?v }
           OPTIONAL { ?record dcterms:modified ?at }""",
        "?r ?p ?v ?at",
    ),
    "communities": (
        "MATCH (m)-[:MEMBER_OF]->(g:Community) RETURN m.id, g.id, g.label",
        """?group foaf:member|skos:member ?one ; dcterms:identifier ?g ; skos:prefLabel ?label .
           ?one dcterms:identifier ?m""",
        "?m ?g ?label",
    ),
}


@pytest.fixture
def filled(store):
    store.load(RECORDS, KNOWN)
    store.decide("merge", "author:arxiv-2501.00001-2", "author:arxiv-2501.00005-1")
    store.resolve_people()
    store.find_communities()
    return store


def of_dump(graph, pattern, names):
    rows = graph.query(f"SELECT {names} WHERE {{ {pattern} }}", initNs=PREFIXES)
    for row in rows:
        yield tuple(None if v is None else v.toPython() for v in row)


def form(row):
    """Values of store and dump in one form: numbers, times, and nothing for empty texts."""
    return tuple(map(_form, row))


def _form(value):
    if value is None or value == "":
        return None
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, date):  # or a time
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return float(value)


def test_the_dump_answers_what_the_store_answers(filled, tmp_path):
    export(filled, tmp_path / "graph.nt")
    graph = rdflib.Graph().parse(tmp_path / "graph.nt")
    for question, (cypher, pattern, names) in QUESTIONS.items():
        held = sorted(map(form, (row.values() for row in filled.cypher(cypher))), key=repr)
        told = sorted(map(form, of_dump(graph, pattern, names)), key=repr)
        assert told == held, question
        assert told, question


def test_what_pubmed_alone_tells_is_said_of_the_article_and_not_of_its_preprint(filled, tmp_path):
    export(filled, tmp_path / "graph.ttl")
    graph = rdflib.Graph().parse(tmp_path / "graph.ttl")

    def values(predicate, node=ARTICLE):
        return {str(value) for value in graph.objects(node, predicate)}

    assert values(
        rdflib.URIRef("http://prismstandard.org/namespaces/basic/2.0/publicationName")
    ) == {f"Journal {HOSTILE}"}
    assert values(SCHEMA.keywords) == {"vision", HOSTILE}
    assert values(SCHEMA.about) == {"http://id.nlm.nih.gov/mesh/D014793"}
    assert values(NKG.heading) == {"*Visual Cortex/pathology", "Without id"}
    assert values(SCHEMA.inLanguage) == {"en"}
    (grant,) = graph.objects(ARTICLE, SCHEMA.funding)
    funder = graph.value(grant, SCHEMA.funder)
    assert values(SCHEMA.identifier, grant) == {"R01 <1>"}
    assert values(SCHEMA.name, funder) == {"NIMH"}
    assert values(SCHEMA.address, funder) == {"United States"}
    assert values(SCHEMA.creativeWorkStatus) == {"Retracted"}
    of_preprint = {str(p).rpartition("/")[2] for p in graph.predicates(PREPRINT)}
    assert not of_preprint & {
        "publicationName", "keywords", "about", "terms#heading", "inLanguage", "funding",
        "correction", "creativeWorkStatus", "issued",
    }  # fmt: skip
    notices = {
        (str(graph.value(n, NKG.noticeKind)), str(graph.value(n, SCHEMA.text)))
        for n in graph.objects(ARTICLE, SCHEMA.correction)
    }
    assert notices == {("retraction", HOSTILE), ("concern", "None")}
    record = rdflib.URIRef("https://w3id.org/neurokg/record/pubmed/pmid:20173001")
    assert "text" in values(NKG.gave, record)
