"""Workbooks to checked rows: `files` opens, `table` finds headings, `values` reads the cells."""
