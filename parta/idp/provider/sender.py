"""Who sent the person here, and where the answer goes: proved before anything else."""

from collections.abc import Mapping
from dataclasses import dataclass

from parta.idp.provider import push
from parta.idp.provider.errors import Refused, Unanswerable, Why
from parta.idp.provider.known import client_named
from parta.idp.provider.models import Client, ClientAuth
from parta.idp.provider.parameters import Lists, once


@dataclass(frozen=True, slots=True)
class Sender:
    client: Client
    redirect_uri: str  # letter by letter one of the client's
    parameters: Mapping[str, str]  # of the request, from the address or pushed
    pushed: str = ""  # key of the pushed request; "" when it came in the address

    @property
    def state(self) -> str:
        return self.parameters.get("state", "")

    @property
    def may_be_another(self) -> bool:
        """Whether another app on the device could claim this address, and take the code.

        A scheme belongs to nobody (RFC 8252, §8.6); a client with a secret or a key needs
        more than the code.
        """
        proves_itself = self.client.auth == ClientAuth.SECRET or self.client.jwks
        return not proves_itself and not self.redirect_uri.startswith(("https://", "http://"))


def sender_of(query: Lists) -> Sender:
    """Raises Unanswerable where an answer could reach the wrong one."""
    try:
        parameters: Mapping[str, str] = once(query)
    except Refused:
        raise Unanswerable(Why.MALFORMED) from None
    client_id = parameters.get("client_id", "")
    client = client_named(client_id)
    if client is None:
        raise Unanswerable(Why.UNKNOWN_CLIENT)
    pushed = ""
    if parameters.get("request_uri", "").startswith(push.URN):
        found = push.find(parameters["request_uri"], client)
        parameters, pushed = found.parameters, found.hash
    redirect_uri = parameters.get("redirect_uri", "")
    if redirect_uri not in client.redirect_uris:
        raise Unanswerable(Why.WRONG_ADDRESS)
    return Sender(client, redirect_uri, parameters, pushed)
