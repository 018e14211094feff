"""What is noted when something changes that the public reads: the ground of mirrors and caches.

Triggers note it, because every way of writing passes them: save(), update(), bulk_create(), raw
SQL, a deletion. A note is numbered so that nothing is ever committed below a number that has been
read: by a counter on SQLite, which has one writer, and by the transaction's own number on
PostgreSQL, where readers stop below the oldest transaction that is still writing. Clocks and equal
moments do not matter.

The one change without a write is a post that runs out; readers add those by their date.
"""
