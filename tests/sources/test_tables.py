import pytest

from kg.errors import UsageError
from kg.model import Paper, Reject
from kg.sources import read

HEADER = "ID,Title,Abstract,Authors,Year,DOI"


def reading(tmp_path, text, **more):
    path = tmp_path / "in.csv"
    path.write_text(text)
    return list(read([path], **more))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_usual_columns_are_known_whatever_parts_them(tmp_path, delimiter):
    cells = ("pmid:12", "Learning in V4", '"We\nstudy V4."', "Ann Lee", "2019", "10.1000/V4")
    (paper,) = reading(
        tmp_path, HEADER.replace(",", delimiter) + "\n" + delimiter.join(cells) + "\n"
    )
    assert (paper.id, paper.title, paper.abstract) == ("pmid:12", "Learning in V4", "We study V4.")
    assert paper.published.year == 2019
    assert paper.ids == ("doi:10.1000/v4",)


def test_columns_can_be_named(tmp_path):
    (paper,) = reading(
        tmp_path,
        "Nr,Was,Wann\nx1,Learning in V4,2019 Spring\n",
        columns={"id": "Nr", "title": "Was", "published": "Wann"},
    )
    assert (paper.id, paper.title, paper.published.month) == ("x1", "Learning in V4", 3)


def test_exports_of_pubmed_and_zotero_are_known(tmp_path):
    (paper,) = reading(
        tmp_path,
        "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,PMCID,DOI\n"
        '12,Learning in V4,"Lee A, Ek B.",x,Lee A,J V4,2019,PMC12,10.1000/V4\n',
    )
    assert (paper.id, paper.journal) == ("doi:10.1000/v4", "J V4")
    assert paper.ids == ("pmid:12", "pmcid:PMC12")
    assert [author.name for author in paper.authors] == ["Lee A", "Ek B"]
    (paper,) = reading(
        tmp_path,
        '"Key","Publication Year","Author","Title","Publication Title","DOI","Abstract Note"\n'
        '"ABC","2019","Lee, Ann; Ek, Bo","Learning in V4","J V4","","We study V4."\n',
    )
    assert (paper.id, paper.abstract) == ("ABC", "We study V4.")
    assert [author.name for author in paper.authors] == ["Ann Lee", "Bo Ek"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("b,Title,Abstract,Ann Lee,2019", "5 cells under a header of 6"),
        ("b,Title,Abstract,Ann,Lee,2019,10.1000/v4", "7 cells under a header of 6"),
        ("b,Abstract,Ann Lee,2019,10.1000/v4,", "is no date"),
        ("b,Title,Abstract,Ann Lee,10.1000/v4,2019", "columns seem to be shifted"),
        (",Title,Abstract,Ann Lee,2019,", "no id"),
        ('b,"Title,Abstract,Ann Lee,2019,10.1000/v4', "a quote is opened"),
        ("b c,Title,Abstract,Ann Lee,2019,10.1000/v4", "white space"),
        ("b,,,Ann Lee,2019,10.1000/v4", "neither title nor abstract"),
    ],
)
def test_a_shifted_row_is_told_with_its_line_and_its_neighbours_stay(tmp_path, row, said):
    good = "{},Title,Abstract,Ann Lee,2019,10.1000/v4"
    text = "\n".join((HEADER, good.format("a"), row, good.format("c"), ""))
    records = reading(tmp_path, text)
    rejects = [record for record in records if isinstance(record, Reject)]
    assert [record.id for record in records if isinstance(record, Paper)][::10] == ["a"]
    assert records[-1].id == "c"
    assert said in rejects[0].reason
    assert rejects[0].line == 3


def test_a_column_that_is_not_there_is_told(tmp_path):
    (reject,) = reading(tmp_path, HEADER + "\n", columns={"title": "Titel"})
    assert "no column 'Titel'; the header has ID, Title" in reject.reason


def test_unknown_fields_and_formats_without_columns_are_refused(tmp_path):
    with pytest.raises(UsageError, match="no field 'titel'"):
        reading(tmp_path, HEADER, columns={"titel": "Title"})
    with pytest.raises(UsageError, match="not for ris"):
        reading(tmp_path, HEADER, columns={"title": "Title"}, format="ris")


def test_a_header_too_long_for_one_is_told(tmp_path):
    (reject,) = reading(tmp_path, "ID,Title," + "x" * 200_000 + "\n", columns={"id": "ID"})
    assert "no header of a table" in reject.reason
