"""What a workbook may be: beyond this the answer is a clear refusal and not a slow site."""

MEGABYTE = 1 << 20

FILE_BYTES = 10 * MEGABYTE
# What the parts of an xlsx say they unpack to; 6,000 full posts unpack to about 12 MB.
UNPACKED_BYTES = 150 * MEGABYTE
ARCHIVE_PARTS = 1_000
SHEETS = 50
ROWS = 20_000
COLUMNS = 200
CELLS = 1_000_000
# What the child may answer with.
ANSWER_BYTES = 64 * MEGABYTE

# The child's address space and time. A reader that wants more is ended, the site is not.
MEMORY_BYTES = 448 * MEGABYTE
CPU_SECONDS = 15
WALL_SECONDS = 30
