"""The workbook put together: customers numbered, rows counted."""
