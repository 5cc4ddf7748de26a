"""``kg vocab add``, ``list``, ``remove`` as a user types them."""

import json
from pathlib import Path

from kg import config
from kg.vocabulary import Vocabulary

OBO = """format-version: 1.2

[Term]
id: CLQ:0001
name: quartz tetrode drive

[Term]
id: CLQ:0002

[Term]
id: CLQ:0003
name without a colon
"""


def test_the_commands_add_list_and_take_away(kg, tmp_path, monkeypatch):
    monkeypatch.setenv("KG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "cli.obo").write_text(OBO)
    told = kg("vocab", "add", "cli.obo", "--type", "method", "--licence", "CC0-1.0", "--version",
              "7", "--json")  # fmt: skip
    assert told.code == 3
    assert (told.json["name"], told.json["concepts"], told.json["rejected"]) == ("cli", 1, 2)
    rejected = [json.loads(line) for line in Path("vocab.rejected.jsonl").read_text().splitlines()]
    assert len(rejected) == 2
    assert "cli" in [row["name"] for row in kg("vocab", "list", "--json").json]
    assert "CC0-1.0" in kg("vocab", "list").out
    assert kg("lookup", "CLQ:0001", "--json").json[0]["source"] == "cli 7"
    compiled = f"vocabulary-{Vocabulary.load().version}-*"
    assert list(config.cache_home().glob(compiled))
    assert kg("vocab", "remove", "cli").code == 0
    assert not list(config.cache_home().glob(compiled))
    assert kg("lookup", "CLQ:0001").code == 1
    gone = kg("vocab", "remove", "cli")
    assert (gone.code, gone.err) == (1, "kg: no added vocabulary 'cli'; there are: none\n")
