"""Exports of platforms, known by their columns. Adding one is adding an entry to one of the tables here."""

import polars as pl

from retention_core.ingest.platforms.amazon import AMAZON
from retention_core.ingest.platforms.ebay import EBAY
from retention_core.ingest.platforms.etsy import ETSY
from retention_core.ingest.platforms.marketplaces import MARKETPLACES
from retention_core.ingest.platforms.mollie import MOLLIE
from retention_core.ingest.platforms.paypal import PAYPAL
from retention_core.ingest.platforms.platform import Platform
from retention_core.ingest.platforms.shop_systems import SHOP_SYSTEMS
from retention_core.ingest.platforms.shopify import SHOPIFY
from retention_core.ingest.platforms.square import SQUARE
from retention_core.ingest.platforms.stripe import STRIPE
from retention_core.ingest.platforms.woocommerce import WOOCOMMERCE
from retention_core.ingest.words.header_spelling import normalized

PLATFORMS: tuple[Platform, ...] = (
    *SHOPIFY, *WOOCOMMERCE, *ETSY, *SQUARE, *STRIPE, *PAYPAL, *MOLLIE, *AMAZON, *EBAY, *MARKETPLACES, *SHOP_SYSTEMS,
)  # fmt: skip
_PEOPLE = frozenset({"customer_id"})


def platform_of(named: tuple[str | None, ...]) -> Platform | None:
    """The platform whose export has these headers; None: none known."""
    present = {normalized(name) for name in named if name}
    fits = [p for p in PLATFORMS if all(_spelled(headers) & present for headers in p.signature)]
    return max(fits, key=lambda p: len(p.signature), default=None)


def _spelled(headers: str) -> set[str]:
    return {normalized(header) for header in headers.split("|")}


def platform_columns(platform: Platform, named: tuple[str | None, ...], cells: pl.DataFrame) -> dict[str, str]:
    """Field -> position of its column, as the platform writes it; for the customer the one most filled."""
    found = {}
    for clean, headers in platform.fields.items():
        if places := columns_named(headers, named):
            found[clean] = min(places, key=lambda at: cells[at].null_count()) if clean in _PEOPLE else places[0]
    return found


def columns_named(headers: str, named: tuple[str | None, ...]) -> list[str]:
    """Positions of the columns with one of these headers, in the order of the headers.

    Of columns that differ in capitals or signs only, that which is spelled as the header is.
    """
    places: dict[str, int] = {}
    for at, name in reversed(list(enumerate(named))):
        places[normalized(name or "")] = at
    to_the_letter = {name: at for at, name in enumerate(named) if name}
    found = [(to_the_letter.get(header, places.get(normalized(header)))) for header in headers.split("|")]
    return [str(at) for at in found if at is not None]
