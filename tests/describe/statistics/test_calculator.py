"""Numbers typed in: results, formulas worked out, and sentences for numbers that cannot be right."""

import ast
from pathlib import Path

import pytest

from retention_core.describe.statistics import calculator, formulas
from retention_core.i18n import speech
from retention_core.kernel.errors import InputProblem, WrongInput
from retention_core.kernel.settings import PeriodKind
from retention_core.wording.describe.calculator_sentences import NAMES, WRONG, what_is_wrong, worked_out

EN = speech("en")


def said(*results: calculator.Worked) -> list[str]:
    return [worked_out(result, EN) for result in results]


def test_kept_from_start_gained_and_end():
    assert said(*calculator.customers_kept(102, 20, 115)) == [
        "(customers at the end - gained) / customers at the start = (115 - 20) / 102 = 93.1%",
        "lost / customers at the start = 7 / 102 = 6.9%",
    ]


def test_lost_from_those_who_started_and_cancelled_and_over_a_year():
    """5% a month: 0.95 to the twelfth is 54.0%."""
    assert said(*calculator.customers_lost(200, 10, PeriodKind.MONTH)) == [
        "lost / customers at the start = 10 / 200 = 5%",
        "(customers at the start - lost) / customers at the start = (200 - 10) / 200 = 95%",
        "kept in a month to the power of 12 = 95% ^ 12 = 54%",
    ]
    assert len(calculator.customers_lost(200, 10, PeriodKind.YEAR)) == 2


def test_cost_of_gaining():
    assert said(calculator.cost_of_gaining(1000, 8, "EUR")) == ["spent / customers won = €1,000.00 / 8 = €125.00"]


def test_worth_by_the_published_formula():
    """m 1, r .8, d .1: 2.67."""
    assert said(calculator.worth_of_a_customer(1, 0.8, 0.1)) == [
        "margin x kept / (1 + discount - kept) = 1.00 x 80% / (1 + 10% - 80%) = 2.67"
    ]


@pytest.mark.parametrize(
    ("spend", "churn", "margin", "worth"),
    [(100, 0.05, 1.0, 2000), (100, 0.05, 0.8, 1600), (30, 0.06, 1.0, 500), (30, 0.04, 1.0, 750)],
)
def test_simple_worth_as_published(spend, churn, margin, worth):
    assert float(calculator.simple_worth(spend, churn, margin).result) == worth


def test_revenue_kept_and_worth_against_cost():
    gross, net = calculator.revenue_kept(100, 10, 10, 10)
    assert (gross.result, net.result) == (0.8, 0.9)
    assert said(net)[0].endswith("(100.00 + 10.00 - 10.00 - 10.00) / 100.00 = 90%")
    assert said(calculator.worth_against_cost(300, 100)) == [
        "worth of a customer / cost of gaining one = 300.00 / 100.00 = 3"
    ]


WRONG_CALLS = [
    (lambda: calculator.customers_kept(0, 1, 1), "nobody at the start"),
    (lambda: calculator.customers_kept(10, 9, 8), "9 gained cannot be right with 8 at the end"),
    (lambda: calculator.customers_kept(10, 0, 11), "only 10 were there at the start"),
    (lambda: calculator.customers_lost(10, 11, PeriodKind.MONTH), "11 lost cannot be right"),
    (lambda: calculator.customers_lost(-1, 0, PeriodKind.MONTH), "Customers at the start cannot be below zero"),
    (lambda: calculator.cost_of_gaining(5, 0), "With nobody won"),
    (lambda: calculator.cost_of_gaining(-5, 1), "What was spent cannot be below zero"),
    (lambda: calculator.worth_of_a_customer(1, 1.0, 0.0), "no end"),
    (lambda: calculator.worth_of_a_customer(1, 1.2, 0.5), "Share kept must lie between"),
    (lambda: calculator.simple_worth(30, 0, 1), "no end"),
    (lambda: calculator.simple_worth(30, 0.1, 1.1), "Margin must lie between"),
    (lambda: calculator.revenue_kept(0, 0, 0, 0), "no revenue before"),
    (lambda: calculator.revenue_kept(10, 0, 6, 5), "11 less cannot be right"),
    (lambda: calculator.worth_against_cost(10, 0), "costs nothing"),
]


@pytest.mark.parametrize(("call", "sentence"), WRONG_CALLS)
def test_the_sentence_names_the_number_that_cannot_be_right(call, sentence):
    with pytest.raises(WrongInput) as wrong:
        call()
    assert sentence in what_is_wrong(wrong.value, EN)


def test_every_code_and_name_of_the_rates_has_words():
    tree = ast.parse(Path(str(formulas.__file__)).read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    codes = {InputProblem[call.args[0].attr] for call in calls if call.func.id == "WrongInput"}  # type: ignore[union-attr]
    named = {word.arg for call in calls if call.func.id in ("_not_negative", "_a_share") for word in call.keywords}  # type: ignore[union-attr]
    assert (codes, named) == (set(WRONG), set(NAMES))
