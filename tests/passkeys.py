"""A passkey in software: it answers the two WebAuthn ceremonies as a phone would, user verified."""

import base64
import hashlib
import json
import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

ORIGIN, RP = "http://testserver", "testserver"
_FLAGS = AuthenticatorData.FLAG


class Passkey:
    """One key for one account."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.user = b""
        self.count = 0

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to 'make a key for this account'."""
        public = options["publicKey"]
        self.user = _plain(public["user"]["id"])
        client = _client_data("webauthn.create", public["challenge"])
        cose = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.id, cose)
        data = self._data(_FLAGS.AT, credential)
        answer = {
            "clientDataJSON": _text(client),
            "attestationObject": _text(bytes(AttestationObject.create("none", data, {}))),
        }
        return self._wrap(answer, {"credProps": {"rk": True}})

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to 'prove that you have the key'."""
        client = _client_data("webauthn.get", options["publicKey"]["challenge"])
        data = self._data()
        digest = hashlib.sha256(client).digest()
        signature = self.key.sign(bytes(data) + digest, ec.ECDSA(hashes.SHA256()))
        answer = {
            "clientDataJSON": _text(client),
            "authenticatorData": _text(bytes(data)),
            "signature": _text(signature),
            "userHandle": _text(self.user),
        }
        return self._wrap(answer)

    def _data(self, extra: Any = 0, credential: Any = b"") -> AuthenticatorData:
        self.count += 1
        flags = _FLAGS.UP | _FLAGS.UV | extra
        rp = hashlib.sha256(RP.encode()).digest()
        return AuthenticatorData.create(rp, flags, self.count, credential)

    def _wrap(self, answer: dict[str, str], extensions: Any = None) -> dict[str, Any]:
        key = _text(self.id)
        return {
            "id": key,
            "rawId": key,
            "type": "public-key",
            "response": answer,
            "clientExtensionResults": extensions or {},
        }


def _client_data(kind: str, challenge: str) -> bytes:
    return json.dumps({"type": kind, "challenge": challenge, "origin": ORIGIN}).encode()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _plain(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
