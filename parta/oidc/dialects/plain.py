"""OpenID Connect as it stands, with any provider that describes itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from parta.oidc.dialect import Leave, Outgoing
from parta.oidc.dialects import looks
from parta.oidc.dialects.query import challenge, with_query
from parta.oidc.dialects.reading import Reading
from parta.oidc.pending import Pending
from parta.oidc.provider import Provider, Registration, ask_as, discover
from parta.oidc.redeem import Identity, redeem
from parta.oidc.refusal import Flaw, Stop, Why, protocol_error


@dataclass(frozen=True)
class Plain:
    reading: Reading = field(default_factory=Reading)
    brings_state_back: bool = True
    tells_of_logouts: bool = True

    def address(self, registration: Registration, outgoing: Outgoing) -> str:
        """With the parameters in the URL, or pushed beforehand (RFC 9126) where that is offered."""
        provider = discover(registration.issuer)
        parameters = {**outgoing.ask.extra, **_parameters(registration, outgoing)}
        if not provider.pushed:
            return with_query(provider.authorization, parameters)
        form = {**outgoing.ask.pushed, **parameters}
        answer = ask_as(registration, provider, provider.pushed, form)
        request_uri = answer.body.get("request_uri")
        if not answer.ok or not isinstance(request_uri, str):
            raise protocol_error(answer.body.get("error"))
        query = {"client_id": registration.client_id, "request_uri": request_uri}
        return with_query(provider.authorization, query)

    def identify(
        self, registration: Registration, pending: Pending, answer: Mapping[str, str]
    ) -> Identity:
        provider = discover(registration.issuer)
        who = redeem(registration, provider, pending, _code(answer, provider))
        acr, claims = self.reading.acr(who.acr), self.reading.renamed(who.claims)
        return replace(who, acr=acr, claims=claims)

    def leave(self, registration: Registration, leave: Leave) -> str:
        """The provider is asked whether it is there: a browser that it leaves standing
        does not come back.
        """
        try:
            end_session = discover(registration.issuer, anew=True).end_session
        except Stop:
            return ""
        query = {
            "client_id": registration.client_id,
            "post_logout_redirect_uri": leave.back,
            "state": leave.state,
        }
        query |= {"id_token_hint": leave.id_token} if leave.id_token else {}
        return end_session and with_query(end_session, query)

    def look(self, registration: Registration, settings: str) -> Iterator[str]:
        return looks.look(registration, self.reading, settings)


def _parameters(registration: Registration, outgoing: Outgoing) -> dict[str, str]:
    pending = outgoing.pending
    parameters = {
        "response_type": "code",
        "client_id": registration.client_id,
        "redirect_uri": registration.redirect_uri,
        "scope": registration.scope,
        "state": outgoing.state,
        "nonce": pending.nonce,
        "code_challenge": challenge(pending.verifier),
        "code_challenge_method": "S256",
    }
    if (max_age := _max_age(pending)) is not None:
        parameters["max_age"] = str(int(max_age.total_seconds()))
    return parameters


def _max_age(pending: Pending) -> timedelta | None:
    """Asked also of who is to sign in anew: only so must a provider tell when they did."""
    return timedelta() if pending.max_age is None and pending.anew_since else pending.max_age


def _code(answer: Mapping[str, str], provider: Provider) -> str:
    """The code of the answer, if it is one and comes from `provider` (RFC 9207)."""
    unnamed = "" if provider.names_itself else provider.issuer
    if answer.get("iss", unnamed) != provider.issuer:
        raise Stop(Why.UNTRUSTED, Flaw.MIX_UP)
    if "error" in answer or not answer.get("code"):
        raise protocol_error(answer.get("error"))
    return answer["code"]
