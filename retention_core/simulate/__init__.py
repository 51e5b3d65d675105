"""Sample shops, drawn from known parameters."""

from retention_core.simulate.draws import visits
from retention_core.simulate.sample_shops import LAST_DAY, Draw, Shop, Truth, draw_shop, sample_csv, sample_shop

__all__ = ["LAST_DAY", "Draw", "Shop", "Truth", "draw_shop", "sample_csv", "sample_shop", "visits"]
