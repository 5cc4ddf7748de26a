"""An installed wheel works away from the checkout, with its vocabulary and queries inside."""

import os
import re
import subprocess
import sys
import zipfile

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The wheel, unpacked into a folder that comes first on the path of another process."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT]
    subprocess.run(list(map(str, build)), check=True)
    (wheel,) = folder.glob("neurokg-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_it_extracts_and_queries_from_its_own_data(installed, tmp_path, sample_feed):
    code = (
        "import kg, sys; from kg import resources; from kg.cli import main\n"
        "assert kg.__file__.startswith(sys.argv[1]), kg.__file__\n"
        "assert str(resources.ontology_dir()).startswith(sys.argv[1])\n"
        "assert str(resources.cypher_dir()).startswith(sys.argv[1])\n"
        "sys.argv[1:2] = []; main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}

    def kg(*args):
        command = [sys.executable, "-c", code, str(installed), *map(str, args)]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        ).stdout

    assert len(kg("extract", sample_feed).splitlines()) == 24
    assert "region-papers" in kg("query", "--list")


def test_the_image_copies_all_that_the_wheel_is_made_of():
    copied = re.findall(r"^COPY (\w+) \./\1$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    data = (ROOT / "pyproject.toml").read_text().partition("wheel.force-include]\n")[2]
    folders = re.findall(r"^(\w+) = ", data.partition("\n\n")[0], re.MULTILINE)
    assert sorted(copied) == sorted(["kg", *folders])


def test_it_holds_nothing_that_does_not_belong(installed):
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*")}
    assert "kg/py.typed" in names
    assert "kg/_data/ontology/curated/methods-imaging.ttl" in names
    assert not any(name.startswith(("tests", "docs")) or "__pycache__" in name for name in names)
