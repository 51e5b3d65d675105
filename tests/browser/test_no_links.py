"""Addresses in a file stay text: nothing that a customer or product is called can be clicked or loaded."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import PAGES_OF_A_VISIT, Visitor

PRODUCTS = ("http://evil.example/x", "www.evil.example", "see me@evil.example", "![x](https://evil.example/x.png)")
FOREIGN = (
    "links => links.map(one => one.getAttribute('href')).filter(href => /^(https?:|mailto:|xmpp:|\\/\\/)/.test(href))"
)


@pytest.mark.parametrize("pages", PAGES_OF_A_VISIT)
def test_no_page_makes_a_link_of_what_stands_in_a_file(
    visitor: Callable[..., Visitor], tmp_path: Path, pages: tuple[str, ...]
) -> None:
    orders = tmp_path / "orders.csv"
    lines = [
        f"{n},C{n % 37},www.c{n % 37}.example,c{n % 37}@evil.example,2025-{n % 12 + 1:02d}-{n % 27 + 1:02d},"
        f"{10 + n % 7}.50,{PRODUCTS[n % len(PRODUCTS)]}"
        for n in range(400)
    ]
    orders.write_text("\n".join(["order,customer,name,email,date,amount,product", *lines]))
    someone = visitor().open().drop(orders)
    shop, seen = someone.page.url.split("?")[1], ""
    for page in pages:
        someone.open(f"{page}?{shop}")
        seen += someone.text()
        links = someone.page.locator("a").evaluate_all(FOREIGN)
        assert [link for link in links if not link.startswith(someone.address)] == [], page
    assert "evil.example" in seen.replace("\N{WORD JOINER}", "")


def test_an_address_is_copied_without_the_sign_that_keeps_it_from_being_a_link(
    visitor: Callable[..., Visitor], tmp_path: Path
) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text("customer,email,date,amount\n" + "C1,c1@evil.example,2025-01-02,5\n" * 3)
    someone = visitor().open().drop(orders)
    someone.open(f"customer?{someone.page.url.split('?')[1]}")
    someone.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = someone.page.get_by_text("evil.example").first
    shown.evaluate("shown => getSelection().selectAllChildren(shown)")
    someone.page.keyboard.press("Control+C")
    assert "c1@evil.example" in someone.page.evaluate("navigator.clipboard.readText()")
