"""The five usual mistakes, as far as the data shows them."""

from retention_core.kernel.study import Study
from retention_core.prescribe.playbook.retention_mistakes import MistakeCheck, health
from retention_core.wording.describe.figure_sentences import why_null
from retention_core.wording.prescribe import mistake_sentences as sentences
from ui.kit import figure_cards, show
from ui.session import session


def mistakes(study: Study) -> None:
    """One line of words for each; those that deserve a look first, what cannot be told last."""
    say, found = session.speech().say, study(health)
    with show.card("health"):
        show.heading(
            say("The five usual mistakes"),
            say("What the data can show of each. No file tells what you did not do; these are its traces."),
        )
        for check in found:
            if check.why_null is None:
                _told(study, check)
        for check in found:
            if check.why_null is not None:
                name = sentences.mistake_name(check.mistake, session.speech())
                show.quiet(say("{tip}: {why}", tip=name, why=why_null(check.why_null, session.speech())))


def _told(study: Study, check: MistakeCheck) -> None:
    speech = session.speech()
    name = sentences.mistake_name(check.mistake, speech)
    show.strong(speech.say("{tip}: worth a look", tip=name) if check.look else name)
    shown, mend = sentences.what_is_shown(check, speech), sentences.what_to_mend(check, speech)
    show.sentence(speech.say("{sentence} {next}", sentence=shown, next=mend))
    if len(check.who):
        label = speech.count("See {n} customer", "See {n} customers", len(check.who))
        figure_cards.details_button(study, sentences.FIGURES[check.mistake], label, ":material/group:")
