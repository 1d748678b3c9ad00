"""/oauth2/logout ends the app's session; /oauth2/revoke takes the person's consent back too."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from parta.audit import record
from parta.idp.consent.models import Consent
from parta.idp.provider.grants import revoke as end_grants
from parta.idp.provider.models import Client
from parta.learnid.vkid.endpoint import Given, endpoint
from parta.learnid.vkid.person import granted

DONE = {"response": 1}


@endpoint
def logout(client: Client, given: Given) -> dict[str, Any]:
    """The token's grant and its refresh tokens; the person stays signed in here."""
    grant = granted(client, given)
    with transaction.atomic():
        end_grants(Q(pk=grant.pk))
    return DONE


@endpoint
def revoke(client: Client, given: Given) -> dict[str, Any]:
    grant = granted(client, given)
    with transaction.atomic():
        Consent.objects.filter(holder=grant.holder, client=client).delete()
        end_grants(Q(holder=grant.holder, client=client))
        record(
            "consent.withdrawn",
            actor=f"client:{client.client_id}",
            object=f"client:{client.client_id}",
            detail={"holder": str(grant.holder), "scopes": grant.scopes},
        )
    return DONE
