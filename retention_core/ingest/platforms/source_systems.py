"""Which system a file that is no list of sales looks like, by headers that only its exports have together."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from retention_core.ingest.words.header_spelling import normalized


class SourceSystem(StrEnum):
    """Systems whose other exports are dropped by mistake; each has a sentence that says which one is needed."""

    SHOPIFY = "shopify"
    WOOCOMMERCE = "woocommerce"
    SQUARE = "square"
    STRIPE = "stripe"
    ETSY = "etsy"
    QUICKBOOKS = "quickbooks"
    XERO = "xero"
    WAVE = "wave"
    DATEV = "datev"
    FEC = "fec"
    HUBSPOT = "hubspot"
    SALESFORCE = "salesforce"
    PIPEDRIVE = "pipedrive"
    MAILING = "mailing"
    ANALYTICS = "analytics"


# Per system its other exports: headers that stand in one file, those that mean the same parted by a bar.
_EXPORTS: Mapping[SourceSystem, tuple[tuple[str, ...], ...]] = {
    SourceSystem.SHOPIFY: (
        ("Total Spent", "Total Orders", "Accepts Email Marketing|Accepts SMS Marketing|Accepts Marketing"),
        ("Handle", "Variant SKU|Variant Price"),
        ("Handle", "Option1 Name", "Location|Available|On hand (current)"),
        ("orders_count", "total_spent", "accepts_marketing|email"),
    ),
    SourceSystem.WOOCOMMERCE: (
        ("Visibility in catalog|Is featured?", "SKU"),
        ("AOV", "Last active|Sign up|Date registered"),
    ),
    SourceSystem.SQUARE: (
        ("Square Customer ID", "Transaction Count|Lifetime Spend|Creation Source"),
        ("Token", "Item Name", "Variation Name"),
    ),
    SourceSystem.STRIPE: (
        ("Delinquent", "Created (UTC)|Account Balance"),
        ("Arrival Date (UTC)", "Amount"),
    ),
    SourceSystem.ETSY: (("MATERIALS", "IMAGE1"),),
    SourceSystem.QUICKBOOKS: (
        ("Transaction Type", "Memo/Description"),
        ("Customer full name|Customer", "Open balance", "Bill address|Phone numbers"),
    ),
    SourceSystem.XERO: (
        ("ContactName", "AccountNumber", "POAddressLine1|EmailAddress"),
        ("Source", "Related account", "Debit"),
    ),
    SourceSystem.WAVE: (("Account Name", "Transaction Line Description"),),
    SourceSystem.DATEV: (("Soll/Haben-Kennzeichen", "Gegenkonto (ohne BU-Schlüssel)|Gegenkonto"),),
    SourceSystem.FEC: (("JournalCode", "EcritureNum"),),
    SourceSystem.HUBSPOT: (
        ("Record ID", "Lifecycle Stage|Lead Status|Contact owner|Company owner"),
        ("Deal Name", "Deal Stage"),
    ),
    SourceSystem.SALESFORCE: (("Opportunity Name", "Stage|Opportunity Owner"),),
    SourceSystem.PIPEDRIVE: (("Deal - Title", "Deal - Status|Deal - Value"), ("Person - Name", "Person - Email")),
    SourceSystem.MAILING: (
        ("MEMBER_RATING", "OPTIN_TIME"),
        ("LEID", "EUID"),
        ("Klaviyo ID",),
        ("Successful Deliveries", "Unique Opens|Total Opens"),
    ),
    SourceSystem.ANALYTICS: (("Session default channel group|Session source / medium", "Sessions"),),
}  # fmt: skip


def system_of(headers: Sequence[str | None]) -> SourceSystem | None:
    """The system that headers look like; None: none known."""
    present = {normalized(header) for header in headers if header}
    fits = (
        system
        for system, exports in _EXPORTS.items()
        if any(all(_spelled(one) & present for one in export) for export in exports)
    )
    return next(fits, None)


def _spelled(headers: str) -> set[str]:
    return {normalized(header) for header in headers.split("|")}
