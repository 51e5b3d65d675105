"""Retain: from the sales files of a shop to who stays, who leaves and what to do. The whole path in eight lines:

>>> from retention_core.catalog.all_figures import compute
>>> from retention_core.ingest import File, read_files, totals
>>> from retention_core.simulate import sample_csv
>>> from retention_core.kernel.study import Study
>>> workbook = read_files([File("gym.csv", content=sample_csv("gym"))]).workbook
>>> kept, at_start = (compute(f"retention.{name}", Study(workbook)).value for name in ("kept", "at_start"))
>>> print(totals(workbook)["customers"], "members; kept", kept, "of", at_start, "in the last finished quarter")
900 members; kept 380 of 426 in the last finished quarter
"""
