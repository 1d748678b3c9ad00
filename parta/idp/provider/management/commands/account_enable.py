"""account_enable: open an account that was shut."""

from django.conf import settings

from parta.idp.provider.account_command import AccountCommand
from parta.idp.provider.disable import enable


class Command(AccountCommand):
    typed = f"parta account enable {settings.SITE}"
    help = "Open an account that was shut."
    turn = enable
    done = "Enabled. The person signs in anew."
