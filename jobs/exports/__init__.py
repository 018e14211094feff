"""Rows -> workbooks: tables of columns, written row by row; used by whoever asks for an export."""
