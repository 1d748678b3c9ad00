"""Which signatures pass for a system's: of its own certificate, over this very string, now."""

import base64
from collections.abc import Callable
from datetime import timedelta

import pytest

from parta.civic.esia import certificates, cms, gost, proof, registry
from parta.civic.esia.certificates import Unfit
from parta.civic.esia.errors import Fault, Refusal
from parta.civic.esia.models import System as Row
from parta.civic.esia.rules import Generation, Step
from parta.kit import clock
from tests.civic.esia.signers import (
    BARE,
    DETACHED,
    NO_CERTIFICATE,
    Rsa,
    Signer,
    gost_signer,
    rsa_signer,
)
from tests.civic.esia.system import System

MESSAGE = "openid2026.11.24 12:00:00 +0000SYSTEM01d3a1"
ENCODINGS: list[Callable[[bytes], str]] = [
    lambda data: base64.urlsafe_b64encode(data).decode(),
    lambda data: base64.urlsafe_b64encode(data).rstrip(b"=").decode(),
    lambda data: base64.b64encode(data).decode(),
    lambda data: base64.encodebytes(data).decode(),
]


def given(secret: str, **changes: str) -> dict[str, str]:
    """Joined in either generation, this gives MESSAGE."""
    return {"scope": MESSAGE, "client_secret": secret, **changes}


def check(secret: str, generation: Generation = Generation.OLD, **changes: str) -> None:
    sent = given(secret, **changes)
    proof.check(Row.objects.get(), generation, Step.AUTHORIZE, sent, clock.now())


def refused(secret: str, generation: Generation = Generation.OLD, **changes: str) -> Fault:
    with pytest.raises(Refusal) as refusal:
        check(secret, generation, **changes)
    return refusal.value.fault


def packed(data: bytes) -> str:
    return ENCODINGS[1](data)


@pytest.fixture(params=["rsa", "gost"])
def signer(request: pytest.FixtureRequest, db: None) -> Signer:
    if request.param == "gost":
        request.getfixturevalue("engine")
        return gost_signer()
    return rsa_signer()


@pytest.fixture
def system(signer: Signer) -> System:
    return System(signer=signer).registered()


@pytest.mark.parametrize("encoding", range(len(ENCODINGS)))
@pytest.mark.parametrize("options", [(DETACHED,), (), (DETACHED, BARE), (BARE,)])
def test_cms_in_every_spelling(options: tuple, encoding: int, system: System) -> None:  # type: ignore[type-arg]
    check(ENCODINGS[encoding](system.signer.cms(MESSAGE, *options)))


@pytest.mark.parametrize("encoding", range(len(ENCODINGS)))
def test_raw_in_every_spelling(encoding: int, system: System) -> None:
    secret = ENCODINGS[encoding](system.signer.raw(MESSAGE))
    check(secret, Generation.CURRENT, client_certificate_hash=system.hash)


@pytest.mark.parametrize("options", [(DETACHED,), (), (DETACHED, BARE), (BARE,)])
def test_cms_over_another_string(options: tuple, system: System) -> None:  # type: ignore[type-arg]
    assert refused(packed(system.signer.cms(MESSAGE + " ", *options))) is Fault.SECRET


def test_raw_over_another_string(system: System) -> None:
    secret = packed(system.signer.raw(MESSAGE + " "))
    found = refused(secret, Generation.CURRENT, client_certificate_hash=system.hash)
    assert found is Fault.SECRET


def test_a_signature_of_the_wrong_generation(system: System) -> None:
    assert refused(packed(system.signer.raw(MESSAGE))) is Fault.SECRET
    found = refused(
        packed(system.signer.cms(MESSAGE)), Generation.CURRENT, client_certificate_hash=system.hash
    )
    assert found is Fault.SECRET


def test_every_flipped_byte_is_noticed(system: System) -> None:
    """Of the parts that count: content, attributes, signature."""
    whole = system.signer.cms(MESSAGE, NO_CERTIFICATE)
    signature = cms.read(whole)
    for part in (MESSAGE.encode(), (signature.attributes or b"")[20:], signature.value):
        start = whole.index(part)
        for at in range(start, start + len(part), 17):
            flipped = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
            assert refused(packed(flipped)) in {Fault.SECRET, Fault.MISMATCH}


def test_the_certificate_inside_a_cms_is_not_believed(db: None) -> None:
    """An attacker signs with a key of their own and names the system's issuer and number."""
    System().registered()
    theirs, ours = rsa_signer("attacker"), rsa_signer()
    assert refused(packed(theirs.cms(MESSAGE, DETACHED))) is Fault.MISMATCH
    forged = Rsa(theirs.key, ours.x509)
    assert refused(packed(forged.cms(MESSAGE, DETACHED))) is Fault.SECRET
    assert refused(packed(forged.cms(MESSAGE, BARE))) is Fault.SECRET


@pytest.mark.usefixtures("engine")
def test_the_hash_names_the_certificate(db: None) -> None:
    system = System().registered()
    secret = packed(system.signer.raw(MESSAGE))
    asked = [{}, {"client_certificate_hash": system.hash.lower()}]
    asked.append({"client_certificate_hash": gost.streebog(rsa_signer("other").certificate)})
    faults = [refused(secret, Generation.CURRENT, **changes) for changes in asked]
    assert faults == [Fault.MISSING, Fault.SECRET, Fault.SECRET]


@pytest.mark.parametrize("days", [(-30, -1), (1, 30)])
def test_a_certificate_out_of_its_time(
    days: tuple[int, int], db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = System().registered()
    then = clock.now() + timedelta(days=400 if days[1] < 0 else -400)
    monkeypatch.setattr("parta.kit.clock.now", lambda: then)
    assert refused(packed(system.signer.cms(MESSAGE))) is Fault.SECRET
    secret = packed(system.signer.raw(MESSAGE))
    found = refused(secret, Generation.CURRENT, client_certificate_hash=system.hash)
    assert found is Fault.SECRET


def test_two_certificates_live_while_they_are_exchanged(db: None) -> None:
    System().registered()
    names = ["system", "second", "third"]
    for name in names[1:]:
        registry.renew(Row.objects.get(), rsa_signer(name).certificate)
    secrets = [packed(rsa_signer(name).cms(MESSAGE)) for name in names]
    assert refused(secrets[0]) is Fault.MISMATCH
    check(secrets[1])
    check(secrets[2])


def test_two_certificates_of_one_number_are_told_apart_by_their_keys(db: None) -> None:
    """Many sign their own with the number 1."""
    one, other, third = (rsa_signer(key, named="system", number=1) for key in ("1", "2", "3"))
    System(signer=one).registered()
    registry.renew(Row.objects.get(), other.certificate)
    for signer in (one, other):
        check(packed(signer.cms(MESSAGE)))
    assert refused(packed(third.cms(MESSAGE))) is Fault.SECRET


def test_a_long_signature_that_fits_may_begin_like_a_cms(
    system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every 256th of a key of more than 4096 bits does."""
    secret = packed(b"\x30" + bytes(1023))
    hashed = {"client_certificate_hash": system.hash}
    assert refused(secret, Generation.CURRENT, **hashed) is Fault.SECRET
    monkeypatch.setattr(certificates.Certificate, "verifies", lambda *_: True)
    check(secret, Generation.CURRENT, **hashed)


def test_what_can_be_registered(db: None) -> None:
    def why(file: bytes) -> str:
        with pytest.raises(Unfit) as unfit:
            registry.fit(file, clock.now())
        return str(unfit.value)

    assert registry.fit(rsa_signer().pem, clock.now()) == certificates.read(
        rsa_signer().certificate
    )
    registry.fit(rsa_signer("signs", signs=True).certificate, clock.now())
    assert "keyUsage" in why(rsa_signer("enciphers", signs=False).certificate)
    assert "ended on" in why(rsa_signer("old", days=(-30, -1)).certificate)
    for junk in (b"", b"x", b"\x30\x80", rsa_signer().key_pem, rsa_signer().certificate[:-9]):
        assert "no X.509 certificate" in why(junk)


@pytest.mark.usefixtures("engine")
def test_gost_where_there_is_no_engine(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    system = System(signer=gost_signer()).registered()
    secrets = [packed(make(MESSAGE)) for make in (system.signer.cms, system.signer.raw)]
    named = {"client_certificate_hash": system.hash}
    monkeypatch.setattr(gost, "CONFIGURATION", gost.CONFIGURATION.with_name("nothing.cnf"))
    gost.engine.cache_clear()
    try:
        assert refused(secrets[0]) is Fault.BUSY
        assert refused(secrets[1], Generation.CURRENT, **named) is Fault.BUSY
        with pytest.raises(Unfit, match="libengine-gost-openssl"):
            registry.fit(gost_signer().certificate, clock.now())
    finally:
        gost.engine.cache_clear()


@pytest.mark.usefixtures("engine")
def test_streebog_is_the_one_of_the_standard() -> None:
    """GOST R 34.11-2012, example 1."""
    message = b"012345678901234567890123456789012345678901234567890123456789012"
    expected = "9D151EEFD8590B89DAA6BA6CB74AF9275DD051026BB149A452FD84E5E57B5500"
    assert gost.streebog(message) == expected
