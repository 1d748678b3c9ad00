from datetime import timedelta

from parta.idp.cabinet.closing import erase_due
from parta.kit.jobs import every


@every(timedelta(hours=1))
def erase_closed_accounts() -> None:
    erase_due()
