from tests.school.register.conftest import at, sign_in

__all__ = ["at", "sign_in"]
