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


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("12/25/2019", "2019-12-25"),
        ("25/12/2019", "2019-12-25"),
        ("07/03/2019", "2019-03-07"),
        ("07.03.2019", "2019-03-07"),
        ("3.7.2019", "2019-07-03"),
        ("7 Mar 2019", "2019-03-07"),
        ("March 7th, 2019", "2019-03-07"),
        ("15-30 Jul 1975", "1975-07-15"),
        ("Dec 1998-Jan 1999", "1998-12-01"),
        ("3/2019", "2019-03-01"),
        ("20190307", "2019-03-07"),
        ("99/99/2019", "2019-01-01"),
    ],
)
def test_dates_are_read_in_whatever_order_they_are_written(tmp_path, said, meant):
    (paper,) = reading(tmp_path, f'ID,Title,Date\na,Learning in V4,"{said}"\n')
    assert paper.published.date().isoformat() == meant


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Smith, John A., Lee, Bob C.", ["John A. Smith", "Bob C. Lee"]),
        ("Smith, J., Lee, B., and Ek, C.", ["J. Smith", "B. Lee", "C. Ek"]),
        ("O'Brien, Jo-Ann K., Lee, Bob", ["Jo-Ann K. O'Brien", "Bob Lee"]),
        ("van der Berg, Ann Maria and Ek, Bo", ["Ann Maria van der Berg", "Bo Ek"]),
        ("van der Berg, Ann Maria; Ek, Bo J.", ["Ann Maria van der Berg", "Bo J. Ek"]),
        ("Ann Lee, Bo Ek and Cy Day", ["Ann Lee", "Bo Ek", "Cy Day"]),
        ("Lee A, Ek B.", ["Lee A", "Ek B"]),
        ("Berg, Jr, Ann", ["Ann Berg Jr"]),
    ],
)
def test_names_of_one_cell_are_parted(tmp_path, cell, names):
    (paper,) = reading(tmp_path, f'ID,Title,Authors\na,Learning in V4,"{cell}"\n')
    assert [author.name for author in paper.authors] == names


def test_what_is_not_utf8_is_read_as_windows_1252_and_told(tmp_path):
    path = tmp_path / "in.csv"
    row = "a,Caf\u00e9 \u201cV4\u201d,Jos\u00e9 M\u00fcller\n"
    path.write_bytes(b"ID,Title,Authors\n" + row.encode("cp1252") + "b,V4,Zo\u00eb Lee\n".encode())
    first, second, told = read([path])
    assert (first.title, first.authors[0].name) == ("Café “V4”", "José Müller")
    assert second.authors[0].name == "Zoë Lee"
    assert told.line == 2
    assert "not UTF-8" in told.reason
