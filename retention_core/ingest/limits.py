"""How much of a file is looked at before it is turned away. Each is far above what honest files need."""

WIDEST = 2_000
LONGEST_CELL = 5_000_000
HEADER_SEARCH_ROWS = 60
SNIFF_BYTES = 1 << 20
TEXT_BYTES = 4 << 30
UNREADABLE_SHARE = 0.05
LARGEST_AMOUNT = 10**12
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
