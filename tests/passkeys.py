"""A passkey in software: what a phone answers when it registers a key and when it logs in."""

import hashlib
import json

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT_AND_VERIFIED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
ORIGIN = "http://testserver"


class SoftPasskey:
    """One key of one device, for the test server."""

    def __init__(self, handle: bytes = b""):
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(str(id(self)).encode()).digest()[:16]
        self.handle = handle
        self.rp = hashlib.sha256(b"testserver").digest()

    def registration(self, challenge: str = "") -> dict:
        """The answer to options for registering, as the browser posts it."""
        public = ES256.from_cryptography_key(self.private.public_key())
        attested = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        flags = PRESENT_AND_VERIFIED | AuthenticatorData.FLAG.AT
        data = AuthenticatorData.create(self.rp, flags, 0, attested)
        response = {
            "clientDataJSON": self._client_data("webauthn.create", challenge),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        }
        return self._answer(response) | {"clientExtensionResults": {"credProps": {"rk": True}}}

    def assertion(self, challenge: str) -> dict:
        """The answer to options for logging in."""
        data = AuthenticatorData.create(self.rp, PRESENT_AND_VERIFIED, 1)
        client = self._client_data("webauthn.get", challenge)
        digest = hashlib.sha256(websafe_decode(client)).digest()
        signature = self.private.sign(bytes(data) + digest, ec.ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": client,
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
                "userHandle": websafe_encode(self.handle),
            }
        )

    def on_record(self, person, name: str = "手机") -> Authenticator:
        """The row of somebody who has registered this key."""
        self.handle = user_pk_to_url_str(person).encode()
        data = {"name": name, "credential": self.registration()}
        return Authenticator.objects.create(user=person, type="webauthn", data=data)

    def _answer(self, response: dict) -> dict:
        key = websafe_encode(self.id)
        return {
            "id": key,
            "rawId": key,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }

    def _client_data(self, kind: str, challenge: str) -> str:
        data = {"type": kind, "challenge": challenge, "origin": ORIGIN, "crossOrigin": False}
        return websafe_encode(json.dumps(data).encode())
