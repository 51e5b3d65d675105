"""Pure mathematics of customer-base models: BG/NBD, Gamma-Gamma, sBG."""
