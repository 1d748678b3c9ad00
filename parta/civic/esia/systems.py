"""Finding the system that a request names."""

from parta.civic.esia.errors import Fault, Refusal
from parta.civic.esia.models import System


def find(mnemonic: str) -> System:
    """The system that may ask; Refusal for one that is unknown or switched off."""
    found = (
        System.objects.select_related("client")
        .filter(client_id=mnemonic, client__is_active=True)
        .first()
    )
    if found is None:
        raise Refusal(Fault.CLIENT, "no such client system is registered")
    return found
