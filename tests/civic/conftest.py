from tests.idp.conftest import anya, boris, other, party, public

__all__ = ["anya", "boris", "other", "party", "public"]
