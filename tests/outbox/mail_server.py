"""A mail server on this machine: speaks as much SMTP (RFC 5321) as a client needs."""

import email
import email.policy
import socketserver
import threading
import time
from contextlib import contextmanager


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps what it took. `refusal`: what it says instead of yes to the command named with it;
    `hangs_up`: whether it ends the connection instead of saying that it took a letter."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken = []
        self.refusal = ("", "")
        self.hangs_up = False
        self.seconds_to_answer = 0

    @property
    def port(self):
        return self.server_address[1]


class Conversation(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())

    def handle(self):
        self.say("220 ready")
        for line in self.rfile:
            command = line.decode().split(":")[0].split()[0].upper()
            named, refusal = self.server.refusal
            if command == named:
                self.say(refusal)
            elif command == "DATA":
                self.say("354 go on")
                if not self.take_in():
                    return
            elif command == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def take_in(self):
        """Read a letter and keep it; False if the connection is to end without an answer."""
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b"."))
        named, refusal = self.server.refusal
        if named == "LETTER":
            self.say(refusal)
            return True
        letter = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.server.taken.append(letter)
        time.sleep(self.server.seconds_to_answer)
        if self.server.hangs_up:
            return False
        self.say("250 taken")
        return True


@contextmanager
def running_mail_server():
    server = MailServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
