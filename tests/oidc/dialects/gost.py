"""A GOST R 34.10-2012 key of OpenSSL's engine, by its commands alone."""

import json
import shlex
import subprocess
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

DIGEST = "openssl dgst -engine gost -md_gost12_256"


class Gost:
    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        key, public = folder / "key.pem", folder / "public.pem"
        new = "openssl genpkey -engine gost -algorithm gost2012_256 -pkeyopt paramset:A"
        run(f"{new} -out {key}")
        run(f"openssl pkey -engine gost -in {key} -pubout -out {public}")
        self.sign_command = f"{DIGEST} -sign {key}"
        self.verify_command = f"{DIGEST} -verify {public} -signature {{signature}}"
        self._folder = folder

    def verifies(self, message: bytes, signature: bytes) -> bool:
        path = self._folder / "signature"
        path.write_bytes(signature)
        command = self.verify_command.replace("{signature}", str(path))
        done = subprocess.run(shlex.split(command), input=message, capture_output=True, check=False)
        return len(signature) == 64 and done.returncode == 0

    def token(self, claims: dict[str, Any]) -> str:
        header = {"ver": 1, "typ": "JWT", "alg": "GOST3410_2012_256"}
        message = ".".join(_part(json.dumps(piece).encode()) for piece in (header, claims))
        return f"{message}.{_part(run(self.sign_command, message.encode()))}"


def run(command: str, given: bytes = b"") -> bytes:
    done = subprocess.run(shlex.split(command), input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def _part(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
