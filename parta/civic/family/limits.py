from datetime import timedelta

from parta.idp.accounts.rules import Policy

ADDING = Policy(10, timedelta(minutes=1), timedelta(hours=1), timedelta(days=1))
"""Forms of one parent: certificates and contacts of others can't be looked for."""
