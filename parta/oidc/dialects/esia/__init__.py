"""The state's own ESIA («Госуслуги»), old and current generation.

dialect.py is the way there and back; signing.py signs what this system asks,
tokens.py believes what comes back, person.py reads it.  The facts are those of
public clients and of the owner's documents; what an operator has to do for it
stands in docs/run/identity-providers.md.
"""
