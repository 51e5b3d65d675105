"""Blocks of the page of key accounts: who brings half and who looks after them, and who costs more than they bring."""

import polars as pl

from retention_core.describe.presence.customers import people as customers_of
from retention_core.kernel.study import Study
from retention_core.prescribe.customers.unprofitable import (
    earned_by,
    unprofitable,
    why_no_costs,
    with_several_purchases,
)
from retention_core.prescribe.plays.key_accounts import key_accounts
from retention_core.storage.customer_notes import remarks
from retention_core.wording.describe.figure_sentences import why_null
from retention_core.wording.prescribe import account_sentences as sentences
from retention_core.wording.prescribe.play_sentences import play_sentence, what_to_say
from ui.kit import customer_lists, figure_cards, show, widgets
from ui.kit.names import names_of
from ui.kit.tables import in_words, with_words
from ui.prescribe import note_fields
from ui.session import session

MOST = 200


def key(study: Study) -> None:
    """Who brings half of what is earned, what is at stake, and who looks after each."""
    speech, play = session.speech(), study(key_accounts)
    if play.why_null or not play.customers:
        show.empty(why_null(play.why_null, speech) if play.why_null else speech.say("Nobody at the moment."))
        return
    money = None if play.at_stake is None else study.workbook.money(play.at_stake)
    show.strong(play_sentence(play, money, speech))
    show.quiet(speech.say("What to say: {words}", words=what_to_say(play, speech)))
    accounts = customers_of(study, play.who)
    _look_after(study, accounts)
    shown = with_words(accounts, "owner", [owner or "" for owner in _owners(study, accounts)])
    customer_lists.listing(study.workbook, shown, "key-accounts")


def _owners(study: Study, accounts: pl.DataFrame) -> pl.Series:
    """Who looks after each account; null: nobody is noted."""
    return remarks().owners(study.workbook.customers["customer_id"][accounts["customer_code"]])


def _look_after(study: Study, accounts: pl.DataFrame) -> None:
    """A place to note who looks after an account; it stands on the customer's page too."""
    say, labels = session.speech().say, names_of(study.workbook, accounts["customer_code"].head(MOST))
    account, person = show.side_by_side([3, 2])
    with account:
        who = widgets.choose(say("Account"), labels, key=f"account-{session.token()}")
    with person:
        note_fields.owner(who)
    unseen = _owners(study, accounts).null_count()
    show.quiet(
        session.speech().count(
            "{n} account has nobody who looks after it.", "{n} accounts have nobody who looks after them.", unseen
        )
        if unseen
        else say("Each account has somebody who looks after it.")
    )


def costing(study: Study) -> None:
    """Who costs more than they bring; without costs in the files: what is missing."""
    speech, why = session.speech(), study(why_no_costs)
    if why:
        show.empty(why_null(why, speech))
        return
    found = study(unprofitable)
    several, loss = with_several_purchases(found).height, study.workbook.money(-earned_by(found))
    show.strong(sentences.poor_fit_finding(found.height, several, loss, speech))
    if found.is_empty():
        return
    show.sentence(speech.say(sentences.WISDOM))
    figure_cards.figure_chips(
        study,
        {
            "poor_fit.customers": speech.say("All of them"),
            "poor_fit.to_look_at": speech.say("With several purchases"),
        },
        place="fit-",
    )
    why_each = {code: sentences.reason(code, speech) for code in sentences.REASONS}
    picked = found.select(*(name for name in found.columns if name != "reason"), why="reason")
    customer_lists.listing(study.workbook, in_words(picked, why_each, "why"), "poor-fit")
