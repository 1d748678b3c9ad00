"""Scan the identity sites of a running demo from outside: `python -m tests.scans`.

schemathesis tries the JSON endpoints, wapiti the pages, as a stranger and as
somebody who is signed in.  Loopback addresses only.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.journeys.chromium import LAUNCH, find
from tests.journeys.installation import Installation
from tests.journeys.people import sign_in, somebody
from tests.scans.openapi import document
from tests.scans.tools import program

PROVIDERS = ("civic", "learnid")
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance"
)
MODULES = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,"
    "redirect,sql,upload,xss"
)
NO_TLS = "Secure Flag cookie"
"""Loopback is scanned without TLS; with it, parta/kit/settings.py sets the flag on every cookie."""
SECONDS_EACH = 240
EXAMPLES = 200


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="parta-scans-") as folder:
        installation = Installation(Path(folder) / "home")
        installation.start()
        try:
            found = _scan(installation, Path(folder))
        finally:
            installation.stop()
    for what, faults in found.items():
        print(f"{what}: {len(faults)} findings")
        for fault in faults:
            print(f"  {fault}")
    return 1 if any(found.values()) else 0


def _scan(installation: Installation, folder: Path) -> dict[str, list[str]]:
    found = {}
    signed_in = _cookies(installation)
    for site in PROVIDERS:
        url = installation.urls[site]
        found[f"{site}, JSON"] = _schemathesis(url, folder)
        found[f"{site}, pages of a stranger"] = _wapiti(f"{url}/", folder)
    civic = installation.urls["civic"]
    inside = ("--header", f"Cookie: {signed_in}", "--exclude", f"{civic}/signout")
    found["civic, pages of somebody signed in"] = _wapiti(f"{civic}/account", folder, *inside)
    return found


def _cookies(installation: Installation) -> str:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=LAUNCH)
        with somebody(browser) as page:
            sign_in(page, installation, "anya")
            kept = page.context.cookies(installation.urls["civic"])
    return "; ".join(f"{each.get('name')}={each.get('value')}" for each in kept)


def _schemathesis(url: str, folder: Path) -> list[str]:
    described = folder / "openapi.json"
    described.write_text(json.dumps(document(url)))
    command = [str(program("schemathesis")), "run", str(described)]
    command += ["--url", url, "--checks", CHECKS]
    done = subprocess.run(
        [*command, "--max-examples", str(EXAMPLES), "--no-color"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return [] if done.returncode == 0 else [done.stdout]


def _wapiti(url: str, folder: Path, *more: str) -> list[str]:
    report = folder / "wapiti.json"
    report.unlink(missing_ok=True)
    command = [str(program("wapiti")), "--url", url, "--scope", "domain", "--module", MODULES]
    command += ["--no-bugreport", "--flush-session", "--store-session", str(folder / "sessions")]
    command += ["--max-scan-time", str(SECONDS_EACH), "--max-attack-time", "60", "--depth", "6"]
    command += ["--format", "json", "--output", str(report)]
    subprocess.run([*command, *more], capture_output=True, check=True)
    told: dict[str, list[dict[str, Any]]] = json.loads(report.read_text())["vulnerabilities"]
    return [
        f"{kind}: {each['method']} {each['path']} {each['parameter']}: {each['info']}"
        for kind, faults in told.items()
        if kind != NO_TLS
        for each in faults
    ]


if __name__ == "__main__":
    sys.exit(main())
