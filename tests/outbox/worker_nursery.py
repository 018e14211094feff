"""Starts workers at once: loads the site one time, then makes each worker a process by forking.

Reads "start OPTIONS…" and "end PID" from standard input; answers with the worker's process id, and
with how it ended as the system tells it (-9: killed).
"""

import os
import sys

import django
from django.core.management import call_command


def start(options):
    pid = os.fork()
    if pid == 0:
        call_command("worker", *options)
        os._exit(0)
    return pid


def main():
    django.setup()
    for line in sys.stdin:
        command, *words = line.split()
        if command == "start":
            answer = start(words)
        else:
            answer = os.waitstatus_to_exitcode(os.waitpid(int(words[0]), 0)[1])
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
