"""Which addresses of clients may be registered, each kind by its own rule.

Every function says why an address does not do, or None when it does.
"""

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext_noop as _

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def fault_of(uri: str) -> str | None:
    """Where people are taken back.

    https anywhere; http only on this machine; an app's own scheme must be a
    domain turned round (RFC 8252 §7.1), which no browser gives a meaning.
    """
    parts = _split(uri)
    if isinstance(parts, str):
        return parts
    if parts.scheme not in {"https", "http"}:
        fits = "." in parts.scheme
        return None if fits else _("its scheme is neither https nor an app's own domain")
    return _fault_of_web(parts)


def fault_of_backchannel(uri: str) -> str | None:
    """Where this server itself calls: by https, and no machine of its own network by number.

    A test bed, itself on plain http, may call what it likes.
    """
    parts = _split(uri)
    if isinstance(parts, str):
        return parts
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        return _("its scheme is not https, or it has no host")
    if _ours_is_http():
        return None
    if parts.scheme == "http":
        return _("its scheme is not https")
    return _("it names a machine of a private network") if _inside(parts.hostname) else None


def fault_of_origin(origin: str) -> str | None:
    """Whose pages may call us: scheme, host and port, as browsers write them."""
    parts = _split(origin)
    if isinstance(parts, str):
        return parts
    if origin != f"{parts.scheme}://{parts.netloc}" or origin != origin.lower():
        return _("it is not an origin such as https://app.example")
    return (
        _fault_of_web(parts) if parts.scheme in {"https", "http"} else _("its scheme is not https")
    )


def _split(uri: str) -> SplitResult | str:
    try:
        parts = urlsplit(uri)
        parts.hostname, parts.port  # noqa: B018 (reading them is the check)
    except ValueError:
        return _("it is not a URL")
    if not uri.isascii() or not uri.isprintable() or " " in uri:
        return _("it holds characters that a URL can't")
    if "#" in uri or parts.username or parts.password:
        return _("it has a fragment or a user name")
    return parts


def _fault_of_web(parts: SplitResult) -> str | None:
    host = parts.hostname or ""
    if parts.scheme == "https":
        return None if host else _("it has no host")
    return None if _local(host) or _ours_is_http() else _("http is only for this machine")


def _local(host: str) -> bool:
    return host in LOOPBACK or host.endswith(".localhost")


def _inside(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return _local(host)


def _ours_is_http() -> bool:
    """A site that is itself public by http, in a test bed, can't ask more of its clients."""
    return str(settings.ISSUER).startswith("http://")
