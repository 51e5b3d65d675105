"""Two tabs of one browser with the same customer: neither undoes what the other noted, and each sees it."""

from collections.abc import Callable
from pathlib import Path

from tests.browser.conftest import Visitor

Visitors = Callable[..., Visitor]


def _noted(tab: Visitor) -> tuple[str, bool]:
    switch = tab.page.get_by_role("switch", name="Do not contact").or_(tab.page.get_by_label("Do not contact"))
    return tab.page.get_by_label("Note", exact=True).input_value(), switch.first.is_checked()


def _look_for(tab: Visitor, customer: str) -> Visitor:
    field = tab.page.get_by_label("Number, name or e-mail")
    field.fill(customer)
    field.press("Enter")
    return tab.settle()


def test_a_stale_tab_that_only_searches_undoes_nothing(visitor: Visitors, tmp_path: Path) -> None:
    shop = tmp_path / "shop.csv"
    rows = [f"tab{n % 20},2024-{n % 12 + 1:02}-{n % 27 + 1:02},{n}.00" for n in range(1, 200)]
    shop.write_text("customer,date,amount\n" + "\n".join(rows), "utf-8")
    stale, other = visitor().open().drop(shop), visitor().open().drop(shop)
    for tab in (stale, other):
        _look_for(tab.go("One customer"), "tab7")
        assert _noted(tab) == ("", False)
    other.page.get_by_label("Note", exact=True).fill("angry")
    other.page.get_by_text("Do not contact").first.click()
    other.settle()
    _look_for(stale, "TAB7")
    assert _noted(stale) == _noted(other) == ("angry", True)
    _look_for(other, "tab8")
    _look_for(other, "tab7")
    assert _noted(other) == ("angry", True)
