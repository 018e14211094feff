"""Aliyun's SMS service as its documentation describes it, on this machine."""

import copy
import datetime as dt
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from tongwulang.outbox.sms import signing

CONTRACT = json.loads((Path(__file__).parent / "sms" / "contract.json").read_text())["answers"]
CHINA = ZoneInfo("Asia/Shanghai")
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
        self.seconds_to_answer = 0
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
            self.reply(502, "<html>502 Bad Gateway</html>")
            return
        name = self.server.answer if self.is_signed(query) else "wrong_signature"
        asked = {key: values[0] for key, values in parse_qs(query).items()}
        if name == "taken" and self.headers["x-acs-action"] == "QuerySendDetails":
            self.reply(*self.records(asked))
            return
        if name == "taken":
            at = dt.datetime.fromisoformat(self.headers["x-acs-date"])
            self.server.taken.append({**asked, "day": f"{at.astimezone(CHINA):%Y%m%d}"})
            time.sleep(self.server.seconds_to_answer)
        self.reply(*CONTRACT[name])

    def records(self, asked):
        """What was sent to a phone on a day, page by page."""
        kept = [
            sms
            for sms in self.server.taken
            if (sms["PhoneNumbers"], sms["day"]) == (asked["PhoneNumber"], asked["SendDate"])
        ]
        size, page = int(asked["PageSize"]), int(asked["CurrentPage"])
        status, answer = copy.deepcopy(CONTRACT["records"])
        [example] = answer["SmsSendDetailDTOs"]["SmsSendDetailDTO"]
        answer["TotalCount"] = str(len(kept))
        answer["SmsSendDetailDTOs"]["SmsSendDetailDTO"] = [
            {**example, "PhoneNum": sms["PhoneNumbers"], "OutId": sms["OutId"]}
            for sms in kept[size * (page - 1) : size * page]
        ]
        return status, answer

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

    def reply(self, status, answer):
        text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
        body = text.encode()
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
