import socket

import pytest

from parta.run.addresses import Address, require_free
from parta.run.trouble import Trouble


def address(port: int, *, udp: bool = False, host: str = "127.0.0.1") -> Address:
    return Address("PARTA_SCHOOL_LISTEN", host, port, udp)


@pytest.mark.parametrize("udp", [False, True])
def test_a_port_in_use_is_named_with_the_setting_that_moves_it(udp: bool) -> None:
    with socket.socket(type=socket.SOCK_DGRAM if udp else socket.SOCK_STREAM) as taken:
        taken.bind(("127.0.0.1", 0))
        if not udp:
            taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Trouble) as trouble:
            require_free([address(port, udp=udp)])
    assert str(trouble.value) == (
        f"Port {port} on 127.0.0.1 can't be used (Address already in use): "
        "end the program that holds it, or set PARTA_SCHOOL_LISTEN to another."
    )
    require_free([address(port, udp=udp)])
