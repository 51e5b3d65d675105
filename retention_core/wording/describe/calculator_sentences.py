"""Sentences of the calculator: the formula worked out, and which number cannot be right."""

from retention_core.describe.statistics.calculator import Worked
from retention_core.i18n.speech import Speech
from retention_core.kernel.errors import InputProblem, WrongInput
from retention_core.kernel.messages import N_

NAMES = {
    "at_start": N_("customers at the start"),
    "gained": N_("customers gained"),
    "at_end": N_("customers at the end"),
    "lost": N_("what was lost"),
    "start": N_("revenue of the period before"),
    "expansion": N_("spent more"),
    "contraction": N_("spent less"),
    "spending": N_("what was spent"),
    "spend": N_("spend of a customer"),
    "margin": N_("margin"),
    "rate": N_("share kept"),
    "churn": N_("share lost"),
    "discount": N_("discount"),
    "cost": N_("cost of gaining a customer"),
}

WRONG = {
    InputProblem.NEGATIVE_NUMBER: N_("{what} cannot be below zero, but {value} was typed in."),
    InputProblem.NOT_A_SHARE: N_("{what} must lie between 0% and 100%."),
    InputProblem.NOBODY_AT_START: N_(
        "With nobody at the start there was nobody to keep. Type in at least one customer."
    ),
    InputProblem.GAINED_MORE_THAN_END: N_(
        "{gained} gained cannot be right with {at_end} at the end: those gained are among them."
    ),
    InputProblem.KEPT_MORE_THAN_START: N_(
        "{kept} of the customers at the end would be old ones, but only {at_start} were there at the start."
        " Check all three numbers."
    ),
    InputProblem.LOST_MORE_THAN_START: N_("{lost} lost cannot be right with {at_start} at the start."),
    InputProblem.NOTHING_AT_START: N_("With no revenue before there was none to keep."),
    InputProblem.LOST_MORE_THAN_REVENUE: N_("{fallen} less cannot be right: there was only {start} before."),
    InputProblem.NOBODY_GAINED: N_("With nobody won there is no cost per customer. Type in at least one customer."),
    InputProblem.NOBODY_LEAVES: N_("If nobody ever leaves, the worth of a customer has no end."),
    InputProblem.NOTHING_SPENT: N_("If gaining a customer costs nothing, there is nothing to compare with."),
}


def worked_out(worked: Worked, speech: Speech) -> str:
    """The formula with the numbers typed in and the result."""
    return speech.say(worked.formula, **worked.inputs)


def what_is_wrong(error: WrongInput, speech: Speech) -> str:
    """Which number cannot be right, and why."""
    name = error.values.get("name")
    what = speech.say(NAMES[str(name)]) if name else ""
    return speech.say(WRONG[error.code], what=what[:1].upper() + what[1:], **error.values)
