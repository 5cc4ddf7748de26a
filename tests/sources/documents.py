"""Small documents of every format that is read: invented papers, whole and in pieces."""
# ruff: noqa: E501  the records are lines as sources write them

import json
from typing import NamedTuple


class Document(NamedTuple):
    """A document in pieces; ``of(records)`` puts any of them together again."""

    before: str
    records: tuple[str, ...]
    after: str
    between: str = "\n"

    def of(self, records):
        parts = [record.encode() if isinstance(record, str) else record for record in records]
        return self.before.encode() + self.between.encode().join(parts) + self.after.encode()

    @property
    def whole(self):
        return self.of(self.records)


def pubmed(number, title="Learning in V4", more="", abstract=None, authors=None, ids=""):
    if abstract is None:
        abstract = """<AbstractText Label="BACKGROUND">Ca<sup>2+</sup> in V4 &amp; V1.</AbstractText>
<AbstractText Label="RESULTS" NlmCategory="RESULTS">It rose, <i>in vivo</i>.</AbstractText>"""
    if authors is None:
        authors = """<Author ValidYN="Y"><LastName>Lee</LastName><ForeName>Ann B</ForeName><Initials>AB</Initials>
<Identifier Source="ORCID">https://orcid.org/0000-0002-1825-0097</Identifier>
<AffiliationInfo><Affiliation>Oslo, Norway.</Affiliation></AffiliationInfo></Author>
<Author ValidYN="Y"><CollectiveName>The V4 Group</CollectiveName></Author>"""
    return f"""<PubmedArticle>
<MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{number}</PMID>
<DateRevised><Year>2020</Year><Month>08</Month><Day>31</Day></DateRevised>
<Article PubModel="Print"><Journal><JournalIssue><PubDate><MedlineDate>2019 Spring</MedlineDate></PubDate></JournalIssue>
<Title>Journal of V4</Title></Journal><ArticleTitle>{title}</ArticleTitle>
<ELocationID EIdType="doi" ValidYN="Y">10.1000/V4.{number}</ELocationID>
<Abstract>{abstract}</Abstract><AuthorList>{authors}</AuthorList><Language>eng</Language>
<GrantList><Grant><GrantID>R01 1</GrantID><Agency>NIH</Agency><Country>US</Country></Grant></GrantList>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList></Article>
<MeshHeadingList><MeshHeading><DescriptorName UI="D006624" MajorTopicYN="N">Hippocampus</DescriptorName>
<QualifierName UI="Q000502" MajorTopicYN="Y">physiology</QualifierName></MeshHeading></MeshHeadingList>
<KeywordList><Keyword>attention</Keyword></KeywordList>{more}</MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">{number}</ArticleId>
<ArticleId IdType="pmc">PMC{number}</ArticleId><ArticleId IdType="pii">S0-{number}</ArticleId>{ids}</ArticleIdList>
<ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.1000/other</ArticleId></ArticleIdList>
</Reference></ReferenceList></PubmedData>
</PubmedArticle>"""


def openalex(number, **more):
    work = {
        "id": f"https://openalex.org/W{number}",
        "doi": f"https://doi.org/10.1000/V4.{number}",
        "title": "Learning in V4",
        "publication_date": "2019-03-07",
        "language": "en",
        "type": "article",
        "ids": {"pmid": f"https://pubmed.ncbi.nlm.nih.gov/{number}"},
        "is_retracted": False,
        "primary_location": {"source": {"display_name": "Journal of V4"}},
        "authorships": [
            {
                "author": {
                    "display_name": "Ann Lee",
                    "orcid": "https://orcid.org/0000-0002-1825-0097",
                },
                "institutions": [
                    {"display_name": "University of Oslo", "ror": "https://ror.org/01xtthb56"}
                ],
                "raw_affiliation_strings": ["Oslo, Norway."],
            }
        ],
        "abstract_inverted_index": {"We": [0, 3], "study": [1], "V4.": [2], "rest.": [4]},
        "referenced_works": ["https://openalex.org/W1"],
    }
    return json.dumps({**work, **more})


def snapshot(number, **more):
    record = {
        "id": f"2501.{number:05}",
        "submitter": "Ann Lee",
        "authors": "Ann Lee and Bo Ek (Oslo)",
        "title": "Learning in\n  V4",
        "comments": "12 pages",
        "journal-ref": "J. V4 1 (2025)",
        "doi": f"10.1000/V4.{number}",
        "categories": "q-bio.NC cs.LG",
        "abstract": "  We study V4.\n",
        "versions": [
            {"version": "v1", "created": "Mon, 6 Jan 2025 19:18:42 GMT"},
            {"version": "v2", "created": "Tue, 4 Feb 2025 20:18:42 GMT"},
        ],
        "update_date": "2025-02-05",
        "authors_parsed": [["Lee", "Ann", ""], ["Ek", "Bo", "Jr", "Oslo"]],
    }
    return json.dumps({**record, **more})


def oai(number):
    return f"""<record><header><identifier>oai:arXiv.org:2501.{number:05}</identifier>
<datestamp>2025-02-05</datestamp><setSpec>q-bio</setSpec></header>
<metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2501.{number:05}</id><created>2025-01-06</created>
<updated>2025-02-04</updated><authors><author><keyname>Lee</keyname><forenames>Ann</forenames>
<affiliation>Oslo</affiliation></author><author><keyname>Ek</keyname><forenames>Bo</forenames><suffix>Jr</suffix></author></authors>
<title>Learning in V4</title><categories>q-bio.NC cs.LG</categories><comments>12 pages</comments>
<doi>10.1000/V4.{number}</doi><abstract>We study V4 &lt; V1.</abstract></arXiv></metadata></record>"""


def oai_raw(number):
    return f"""<record><header><identifier>oai:arXiv.org:2501.{number:05}</identifier></header>
<metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>2501.{number:05}</id><submitter>Ann Lee</submitter>
<version version="v1"><date>Mon, 6 Jan 2025 19:18:42 GMT</date><size>9kb</size></version>
<version version="v2"><date>Tue, 4 Feb 2025 20:18:42 GMT</date><size>9kb</size></version>
<title>Learning in V4</title><authors>Ann Lee and Bo Ek (Oslo, Norway)</authors>
<categories>q-bio.NC</categories><abstract>We study V4.</abstract></arXivRaw></metadata></record>"""


def atom(number):
    return f"""<entry><id>http://arxiv.org/abs/2501.{number:05}v2</id><published>2025-01-06T19:18:42Z</published>
<title>Learning in V4</title><summary>We study V4 &lt; V1.</summary><author><name>Ann Lee</name></author>
<arxiv:doi>10.1000/V4.{number}</arxiv:doi><category term="q-bio.NC"/></entry>"""


def csl(number, **more):
    item = {
        "id": f"lee{number}",
        "type": "article-journal",
        "title": "Learning in <i>V4</i>",
        "author": [{"family": "Lee", "given": "Ann"}, {"literal": "The V4 Group"}],
        "issued": {"date-parts": [[2019, 3, 7]]},
        "DOI": f"10.1000/V4.{number}",
        "container-title": "Journal of V4",
        "abstract": "<jats:p>We study V4.</jats:p>",
    }
    return json.dumps({**item, **more})


def ris(number):
    return f"""TY  - JOUR
ID  - {number}
TI  - Learning in V4
AU  - Lee, Ann
AU  - Ek, Bo
AB  - We study V4,
again and again.
PY  - 2019
DA  - 2019/03/07
T2  - Journal of V4
DO  - 10.1000/V4.{number}
KW  - attention
UR  - https://arxiv.org/abs/2501.{number:05}v1
ER  - """


def bibtex(number):
    return (
        f"@article{{lee{number},\n"
        r"""  title = {Learning in {V4}: {\"O}lmez \& $\alpha$},
  author = {van der Berg, Ann and M{\"u}ller, Jan and {The V4 Group}},
  journal = jv,
  year = 2019, month = mar,
  abstract = {We study 50\% of V4.},
  keywords = {attention, learning},
"""
        f"  doi = {{10.1000/V4.{number}}}\n}}"
    )


def jsonl(number):
    return json.dumps(
        {
            "id": f"own:{number}",
            "title": "Learning in V4",
            "abstract": "We study V4.",
            "authors": ["Ann Lee"],
            "doi": f"10.1000/v4.{number}",
        }
    )


def row(number):
    return f'{number},"Learning in V4, again","We ""study"" V4.","Lee, Ann; Ek, Bo",2019,10.1000/V4.{number}'


NUMBERS = (11, 12, 13)
DOCUMENTS = {
    "arxiv-atom": Document(
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:arxiv="http://arxiv.org/schemas/atom"><id>x</id>\n',
        tuple(map(atom, NUMBERS)),
        "\n</feed>\n",
    ),
    "arxiv-oai": Document(
        '<?xml version="1.0"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        "<responseDate>2025-03-01T00:00:00Z</responseDate><ListRecords>\n",
        (oai(11), oai_raw(12), oai(13)),
        "\n<resumptionToken>1|2</resumptionToken></ListRecords></OAI-PMH>\n",
    ),
    "arxiv-snapshot": Document("", tuple(map(snapshot, NUMBERS)), "\n"),
    "bibtex": Document(
        '@string{jv = "Journal of V4"}\n\n', tuple(map(bibtex, NUMBERS)), "\n", "\n\n"
    ),
    "csl-json": Document("[\n", tuple(map(csl, NUMBERS)), "\n]\n", ",\n"),
    "jsonl": Document("", tuple(map(jsonl, NUMBERS)), "\n"),
    "openalex": Document("", tuple(map(openalex, NUMBERS)), "\n"),
    "pubmed": Document(
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD '
        'PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/x.dtd">\n<PubmedArticleSet>\n',
        tuple(map(pubmed, NUMBERS)),
        "\n</PubmedArticleSet>\n",
    ),
    "ris": Document("", tuple(map(ris, NUMBERS)), "\n", "\n\n"),
    "table": Document("ID,Title,Abstract,Authors,Year,DOI\n", tuple(map(row, NUMBERS)), "\n"),
}
