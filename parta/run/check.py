"""Says what is wrong with an installation: `parta check`."""


def check() -> int:
    return 0
