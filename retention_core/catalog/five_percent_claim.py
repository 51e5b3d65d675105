"""The published claim that 5% more retention brings 25% to 95% more profit: its figures, in the order of their size."""

from dataclasses import dataclass

from retention_core.kernel.messages import N_

LOW, HIGH = 0.25, 0.95


@dataclass(frozen=True)
class IndustryFigure:
    """What one industry is said to gain in profit; `year` is that of the publication."""

    industry: str
    year: int
    more_profit: float


SOURCES = (
    "F. Reichheld, W. E. Sasser: Zero Defections. Harvard Business Review, 1990",
    "F. Reichheld: The Loyalty Effect, 1996",
    "F. Reichheld, P. Schefter: E-Loyalty. Harvard Business Review, 2000",
)

INDUSTRIES = (
    IndustryFigure(N_("Advertising agency"), 1996, 0.95),
    IndustryFigure(N_("Branch bank"), 1990, 0.85),
    IndustryFigure(N_("Bank deposits"), 1996, 0.85),
    IndustryFigure(N_("Publishing"), 1996, 0.85),
    IndustryFigure(N_("Car and home insurance"), 1996, 0.84),
    IndustryFigure(N_("Car service"), 1996, 0.81),
    IndustryFigure(N_("Credit cards"), 1996, 0.75),
    IndustryFigure(N_("Insurance brokerage"), 1990, 0.50),
    IndustryFigure(N_("Industrial distribution"), 1996, 0.45),
    IndustryFigure(N_("Software"), 1996, 0.35),
    IndustryFigure(N_("Car service"), 1990, 0.30),
)

CAVEAT = N_(
    "These are illustrations by their authors, not measurements: they assume that half of those who leave every year "
    "stay instead, and count profit over a customer's whole life. The same industry appears with 30% and with 81% in "
    "two publications of the same author. Your own figure above is worth more than any of them."
)
