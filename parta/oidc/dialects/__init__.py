"""The dialects of OAuth that providers speak, one file or folder each.

Whichever it is, the same Identity comes out: who uses parta.oidc does not know.
"""
