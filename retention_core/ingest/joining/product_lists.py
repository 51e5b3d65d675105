"""Lists of products and their prices beside orders: joined by the product, cell by cell, before any order is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from retention_core.ingest.columns.amounts import Amounts, read_amounts
from retention_core.ingest.inputs.answers import Answers
from retention_core.ingest.inputs.limits import UNREADABLE_SHARE
from retention_core.ingest.platforms.known_platforms import platform_of
from retention_core.ingest.table.column_recognition import RecognisedColumns, share
from retention_core.ingest.table.header_location import TableBody
from retention_core.ingest.table.recognised_table import RecognisedTable, keys
from retention_core.ingest.words.cell_kinds import looks_like_number
from retention_core.kernel.questions import Note, TableKind
from retention_core.kernel.reading_codes import NoteCode, QuestionCode, SetAside

_MOSTLY = 0.5
_NUMBERED = frozenset({"id", "number", "code"})
_NAMED = {"unit_price": "unit price", "product": "product name", "category": "category"}


@dataclass(frozen=True, eq=False)
class ProductsTable:
    """A list of products in use: which column holds what, and per row why it is not used (null: used)."""

    body: TableBody
    columns: Mapping[str, str]
    frame: pl.DataFrame
    kind: TableKind = TableKind.PRODUCTS
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class _List:
    """A list of products as it fits one table of orders: the columns to compare, and those it gives."""

    products: RecognisedTable
    key: str
    ordered: str
    gives: Mapping[str, str]


def with_products(laid: Sequence[RecognisedTable]) -> tuple[list[RecognisedTable], list[ProductsTable]]:
    """The tables with what the lists of products among them say about their rows, and those lists."""
    lists = [one for one in laid if _could_be_list(one)]
    kept, used = [], {}
    for one in laid:
        fits = None if one in lists else next((fit for other in lists if (fit := _fit(one, other))), None)
        if not fits or not fits.gives:
            kept.append(one)
            continue
        more, used[id(fits.products)] = _joined(one, fits)
        kept.append(more)
    return [one for one in kept if id(one) not in used], list(used.values())


def _could_be_list(one: RecognisedTable) -> bool:
    """Products with a price, a name or a category, and neither a customer nor an order."""
    priced = bool(one.best("unit_price") or one.best("amount") or one.best("category") or one.best("product"))
    facts = {TableKind.FEEDBACK, TableKind.ACTIVITY, TableKind.SUBSCRIPTIONS, TableKind.SPENDING, TableKind.CARTS}
    nobody = not one.named("customer_id") and not one.answers.columns()
    return priced and nobody and not one.best("order_id") and one.seen.kind not in facts


def _fit(one: RecognisedTable, products: RecognisedTable) -> _List | None:
    """The columns by which most rows of a table are found in a list; None: they have nothing in common."""
    bought = one.best("order_id") or one.body.seen.best("customer_id")
    if not bought:
        return None
    pairs = [
        (_same_header(one, at, products, key), _found(one, at, products, key), at, key)
        for at in dict.fromkeys((*one.ranked("product"), *_product_numbers(one)))
        for key in _keys_of(products)
    ]
    likely = [pair for pair in pairs if pair[1] >= _MOSTLY]
    if not likely:
        return None
    _, _, at, key = max(likely, key=lambda pair: pair[:2])
    return _List(products, key, at, _gives(one, at, products, key))


def _keys_of(products: RecognisedTable) -> list[str]:
    """Columns that can tell the products of a list apart."""
    bare = [
        at for at in products.body.cells.columns if products.body.seen.concepts(at) in ({"id"}, {"number"}, {"code"})
    ]
    named = [*products.ranked("product"), *_product_numbers(products), *bare]
    cells = products.body.cells
    return [at for at in dict.fromkeys(named) if cells[at].drop_nulls().n_unique() > len(cells) * _MOSTLY]


def _product_numbers(one: RecognisedTable) -> list[str]:
    """Columns that number products; without a letter in it a number is no product's name, and still finds it."""
    return [at for at in one.body.cells.columns if _numbers_products(one.body.seen.concepts(at))]


def _numbers_products(concepts: frozenset[str]) -> bool:
    return "product" in concepts and bool(concepts & _NUMBERED)


def _same_header(one: RecognisedTable, at: str, products: RecognisedTable, key: str) -> bool:
    return one.body.header(at).casefold() == products.body.header(key).casefold()


def _found(one: RecognisedTable, at: str, products: RecognisedTable, key: str) -> float:
    bought = keys(one.body.cells[at]).drop_nulls()
    return float(bought.is_in(keys(products.body.cells[key]).drop_nulls().implode()).mean() or 0)  # type: ignore[arg-type]


def _gives(one: RecognisedTable, at: str, products: RecognisedTable, key: str) -> dict[str, str]:
    """Field -> column of the list, for what the orders do not say themselves."""
    price = products.best("unit_price") or products.best("amount")
    titles = [col for col in products.ranked("product") if _is_title(products, col)]
    titles += products.ranked("name")
    names = [] if key in titles else titles
    category = products.best("category")
    named = {col for col in one.ranked("product") if _is_title(one, col)} - {at}
    gives = {"unit_price": price} if price and _without_money(one) else {}
    gives |= {"product": names[0]} if names and not named else {}
    return gives | ({"category": category} if category and category != key and not one.best("category") else {})


def _is_title(one: RecognisedTable, at: str) -> bool:
    """Whether a column names products in words, and does not only number them."""
    return one.body.seen.shape(at, "code") < _MOSTLY and not one.body.seen.concepts(at) & _NUMBERED


def _without_money(one: RecognisedTable) -> bool:
    """Whether the rows have a quantity and no amount or price of their own."""
    money = [at for name in ("amount", "unit_price") for at in one.ranked(name)]
    written = any(share(one.body.cells[at], looks_like_number) >= _MOSTLY for at in money)
    return bool(one.best("quantity")) and not written and platform_of(one.body.named) is None


def _joined(one: RecognisedTable, fit: _List) -> tuple[RecognisedTable, ProductsTable]:
    products, reason, notes = fit.products, _repeated(fit), _notes(one, fit)
    cells = {name: products.body.cells[at].alias(name) for name, at in fit.gives.items()}
    if "unit_price" in fit.gives:
        price = _price(products, fit.gives["unit_price"])
        reason = _priceless(reason, price, cells["unit_price"])
        cells["unit_price"], notes = _plainly(price), (*notes, *price.notes)
    listed = pl.DataFrame([keys(products.body.cells[fit.key]), *cells.values()])
    listed = listed.filter(reason.is_null() & listed["key"].is_not_null())
    body, found = _with_columns(one.body, fit, listed)
    shifted = _without_price(one, fit, found) if "unit_price" in fit.gives else one.shifted
    names = {"product": fit.key} | dict(fit.gives)
    shown = {name: products.body.header(at) for name, at in names.items()}
    table = ProductsTable(products.body, shown, reason.to_frame("reason"), notes=notes)
    return replace(one, body=body, shifted=shifted, seen=RecognisedColumns(one.seen.kind, body.seen)), table


def _notes(one: RecognisedTable, fit: _List) -> tuple[Note, ...]:
    """What was joined with what, and by which column."""
    table = fit.products.body.table
    code = NoteCode.PRICES_JOINED if "unit_price" in fit.gives else NoteCode.PRODUCTS_JOINED
    values = {"file": table.called, "other": one.body.table.called, "column": one.body.header(fit.ordered)}
    return (*table.notes, Note(code, values))


def _priceless(reason: pl.Series, price: Amounts, cells: pl.Series) -> pl.Series:
    """Why products are of no use: nothing in the place of the price, or something that cannot be read."""
    frame = pl.DataFrame({"reason": reason, "price": price.minor, "cell": cells})
    why = pl.when(pl.col("cell").is_null()).then(pl.lit(SetAside.NO_AMOUNT)).otherwise(pl.lit(SetAside.BAD_AMOUNT))
    return frame.select(pl.coalesce("reason", pl.when(pl.col("price").is_null()).then(why)).alias("reason"))["reason"]


def _price(products: RecognisedTable, at: str) -> Amounts:
    return read_amounts(products.body.cells[at], products.answers, "unit_price")


def _plainly(price: Amounts) -> pl.Series:
    """Prices in a form that can be read in one way only, with their currency: never three decimals."""
    places = price.decimals + (price.decimals == 3)
    digits = (pl.col("minor").abs() * 10 ** (places - price.decimals)).cast(pl.String).str.zfill(places + 1)
    whole, part = digits.str.head(-places) if places else digits, digits.str.tail(places)
    number = pl.concat_str(whole, pl.lit("."), part) if places else whole
    sign = pl.when(pl.col("minor") < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    known = price.signs if price.signs is not None else pl.Series([price.currency] * len(price.minor), dtype=pl.String)
    frame = pl.DataFrame({"minor": price.minor, "sign": known})
    unit = pl.concat_str(pl.lit(" "), pl.col("sign")).fill_null("")
    return frame.select(pl.concat_str(sign, number, unit).alias("unit_price"))["unit_price"]


def _repeated(fit: _List) -> pl.Series:
    """Products that stand in the list again; where their prices differ, which one counts is asked."""
    cells, price = fit.products.body.cells, fit.gives.get("unit_price")
    frame = pl.DataFrame({"key": keys(cells[fit.key]), "price": cells[price] if price else cells[fit.key]})
    known = pl.col("key").is_not_null()
    several = frame.filter(known).group_by("key", maintain_order=True).agg(pl.col("price").n_unique())
    several = several.filter(pl.col("price") > 1)
    last = bool(several.height) and _last_counts(fit.products.answers, several)
    once = pl.col("key").is_last_distinct() if last else pl.col("key").is_first_distinct()
    again = pl.when(known & ~once).then(pl.lit(SetAside.DUPLICATE)).when(~known).then(pl.lit(SetAside.NO_VALUE))
    return frame.select(again.alias("reason"))["reason"].cast(pl.String)


def _last_counts(answers: Answers, several: pl.DataFrame) -> bool:
    values = {"rows": several.height, "example": several["key"][0]}
    return answers.ask(QuestionCode.TWO_PRICES, ("first", "last"), "unit_price", **values) == "last"


def _with_columns(body: TableBody, fit: _List, listed: pl.DataFrame) -> tuple[TableBody, pl.Series]:
    """The orders with the columns of the list behind their own, and which of their rows it knows."""
    bought = keys(body.cells[fit.ordered]).to_frame()
    met = bought.join(listed.with_columns(pl.lit(value=True).alias("met")), on="key", how="left", maintain_order="left")
    more = [met[name].alias(str(body.cells.width + at)) for at, name in enumerate(fit.gives)]
    file = fit.products.body.table.called
    headers = [f"{fit.products.body.header(at)} ({file})" for at in fit.gives.values()]
    named = [None if "product" in fit.gives and str(at) == fit.ordered else name for at, name in enumerate(body.named)]
    joined = replace(
        body,
        cells=body.cells.hstack(more),
        headers=(*body.headers, *headers),
        named=(*named, *(_NAMED[name] for name in fit.gives)),
        added=body.added | {column.name for column in more},
    )
    return joined, met["met"].fill_null(value=False)


def _without_price(one: RecognisedTable, fit: _List, found: pl.Series) -> pl.Series:
    """Rows whose product has no price are set aside; more than one in twenty of them is asked about."""
    cells = one.body.cells
    missing = cells[fit.ordered].is_not_null() & cells[str(one.best("quantity"))].is_not_null() & ~found
    missing &= one.shifted.is_null()
    if missing.sum() > UNREADABLE_SHARE * cells.height:
        example, other = cells[fit.ordered].filter(missing)[0], fit.products.body.table.called
        values = {"rows": int(missing.sum()), "of": cells.height, "example": example, "other": other}
        one.answers.ask(QuestionCode.NOT_IN_LIST, ("set_aside",), "product", **values)
    frame = pl.DataFrame({"reason": one.shifted, "missing": missing})
    return frame.select(pl.when("missing").then(pl.lit(SetAside.NO_PRICE)).otherwise("reason").alias("reason"))[
        "reason"
    ]
