"""What the files can tell, one line for each kind of number."""

from retention_core.kernel.study import Study
from retention_core.predict.backtest.data_readiness import readiness
from retention_core.wording.predict.readiness_sentences import verdict
from ui.kit import show
from ui.session import session


def table(study: Study) -> None:
    """Can, can with caution, cannot; why; what would be enough."""
    speech = session.speech()
    columns = [speech.say("What"), speech.say("Can it be told?"), speech.say("Why, and what would be enough")]
    show.ledger(columns, [verdict(ready, speech) for ready in readiness(study)])
