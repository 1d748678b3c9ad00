"""The pages of an account that both identity sites have: the password, sessions, consents,
all that is kept, and closing."""
