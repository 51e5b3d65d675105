"""What leaves the product as a file: tables, a workbook with formulas, mail lists, files to fill in."""
