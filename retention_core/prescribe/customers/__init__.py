"""One customer: profile, at risk, unprofitable."""
