"""Signature: what two copies of one text share, whatever their layout."""

from __future__ import annotations

import hashlib
import zlib

from ruraletl.parse.title import fold

BITS = 64
SHINGLE = 4  # characters
SAMPLED = 256  # shingles at most: of more, a fixed half, quarter … is enough
LANE = 16  # bits in which one bit of the signature is counted
# The eight bits of a byte, each in a lane of its own: one addition counts eight of them.
LANES = tuple(sum((byte >> bit & 1) << (LANE * bit) for bit in range(8)) for byte in range(256))
MOST = (1 << LANE) - 1


def hash_content(title: str | None, text: str) -> str:
    """Return the SHA-256 of title and text without blanks, punctuation, width and case."""
    return hashlib.sha256(f"{fold(title or '')}\n{fold(text)}".encode()).hexdigest()


def sign(text: str) -> int:
    """Return the 64-bit SimHash of a text; those of reposts differ in few bits. 0 for an empty text."""
    data = fold(text).encode("utf-32-le")  # four bytes a character
    last = max(1, len(data) - 4 * SHINGLE + 1) if data else 0
    numbers = {zlib.crc32(data[start : start + 4 * SHINGLE]) for start in range(0, last, 4)}
    mask = 0  # samples of long texts lie within those of shorter ones
    while len(numbers) > SAMPLED:
        mask = mask << 1 | 1
        numbers = {number for number in numbers if not number & mask}
    counts = [0] * (BITS // 8)
    for number in numbers:
        for place, byte in enumerate(_mix(number).to_bytes(BITS // 8, "little")):
            counts[place] += LANES[byte]
    half = len(numbers) / 2
    return sum(
        1 << (8 * place + bit)
        for place, packed in enumerate(counts)
        for bit in range(8)
        if (packed >> (LANE * bit) & MOST) > half
    )


def count_different_bits(one: int, other: int) -> int:
    """Return how many bits of two signatures differ: 0 for the same text, about 32 for unrelated ones."""
    return (one ^ other).bit_count()


def _mix(number: int) -> int:
    """Spread 32 bits over 64, each depending on all: much cheaper than a cryptographic hash of every shingle."""
    number = (number + 1) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    number = (number ^ number >> 32) * 0xD6E8FEB86659FD93 & 0xFFFFFFFFFFFFFFFF
    return number ^ number >> 32
