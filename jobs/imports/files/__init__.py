"""From the bytes of a workbook to the cells of its sheets.

Everything but `opening` runs in a child process and knows nothing of Django.
"""
