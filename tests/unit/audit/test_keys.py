"""Keys: one encoding for each, and none under which anything is signed."""

from __future__ import annotations

import pytest

from neglect_rules.audit.logs import LogError, PublicKey, SealingKey
from neglect_rules.audit.logs._keys import _WEAK, base64_text
from tests.unit.audit.kept import KEY, PUBLIC

_P = 2**255 - 19
_D = -121665 * pow(121666, -1, _P) % _P


def test_what_a_key_signs_it_verifies_and_nothing_else() -> None:
    signature = base64_text(KEY.sign(b"a head"))

    assert PUBLIC.verifies(signature, b"a head")
    assert not PUBLIC.verifies(signature, b"another")
    assert not PublicKey(SealingKey(bytes(range(9, 41))).public.data).verifies(
        signature, b"a head"
    )


@pytest.mark.parametrize("tail", ["", "=", "A", "\n", "é"])
def test_a_signature_is_written_in_one_way(tail: str) -> None:
    text = base64_text(KEY.sign(b"m"))
    # Four spare bits end the text: set, they would write the same bytes again.
    spare = text[:-1] + chr(ord(text[-1]) + 1)

    assert PUBLIC.verifies(text + tail, b"m") is (tail == "")
    assert not PUBLIC.verifies(spare, b"m")


def test_a_signature_with_a_larger_scalar_is_refused() -> None:
    order = 2**252 + 27742317777372353535851937790883648493
    data = KEY.sign(b"m")
    scalar = int.from_bytes(data[32:], "little") + order
    larger = data[:32] + scalar.to_bytes(32, "little")

    assert not PUBLIC.verifies(base64_text(larger), b"m")


@pytest.mark.parametrize("y", sorted(_WEAK))
@pytest.mark.parametrize("sign", [0, 1])
def test_a_weak_key_is_refused(y: int, sign: int) -> None:
    with pytest.raises(LogError) as refused:
        PublicKey((y | sign << 255).to_bytes(32, "little"))

    assert refused.value.diagnostics[0].code == "NR728"


@pytest.mark.parametrize("y", sorted(_WEAK))
def test_the_weak_keys_are_those_whose_order_divides_eight(y: int) -> None:
    point = (_x(y), y)
    for _ in range(3):
        point = _added(point, point)

    assert point == (0, 1)


@pytest.mark.parametrize(
    "data", [b"", bytes(31), bytes(33), _P.to_bytes(32, "little"), b"\xff" * 32]
)
def test_what_is_no_key_is_refused(data: bytes) -> None:
    with pytest.raises(LogError):
        PublicKey(data)


@pytest.mark.parametrize("seed", [b"", bytes(32), b"ab" * 16, bytes(31)])
def test_what_is_no_random_seed_is_refused(seed: bytes) -> None:
    with pytest.raises(LogError):
        SealingKey(seed)


def test_a_key_does_not_show_its_seed() -> None:
    assert repr(KEY) == "SealingKey()"


def _x(y: int) -> int:
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    return x if (x * x - square) % _P == 0 else x * pow(2, (_P - 1) // 4, _P) % _P


def _added(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """RFC 8032, 5.1.4, in whole coordinates."""
    (x1, y1), (x2, y2) = one, other
    both = _D * x1 * x2 * y1 * y2 % _P
    x = (x1 * y2 + x2 * y1) * pow(1 + both, -1, _P) % _P
    return x, (y1 * y2 + x1 * x2) * pow(1 - both, -1, _P) % _P
