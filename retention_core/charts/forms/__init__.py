"""Forms of charts that know no subject: bars, curves, axes, the theme."""
