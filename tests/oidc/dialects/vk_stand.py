"""A VK ID on a real port, written from the facts, honest until a test spoils one of its answers."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.oidc.provider import CLIENT, Parameters, Raw, as_json

CODE, DEVICE, ACCESS, USER = "code-1", "device-1", "vk2.a.access-1", 1234567890


@dataclass
class VkStand:
    issuer: str = ""
    token_body: dict[str, Any] = field(default_factory=dict)
    """Over the answer of /oauth2/auth; `user` over the person.  None takes away."""
    user: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Raw] = field(default_factory=dict)
    asked: Parameters = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)

    def approve(self, url: str, **changes: str | None) -> Parameters:
        assert urlsplit(url).path == "/authorize"
        self.asked = dict(parse_qsl(urlsplit(url).query))
        answer = {
            "code": CODE,
            "state": self.asked["state"],
            "device_id": DEVICE,
            "type": "code_v2",
            "expires_in": "600",
            "ext_id": "x",
        } | changes
        return {name: value for name, value in answer.items() if value is not None}

    def answer(self, path: str, form: Parameters, _authorization: str) -> Raw:
        self.paths.append(path)
        if path in self.answers:
            return self.answers[path]
        known = {
            "/oauth2/auth": self._auth,
            "/oauth2/user_info": self._user_info,
            "/oauth2/logout": self._logout,
        }
        return known[path](form) if path in known else Raw(status=404)

    def _auth(self, form: Parameters) -> Raw:
        digest = sha256(form["code_verifier"].encode()).digest()
        challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
        assert (form["grant_type"], form["client_id"]) == ("authorization_code", CLIENT)
        assert form["redirect_uri"] == self.asked["redirect_uri"]
        right = (CODE, form.get("device_id"), challenge)
        if (form["code"], DEVICE, self.asked["code_challenge"]) != right:
            return as_json({"error": "invalid_grant", "error_description": "No."})
        body = {
            "access_token": ACCESS,
            "refresh_token": "vk2.a.refresh-1",
            "id_token": "ey.not.read",
            "token_type": "Bearer",
            "expires_in": 3600,
            "user_id": USER,
            "state": form["state"],
            "scope": "vkid.personal_info",
        }
        return as_json(body | self.token_body)

    def _user_info(self, form: Parameters) -> Raw:
        assert (form["access_token"], form["client_id"]) == (ACCESS, CLIENT)
        user = {
            "user_id": str(USER),
            "first_name": "Анна",
            "last_name": "Ковалёва",
            "phone": "71991000001",
            "avatar": "https://vk.example/a.png",
            "email": "anya@pochta.example",
            "sex": 1,
            "verified": False,
            "birthday": "14.03.2013",
        } | self.user
        return as_json({"user": {name: value for name, value in user.items() if value is not None}})

    def _logout(self, form: Parameters) -> Raw:
        assert (form["access_token"], form["client_id"]) == (ACCESS, CLIENT)
        return as_json({"response": 1})
