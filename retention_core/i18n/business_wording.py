"""Other words for what is said about buying, for businesses whose customers do not buy: contracts, activity.

The numbers are the same: who was there. Only the sentences differ. Each is found by the one it stands in for.
"""

from collections.abc import Mapping

from retention_core.i18n.activity_wording import ACTIVITY
from retention_core.i18n.contract_wording import CONTRACTS
from retention_core.kernel.presence_source import PresenceSource

WORDINGS: Mapping[PresenceSource, Mapping[str, str]] = {
    PresenceSource.CONTRACTS: CONTRACTS,
    PresenceSource.TENURES: CONTRACTS,
    PresenceSource.ACTIVITY: ACTIVITY,
}
