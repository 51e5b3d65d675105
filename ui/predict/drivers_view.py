"""The blocks of the page on what goes with leaving."""

from retention_core.diagnose.churn_drivers import Driver, drivers
from retention_core.kernel.messages import N_
from retention_core.kernel.rows import rows_as
from retention_core.kernel.study import Study
from retention_core.wording.predict.driver_sentences import driver_row, drivers_finding, drivers_setting, trait_name
from ui.kit import show
from ui.kit.tables import headed, with_words
from ui.session import session

MOST = 12
COLUMNS = (
    N_("What is known"),
    N_("Left"),
    N_("Others who left"),
    N_("Goes with"),
)
HEADERS = {
    "trait": N_("What is known"),
    "value": N_("Value"),
    "customers": N_("Customers"),
    "left": N_("Left"),
    "others": N_("Others"),
    "others_left": N_("Others who left"),
    "difference": N_("Difference of the shares"),
    "low": N_("Lowest"),
    "high": N_("Highest"),
    "sure": N_("Beyond chance"),
}


def finding(study: Study) -> None:
    """What goes with leaving most."""
    found, speech = study(drivers), session.speech()
    show.hero(drivers_finding(found, speech), [drivers_setting(found, speech)], key="drivers")


def comparisons(study: Study) -> None:
    """The surest and largest differences, and all of them to download."""
    found, speech = study(drivers), session.speech()
    if found.table.is_empty():
        show.empty(speech.say("Add columns to the file, or a list of customers: plan, channel, city, anything known."))
        return
    rows = [driver_row(driver, speech) for driver in rows_as(Driver, found.table.head(MOST))]
    show.ledger([speech.say(name) for name in COLUMNS], rows)
    show.quiet(
        speech.count(
            "{n} comparison was made; its range holds in 95 of 100 files.",
            "{n} comparisons were made; ranges are widened so that all of them hold together in 95 of 100 files.",
            found.table.height,
        )
    )
    with show.folded(speech.say("All comparisons")):
        names = [trait_name(name, speech) for name in found.table["trait"]]
        show.listing(headed(with_words(found.table, "trait", names), HEADERS), "drivers")
