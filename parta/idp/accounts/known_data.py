"""What others know of a person: too easy to guess for a password."""

from parta.idp.accounts.account import Account


def known_data(account: Account) -> tuple[str, ...]:
    """Names, dates and contacts of everybody the account keeps."""
    claims = [holder.claims().values() for holder in (account, *account.holders())]
    known = {str(value) for values in claims for value in values if isinstance(value, str)}
    return (*known, *(f"{value[8:10]}{value[5:7]}{value[:4]}" for value in known), str(account))
