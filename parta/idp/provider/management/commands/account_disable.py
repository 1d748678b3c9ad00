"""account_disable: shut an account: its sessions and tokens end, and the clients are told."""

from django.conf import settings

from parta.idp.provider.account_command import AccountCommand
from parta.idp.provider.disable import disable


class Command(AccountCommand):
    typed = f"parta account disable {settings.SITE}"
    help = "Shut an account: its sessions and tokens end, and the clients are told."
    turn = disable
    done = "Disabled. Every session and token of this account is dead."
