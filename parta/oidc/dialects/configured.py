"""The dialect that the operator's terms mean."""

from functools import cache

from parta.oidc.dialect import Dialect
from parta.oidc.dialects.esia.dialect import CURRENT, OLD, Esia
from parta.oidc.dialects.esia.signing import Command, Detached, Raw, Signer
from parta.oidc.dialects.esia.tokens import Seal
from parta.oidc.dialects.plain import Plain
from parta.oidc.dialects.terms import ESIA, ESIA_V3, VKID, Terms
from parta.oidc.dialects.vkid import VkId


@cache
def dialect(terms: Terms) -> Dialect:
    if terms.dialect == VKID:
        return VkId()
    if terms.dialect in {ESIA, ESIA_V3}:
        return _esia(terms)
    return Plain(terms.reading())


def _esia(terms: Terms) -> Esia:
    seal = Seal(terms.provider_certificate, terms.verifier)
    old = terms.dialect == ESIA
    own: Signer = Detached(terms.certificate, terms.key) if old else Raw(terms.key)
    signer = Command(terms.signer) if terms.signer else own
    return Esia(OLD if old else CURRENT, signer, seal, terms.certificate_hash)
