"""What the description of the JSON interface promises holds for whatever it allows to ask."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings

described = schemathesis.pytest.from_fixture("description")


@pytest.fixture(scope="module")
def description(address):
    return schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")


@described.parametrize()
@settings(
    max_examples=8, deadline=None, derandomize=True, database=None,
    phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_every_answer_is_as_it_is_described_and_none_is_an_error_of_ours(case):
    case.call_and_validate()
