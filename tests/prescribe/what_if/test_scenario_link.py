"""Levers in a link: they come back as they went, and a link from anywhere does no harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_core.prescribe.programme.levers import Lever, LiftDefinition
from retention_core.prescribe.what_if.scenario_link import scenarios_of, scenarios_text

LEVERS = st.builds(
    Lever,
    lift=st.floats(0, 1),
    reading=st.sampled_from(LiftDefinition),
    tiers=st.sampled_from([None, (1,), (1, 3)]),
    from_period=st.integers(1, 12),
    rewards=st.sampled_from([(), ((1, 2.5), (3, 1.0))]),
    cost_per_period=st.floats(0, 1e9),
)


@given(st.dictionaries(st.text(min_size=1, max_size=60), LEVERS, max_size=4))
def test_named_levers_come_back(scenarios):
    assert scenarios_of(scenarios_text(scenarios)) == scenarios


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "7", '{"a": 3}', '{"a": {"lift": "x", "evil": 1, "tiers": ["a"], "reading": "no"}}',
     '{"a": {"margin": 1e999, "rewards": [[1], "x"], "horizon_months": true}}'],
)  # fmt: skip
def test_a_link_from_anywhere_gives_usual_levers_or_none(text):
    assert set(scenarios_of(text).values()) <= {Lever()}


def test_no_more_than_four_and_no_endless_names():
    found = scenarios_of(scenarios_text({f"{'x' * 100}{at}": Lever() for at in range(9)}))
    assert len(found) <= 4 and all(len(name) <= 60 for name in found)
