"""Orders of amount zero: free or fully discounted ones. They count as purchases unless the user says otherwise."""

import numpy as np

from retention_core.describe.presence.customers import log_so_far, people
from retention_core.kernel.figure import Figure, figure, unknown
from retention_core.kernel.messages import N_
from retention_core.kernel.quantities import Unit
from retention_core.kernel.study import Study
from retention_core.kernel.why_null import WhyNull

WORTH_TELLING = 0.05


@figure(
    "orders.free_share",
    title=N_("Orders at no charge"),
    meaning=N_("Of all orders, the share with an amount of zero: free or fully discounted ones."),
    formula=N_("orders of amount zero / orders = {free} / {orders}"),
    unit=Unit.SHARE,
)
def free_share(study: Study) -> Figure:
    """The share of orders with an amount of zero, up to as_of."""
    log = study(log_so_far)
    orders = int(np.count_nonzero(log.bought))
    if not orders:
        return unknown(WhyNull.NO_ORDERS)
    if log.amount is None:
        return unknown(WhyNull.NO_AMOUNTS, orders=orders)
    free = log.bought & (log.amount == 0)
    codes = np.unique(log.code[free])
    return Figure(
        float(free.sum() / orders),
        inputs={"free": int(free.sum()), "orders": orders},
        customers=lambda study: people(study, codes),
    )
