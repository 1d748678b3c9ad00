"""Reading DER (X.690) as far as signatures and certificates need it, and not one byte more.

Pure.  Nothing recurses, nothing is guessed: lengths are definite and as short
as they can be, tags have one byte, and what is left over is an error.
"""

from dataclasses import dataclass

INTEGER, BIT_STRING, OCTET_STRING, OID = 0x02, 0x03, 0x04, 0x06
SEQUENCE, SET = 0x30, 0x31
CONTEXT_0 = 0xA0  # constructed [0]
MANY = 64  # elements of one sequence; certificates and signatures have far fewer


class Malformed(ValueError):
    """The bytes are not the DER that was expected."""


@dataclass(frozen=True, slots=True)
class Element:
    tag: int
    value: bytes
    raw: bytes  # with tag and length


def children(element: Element) -> list[Element]:
    """What a constructed element holds."""
    found, rest = [], element.value
    while rest:
        child, rest = first(rest)
        found.append(child)
        if len(found) > MANY:
            raise Malformed("too many elements")
    return found


def whole(data: bytes, tag: int) -> Element:
    """The one element that `data` is."""
    element, rest = first(data)
    if rest:
        raise Malformed("bytes are left over")
    return expect(element, tag)


def expect(element: Element, tag: int) -> Element:
    if element.tag != tag:
        raise Malformed(f"tag {element.tag:#x} where {tag:#x} belongs")
    return element


def first(data: bytes) -> tuple[Element, bytes]:
    """The first element, and what follows it."""
    if len(data) < 2 or data[0] & 0x1F == 0x1F:
        raise Malformed("no element begins here")
    start, length = _length(data)
    end = start + length
    if end > len(data):
        raise Malformed("an element is cut off")
    return Element(data[0], data[start:end], data[:end]), data[end:]


def _length(data: bytes) -> tuple[int, int]:
    """Where the value begins, and how long it is."""
    short = data[1]
    if short < 0x80:
        return 2, short
    count = short - 0x80
    if not 0 < count <= 3 or len(data) < 2 + count:
        raise Malformed("the length is indefinite, huge or cut off")
    length = int.from_bytes(data[2 : 2 + count], "big")
    if length < 0x80 or data[2] == 0:
        raise Malformed("the length is not in its shortest form")
    return 2 + count, length


def oid(element: Element) -> str:
    """An object identifier in its dotted spelling."""
    value = expect(element, OID).value
    if not value or value[-1] & 0x80 or len(value) > MANY:
        raise Malformed("an object identifier is cut off, or far too long")
    arcs, current = [], 0
    for byte in value:
        current = current << 7 | byte & 0x7F
        if not byte & 0x80:
            arcs.append(current)
            current = 0
    top = min(arcs[0] // 40, 2)
    return ".".join(map(str, [top, arcs[0] - 40 * top, *arcs[1:]]))


def algorithm(element: Element) -> str:
    """The identifier of an AlgorithmIdentifier, its parameters aside."""
    parts = children(expect(element, SEQUENCE))
    if not parts:
        raise Malformed("an algorithm without a name")
    return oid(parts[0])
