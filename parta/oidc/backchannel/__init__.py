"""A provider tells, from server to server, that a session of it has ended.

OpenID Connect Back-Channel Logout 1.0, the relying party's side.  stays.py keeps
which browser sessions of this site rest on which session of a provider;
logout_token.py reads what a provider sends, receive.py ends what it names.
"""
