"""Lists, counts and ranks: nothing stops silently, and what says most comes first."""

import re

import pytest
from lxml import html

from kg.graph import library
from kg.web.counted import _CHOICES
from kg.web.site import Site

CORTEX, NSD = "UBERON:0000411", "neurokg:nsd"
PARAMETERS = {query.name: {p.name for p in query.parameters} for query in library.queries()}


def tree(response):
    return html.fromstring(response.text)


def first_number(text):
    return int(re.match(r"\s*([\d,]+)", text)[1].replace(",", ""))


@pytest.fixture(scope="module")
def site(folder):
    site = Site(str(folder))
    yield site
    site.close()


@pytest.mark.parametrize(
    "path",
    ["/topic/q-bio.NC", "/topic/neurokg:v4", "/works", "/works?person=name:fox%20d",
     "/works?concept=neurokg:v4&other=neurokg:fmri", "/works?concept=neurokg:v4&type=Species",
     "/works?source=arXiv", "/works?source=arXiv&concept=neurokg:v4"],
)  # fmt: skip
def test_each_way_to_narrow_works_leaves_as_many_as_it_says(get, path):
    facets = tree(get(path)).xpath("//dl[@class='facets']//a[span]")
    assert len(facets) > 8
    for link in facets:
        narrowed = tree(get(link.get("href")))
        assert first_number(narrowed.findtext(".//h1")) == first_number(link[0].text)


def test_what_works_were_narrowed_to_can_be_undone(get):
    path = "/works?concept=neurokg:v4"
    values = {"year": 2020, "type": "Method", "kind": "preprint", "source": "arXiv"}
    for facet, value in values.items():
        links = tree(get(f"{path}&{facet}={value}")).xpath("//dl[@class='facets']//b/../a/@href")
        assert links == [path]


def test_works_are_told_apart_by_their_sources_in_pages_too(get):
    def total(query):
        return get(f"/api/v1/works?{query}").json()["total"]

    everything, arxiv, own = total(""), total("source=arXiv"), total("source=own file")
    assert total("source=PubMed") == 1
    assert everything == arxiv + own  # what PubMed has, arXiv has too
    shown, address = [], "/works?source=arXiv"
    while address:
        page = tree(get(address))
        shown += page.xpath("//article[@class='card']/h3/a/@href")
        address = next(iter(page.xpath("//nav[@class='pages']/a[@rel='next']/@href")), None)
    assert len(shown) == len(set(shown)) == arxiv > 24
    assert total("source=nowhere") == 0
    assert total("source=PubMed&person=orcid:0000-0002-1825-0097") == 1
    assert total("source=PubMed&person=name:kim s") == 0


def test_a_name_has_as_many_works_on_its_page_as_in_lists_of_people(get):
    (one,) = [
        one
        for one in tree(get("/people?person=name:kim%20s")).xpath("//ul[@class='people']/li")
        if one.xpath("a[@href='/name/kim%20s']")
    ]
    number = first_number(one.xpath(".//a[@class='count']")[0].text)
    page = tree(get("/name/kim%20s"))
    (works,) = page.xpath("//ul[@class='figures']//a[contains(@href, 'person=name:')]")
    listed = tree(get(works.get("href")))
    assert number == first_number(works.text_content()) == first_number(listed.findtext(".//h1"))
    assert number == len(page.xpath("//article[@class='card']"))
    assert page.xpath("//aside//a[@href='/person/orcid:0000-0001-5109-3700']")  # works of its own
    (found,) = [row for row in get("/api/v1/search?q=S. Kim").json() if row["id"] == "name:kim s"]
    assert found["works"] == number


def test_several_people_are_told_only_where_the_graph_shows_them(get):
    told = {
        one.xpath("a/@href")[0]
        for page in (1, 2, 3, 4, 5, 6)
        for one in tree(get(f"/people?page={page}")).xpath("//ul[@class='people']/li")
        if "several people" in one.text_content()
    }
    assert told == {"/name/kim%20s"}
    assert "one work names two of them" in get("/name/kim%20s").text


def test_the_number_of_each_type_leads_to_so_many_concepts(get):
    links = tree(get("/concepts")).xpath("//h3/a[@class='count']")
    total = 0
    for link in links:
        page = tree(get(link.get("href")))
        number = first_number(link.text_content())
        assert first_number(page.findtext(".//h1")) == number
        assert len(page.xpath("//ol[@class='ranked index']/li")) == number
        total += number
    assert total == first_number(tree(get("/concepts")).findtext(".//h1"))
    assert any("Dataset" in link.get("href") for link in links)


def test_people_come_in_pages_that_hold_each_once(get):
    shown, address = [], "/people"
    while address:
        page = tree(get(address))
        shown += page.xpath("//a[@class='name']/@href")
        address = next(iter(page.xpath("//nav[@class='pages']/a[@rel='next']/@href")), None)
    assert "/name/kim%20s" in shown  # two people of one work, with one page
    assert len(shown) == len(set(shown)) == first_number(page.findtext(".//h1")) - 1


def test_two_of_a_name_in_one_work_are_two_people_and_called_by_what_they_share(get):
    page = tree(get("/people?person=name:kim%20s"))
    assert first_number(page.findtext(".//h1")) == 2
    (name,) = page.xpath("//a[@class='name']")
    assert name.text_content() == "S. Kim"
    for query in ("soo kim", "sun kim"):
        assert "S. Kim" in [row["label"] for row in get("/suggest", params={"q": query}).json()]
    nodes = get("/api/v1/slice?start=name:kim%20s").json()["nodes"]
    assert "S. Kim" in [node["label"] for node in nodes if node["kind"] == "Person"]


def test_experts_are_those_with_several_works(get):
    link = tree(get("/topic/neurokg:v4")).xpath("//a[contains(., 'with several works')]")[0]
    page = tree(get(link.get("href")))
    counts = [
        first_number(one) for one in page.xpath("//ul[@class='people']//a[@class='count']/text()")
    ]
    assert len(counts) == first_number(link.text_content())
    assert min(counts) >= 2


def test_a_page_after_the_last_is_the_last(get):
    assert "25–34 of 34" in get("/works?page=99").text


def test_a_topic_does_not_lead_its_own_list(get):
    page = tree(get("/topic/neurokg:v4"))
    assert not page.xpath("//ol[@class='ranked']//a[@href='/concept/neurokg:v4']")


def test_communities_show_their_people_and_concepts(get):
    page = tree(get("/communities?topic=arxiv.category:q-bio.NC"))
    community = page.xpath("//ul[@class='communities']/li")[0]
    assert community.xpath(".//p[@class='members']/a")
    assert community.xpath(".//p[@class='on']/a")


def test_works_of_two_people_are_those_they_wrote_together(get):
    link = tree(get("/topic/neurokg:v4")).xpath("//ul[@class='people']//a[@class='name']")[0]
    page = get(link.get("href"))
    together = tree(page).xpath("//section[@id='with']//a[@class='count']")[0]
    heading = tree(get(together.get("href"))).find(".//h1").text_content()
    assert first_number(heading) == first_number(together.text_content())
    assert " by " in heading
    assert " and " in heading


def test_years_that_cannot_be_come_last(site):
    row = site.one("works-all", last=2020)
    years = {card["id"]: card["year"] for card in site.query("cards", works=row["ids"])}
    ordered = [years[id] for id in row["ids"]]
    assert ordered[0] == 2020
    assert max(ordered[-5:]) > 2020


def test_names_that_begin_so_come_before_names_that_are_like_it(get):
    labels = [row["label"] for row in get("/suggest?q=neuropix").json() if row["kind"] == "method"]
    assert labels[0] == "Neuropixels"
    assert all(label.startswith("Neuropixels") for label in labels)


def test_a_suggestion_bears_the_mark_of_its_type(get):
    region = get("/suggest?q=V4").json()[0]
    method = get("/suggest?q=fMRI").json()[0]
    assert (region["kind"], region["shape"]) == ("region", "")
    assert method["shape"].count(",") == 4


def test_evidence_names_its_work_and_marks_the_concept(get):
    quote = tree(get("/concept/neurokg:v4")).xpath("//blockquote")[0]
    assert quote.xpath(".//mark")[0].text == "V4"
    source = quote.xpath(".//footer/a")[0]
    title = tree(get(source.get("href"))).find(".//h1").text_content()
    assert source.text_content() == title


def test_what_is_above_a_concept_is_no_company_of_it(get):
    page = tree(get("/concept/neurokg:v4"))
    assert page.xpath("//ol[@class='ranked with']//a[@href='/concept/neurokg:fmri']")
    assert not page.xpath("//ol[@class='ranked with']//a[@href='/concept/UBERON:0000411']")


def test_a_word_that_is_left_out_on_purpose_is_told(get):
    assert "“brain” is not looked for in texts" in get("/concept/UBERON:0000955").text


def test_a_name_of_several_people_is_the_shortest_of_theirs(get):
    name = get("/api/v1/people/name:lee a").json()["name"]
    assert name == "Ann Lee"


def test_questions_are_told_in_words_of_the_page(get):
    missing = get("/ask/concept-pairs")
    assert missing.status_code == 404
    assert "/ask lists them" in missing.text
    told = get("/ask/methods-of-region?limit=3")
    assert told.status_code == 400
    assert "region is missing" in told.text


@pytest.mark.parametrize("name", sorted(_CHOICES))
def test_numbers_of_an_answer_lead_to_what_they_count(get, name):
    asked = {"concept": CORTEX, "region": CORTEX} if name != "not-yet-with" else {"concept": NSD}
    page = tree(get(f"/ask/{name}", params=asked | {"type": "", "limit": "50"}))
    counted = page.xpath("//td[@class='num']/a[starts-with(@href, '/works?')]")
    assert counted or name in {"people", "not-yet-with"}  # nobody was joined in these papers
    for link in counted[:8]:
        there = tree(get(link.get("href"))).findtext(".//h1")
        assert first_number(there) == first_number(link.text)
    sure = tree(get(f"/ask/{name}", params=asked | {"minConfidence": "0.5"}))
    assert "minConfidence" not in PARAMETERS[name] or not sure.xpath(
        "//td/a[contains(@href, 'works?')]"
    )


def test_a_lift_of_one_or_two_works_says_so(get):
    table = tree(get(f"/ask/mentioned-with?concept={NSD}&limit=50"))
    for row in table.xpath("//tbody/tr"):
        cells = [cell.text_content() for cell in row]
        assert ("from" in cells[3]) == (int(cells[2]) < 3)
    assert "from 1 work" in table.text_content()


def test_an_answer_without_rows_says_so_and_what_makes_them(get):
    assert "kg identity merge" in get("/ask/decisions").text
    assert "The graph holds no answer." in get("/ask/retracted").text


def test_an_answer_with_more_rows_than_it_shows_says_so_and_leads_on(get):
    page = tree(get("/ask/top-concepts?limit=2"))
    assert page.xpath("count(//tbody/tr)") == 2
    assert "2 rows, and there are more" in page.text_content()
    whole = tree(get(page.xpath("//a[contains(., 'Up to')]/@href")[0]))
    assert whole.xpath("count(//tbody/tr)") == 6
    assert "more" not in whole.xpath("//section/h2")[0].text
    assert get("/api/v1/queries/top-concepts?limit=2").headers["x-more"] == "true"
    assert get("/ask/top-concepts?limit=0").text.count("<tr>") <= 1


def test_answers_name_things_first_and_link_them(get):
    table = tree(get("/ask/region-by-method?region=UBERON:0000411")).find(".//table")
    assert [head.text for head in table.findall(".//th")][:2] == ["region", "method"]
    assert table.xpath(".//td[1]/a")[0].text_content() == "visual area V4"
