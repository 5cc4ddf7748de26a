import pytest

from tests.sources.documents import DOCUMENTS
from tests.sources.fuzz import problem


@pytest.mark.parametrize("format", DOCUMENTS)
def test_a_mutated_record_costs_no_sound_one_and_is_told(format):
    for seed in range(30):
        assert problem(format, seed) is None, f"{format} {seed}"
