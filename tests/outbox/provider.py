"""Aliyun's SMS service as its documentation describes it, on this machine."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tongwulang.outbox.sms import signing

CONTRACT = json.loads((Path(__file__).parent / "sms" / "contract.json").read_text())["answers"]
KEY_ID, SECRET = "LTAI-test", "test-secret"
SIGNED = (
    "host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce",
    "x-acs-version",
)  # fmt: skip


class Provider(ThreadingHTTPServer):
    """Answers from the contract; `answer` names which. Keeps what it took, in order."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = "taken"
        self.taken = []
        self.silent = threading.Event()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def settings(self):
        """The settings of a site that uses this provider."""
        return {
            "SMS_PROVIDER": "tongwulang.outbox.sms.aliyun.AliyunSms",
            "ALIYUN_SMS_KEY_ID": KEY_ID,
            "ALIYUN_SMS_KEY_SECRET": SECRET,
            "ALIYUN_SMS_ENDPOINT": self.address,
            "SMS_SIGN_NAME": "通武廊招聘",
        }


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *args):
        """Quiet."""

    def do_POST(self):
        query = urlsplit(self.path).query
        if self.server.answer == "silence":
            self.server.silent.wait()
            return
        if self.server.answer == "gateway page":
            self.reply(502, b"<html>502 Bad Gateway</html>")
            return
        name = self.server.answer if self.is_signed(query) else "wrong_signature"
        status, answer = CONTRACT[name]
        if name == "taken":
            asked = {key: values[0] for key, values in parse_qs(query).items()}
            self.server.taken.append({**asked, "Action": self.headers["x-acs-action"]})
        self.reply(status, json.dumps(answer, ensure_ascii=False).encode())

    def is_signed(self, query):
        expected = signing.authorization(
            key_id=KEY_ID,
            secret=SECRET,
            method="POST",
            path="/",
            query=query,
            headers={name: self.headers[name] for name in SIGNED},
        )
        return self.headers["Authorization"] == expected

    def reply(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json;charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running_provider():
    server = Provider()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.silent.set()
        server.shutdown()
        thread.join()
        server.server_close()
