"""Checks Ed25519 signatures by RFC 8032, section 5.1, with every corner closed as docs/format.md closes it (3.3).

Slow, and with no secret to keep: it only verifies.
"""

# fmt: off
from __future__ import annotations

import hashlib
from functools import lru_cache

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int, int, int]  # extended coordinates X, Y, Z, T: x = X/Z, y = Y/Z, x*y = T/Z
ZERO: Point = (0, 1, 1, 0)

def add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0])
    c, d = 2 * p[3] * q[3] % P * D, 2 * p[2] * q[2]
    e, f, g, h = (b - a) % P, (d - c) % P, (d + c) % P, (b + a) % P
    return e * f % P, g * h % P, f * g % P, e * h % P

def same(p: Point, q: Point) -> bool:
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0

def sum_of(s: int, p: Point, k: int, q: Point) -> Point:
    table, total = (ZERO, p, q, add(p, q)), ZERO
    for bit in range(252, -1, -1):
        total = add(add(total, total), table[(s >> bit & 1) + 2 * (k >> bit & 1)])
    return total

@lru_cache(maxsize=4096)
def decode(data: bytes) -> Point | None:
    """Return the point that 32 bytes stand for; None if they are not canonical, off the curve or of small order."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y % 2**255
    u, v = y * y - 1, D * y * y + 1
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if (v * x * x + u) % P == 0:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (v * x * x - u) % P or (x == 0 and sign):
        return None
    x = P - x if x % 2 != sign else x
    point = (x, y, 1, x * y % P)
    return None if same(sum_of(8, point, 0, ZERO), ZERO) else point

BASE = decode((4 * pow(5, -1, P) % P).to_bytes(32, "little")) or ZERO

@lru_cache(maxsize=65536)
def verify(key: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether S*B - k*A = R, with S below L."""
    a, r, s = decode(key), decode(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or a is None or r is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    return same(sum_of(s, BASE, k, (P - a[0], a[1], a[2], P - a[3])), r)
