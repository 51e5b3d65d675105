"""How to reach the customers of an orders file: names, e-mails, phones and consent that stand beside the orders."""

from collections.abc import Mapping, Sequence

import polars as pl

from retention_core.ingest.inputs.cells import trimmed
from retention_core.ingest.table.column_recognition import share
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.words.cell_kinds import looks_like_email
from retention_core.ingest.words.cell_words import AGREES, EMPTY_MARKS, REFUSES, equals_any

CONTACTS = ("name", "surname", "email", "phone", "consent", "no_contact")
_ROLES = ("name", "first_name", "last_name", "email", "phone", "consent", "no_contact")
_ONE_NAME_EACH = 1.2
_SAMPLE, _MOSTLY = 1_000, 0.9


def contact_columns(body: TableBody, chosen: Mapping[str, str], picked: Mapping[str, str]) -> dict[str, str]:
    """Field -> column for what the file says about its customers."""
    taken, customer = set(chosen.values()), chosen["customer_id"]
    open_ = [name for name in _ROLES if name not in {*picked, *chosen}]
    free = {name: [at for at in body.seen.ranked(name) if at not in taken and name in open_] for name in _ROLES}
    contacts = {name: free[name][0] for name in ("email", "phone", "consent", "no_contact") if free[name]}
    if "name" in {*picked, *chosen}:
        return contacts
    if halves := name_halves(free):
        return contacts | halves
    names = [at for at in free["name"] if at not in contacts.values() and _names_people(body, customer, at)]
    return contacts | ({"name": names[0]} if names else {})


def name_halves(free: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """First and last names in two columns, where no column holds whole names."""
    first, last = free["first_name"], free["last_name"]
    whole = [at for at in free["name"] if at not in first]
    return {"name": first[0], "surname": last[0]} if first and last and not whole else {}


def _names_people(body: TableBody, customer: str, at: str) -> bool:
    """Whether a column holds names of customers. A mere "name" may be a product's: customers who come again tell."""
    if at not in bare_names(body):
        return True
    pairs = body.cells.select(customer, at).drop_nulls()
    people = pairs[customer].n_unique()
    return pairs.height >= 2 * people and pairs.n_unique() <= people * _ONE_NAME_EACH


def bare_names(body: TableBody) -> list[str]:
    """Columns called "name" and nothing more: of whom, or of what, only their cells tell."""
    return [at for at in body.seen.ranked("name") if body.seen.concepts(at) == {"name"}]


def contact_cells(columns: Mapping[str, str]) -> list[pl.Expr]:
    """The cells of the contacts as text, named by their field."""
    return [trimmed(pl.col(columns[name])).alias(name) for name in carried(columns)]


def carried(columns: Mapping[str, str]) -> tuple[str, ...]:
    """The contacts that stand in columns of their own."""
    return tuple(name for name in CONTACTS if name in columns and columns[name] != columns["customer_id"])


def by_customer(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """One row per customer in rows of orders: the first name, e-mail and phone that is filled, the latest consent.

    rows    `key`, ordered_on, and contacts as text; in the order of the file
    """
    texts = [name for name in ("name", "surname", "email", "phone") if name in rows.columns]
    wishes = [name for name in ("consent", "no_contact") if name in rows.columns]
    filled = [pl.col(name).filter(_says_something(name)).first() for name in texts]
    latest = [
        pl.col(name).filter(_says_something(name)).sort_by(pl.col("ordered_on").filter(_says_something(name))).last()
        for name in wishes
    ]
    return with_consent(with_whole_names(rows.group_by(key, maintain_order=True).agg(*filled, *latest)))


def _says_something(name: str) -> pl.Expr:
    return pl.col(name).is_not_null() & ~pl.col(name).str.to_lowercase().is_in(list(EMPTY_MARKS))


def with_whole_names(people: pl.DataFrame) -> pl.DataFrame:
    """The rows of `by_customer`, or any of people, with first and last names in name; surname goes."""
    if "surname" not in people.columns:
        return people
    whole = pl.concat_str("name", "surname", separator=" ", ignore_nulls=True)
    some = pl.col("name").is_not_null() | pl.col("surname").is_not_null()
    return people.with_columns(pl.when(some).then(whole).alias("name")).drop("surname")


def with_own_email(customers: pl.DataFrame) -> pl.DataFrame:
    """One row per row of customers, with email filled for those who are known by their e-mail."""
    if share(customers["customer_id"].head(_SAMPLE), looks_like_email) <= _MOSTLY:
        return customers
    own = pl.when(looks_like_email(pl.col("customer_id"))).then("customer_id")
    known = ["email"] if "email" in customers.columns else []
    return customers.with_columns(pl.coalesce(*known, own).alias("email"))


def with_consent(people: pl.DataFrame) -> pl.DataFrame:
    """One row per row of people, with consent as true, false or null (not known); no_contact goes.

    Who must not be contacted has not consented, whatever else says.
    """
    wishes = [name for name in ("consent", "no_contact") if name in people.columns]
    if not wishes:
        return people
    barred = _said(people, "no_contact", AGREES) | _said(people, "consent", REFUSES)
    consent = pl.DataFrame({"yes": _said(people, "consent", AGREES), "no": barred})
    consent = consent.select(
        pl.when("no").then(pl.lit(value=False)).when("yes").then(pl.lit(value=True)).alias("consent")
    )
    return people.drop(wishes).hstack(consent)


def _said(people: pl.DataFrame, name: str, words: frozenset[str]) -> pl.Series:
    nothing = pl.Series([False] * people.height, dtype=pl.Boolean)
    return equals_any(people[name], words) if name in people.columns else nothing
