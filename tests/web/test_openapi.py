"""What the description of the JSON interface promises holds for whatever it allows to ask."""

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

FEW = settings(
    max_examples=5, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def test_every_answer_is_as_it_is_described_and_none_is_an_error_of_ours(address):
    schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")
    asked = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @FEW
        @given(case=operation.as_strategy())
        def ask(case):
            # What the graph does not hold is refused however well it is written.
            case.call_and_validate(timeout=240, excluded_checks=[positive_data_acceptance])

        ask()
        asked.append(operation.label)
    assert len(asked) >= 8
