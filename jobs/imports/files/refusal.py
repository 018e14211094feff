"""Why a workbook is not read, as a code: `opening` has the words."""


class RefusedFileError(Exception):
    """The file cannot or may not be read; the only argument is the code of the reason."""
