"""Figures of the five usual mistakes: what the data shows of each."""

from collections.abc import Callable

from retention_core.describe.presence.customers import people
from retention_core.kernel.figure import Figure, Value, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.study import Study
from retention_core.prescribe.playbook.retention_mistakes import (
    MistakeCheck,
    feedback,
    irregular,
    no_contact,
    nothing_personal,
    promises,
)


def _share(check: Callable[[Study], MistakeCheck]) -> Callable[[Study], Figure]:
    def read(study: Study) -> Figure:
        found = study(check)
        if found.why_null:
            return unknown(found.why_null)
        inputs: dict[str, Value] = {"part": found.part, "whole": found.whole}
        return Figure(found.share, inputs=inputs, customers=lambda study: people(study, found.who))

    return read


figure(
    "health.reachable",
    title=N_("Can be written or spoken to"),
    meaning=N_("Of the active customers, those with an e-mail address who did not refuse mails, or a phone number."),
    formula=N_("active customers who can be reached / active customers = {part} / {whole}"),
    unit=Unit.SHARE,
)(_share(no_contact))
figure(
    "health.given_back",
    title=N_("Refunds for each purchase"),
    meaning=N_("How many refunds there were for each purchase of the last 90 days: promises that did not hold."),
    formula=N_("refunds / purchases of the last 90 days = {part} / {whole}"),
    unit=Unit.SHARE,
)(_share(promises))
figure(
    "health.named",
    title=N_("Known by name"),
    meaning=N_("Of the active customers, those whose name the files know."),
    formula=N_("active customers with a name / active customers = {part} / {whole}"),
    unit=Unit.SHARE,
)(_share(nothing_personal))
figure(
    "health.unhappy_back",
    title=N_("Unhappy, and back"),
    meaning=N_("Of those who answered unhappily (0 to 6) at least 30 days ago, those who have bought since."),
    formula=N_("bought since / unhappy answers = {part} / {whole}"),
    unit=Unit.SHARE,
)(_share(feedback))
figure(
    "health.overdue",
    title=N_("Overdue by their own rhythm"),
    meaning=N_("Of the active customers with a rhythm of their own, those silent for over twice of it."),
    formula=N_("silent for over twice the own rhythm / active customers with one = {part} / {whole}"),
    unit=Unit.SHARE,
)(_share(irregular))
