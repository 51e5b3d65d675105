"""What the state of an order says: that it came about, that it did not, or that nobody knows."""

import pytest

from retention_core.ingest import Answer, totals
from tests.ingest.shop import read


def states(header: str, state: str, other: str = "completed") -> str:
    rows = [f"c{at % 5},2024-01-{at + 1:02},10.00,{state if at == 3 else other}" for at in range(20)]
    return "\n".join([f"customer,date,amount,{header}", *rows])


def orders_of(content: str, *answers: Answer) -> int:
    return totals(read(content, *answers).workbook)["orders"]


@pytest.mark.parametrize(
    "state",
    ("Cancellation refused", "cancel request declined", "Refund denied", "Storno abgelehnt", "Dispute rejected",
     "退款关闭", "取消被拒绝", "Annulation refusée", "Not cancelled", "partially cancelled"),
)  # fmt: skip
def test_an_order_whose_undoing_was_refused_stands(state):
    assert orders_of(states("status", state)) == 20


@pytest.mark.parametrize(
    "state",
    ("Cancel requested", "Pending cancellation", "cancellation_pending", "Storno beantragt", "取消申请中", "申请取消",
     "キャンセル依頼", "sztornó kérve", "Cancelamento solicitado", "Annulation demandée"),
)  # fmt: skip
def test_an_order_that_somebody_asked_to_cancel_is_asked_about(state):
    question = read(states("status", state)).questions[0]
    assert (question.code, question.values["rows"]) == ("states", 1)
    assert orders_of(states("status", state), Answer("states", "count")) == 20
    assert orders_of(states("status", state), Answer("states", "set_aside")) == 19


@pytest.mark.parametrize(
    "state", ("cancelled", "Cancelled by customer request", "Order cancelled (refund pending)", "Cancellation approved")
)
def test_a_cancelled_order_is_one_whatever_else_is_said(state):
    assert orders_of(states("status", state)) == 19


@pytest.mark.parametrize("header", ("state", "State", "Stage", "Zustand", "remarks", "备注"))
def test_a_column_that_may_hold_states_is_one_where_its_cells_are_nothing_else(header):
    assert orders_of(states(header, "cancelled", "paid")) == 19
    assert orders_of(states(header, "TX", "CA")) == 20
    assert orders_of(states(header, "cancelled the gift wrap", "please ring")) == 20
