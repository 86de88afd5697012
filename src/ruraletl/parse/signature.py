"""Signature: what two copies of one text share, whatever their layout."""

from __future__ import annotations

import hashlib
import struct

from ruraletl.parse.title import fold

BITS = 64
SHINGLE = 8  # bytes: four characters in UTF-16, read as one number
STEP = 2  # bytes of a character
SAMPLED = 128  # shingles that are counted
ODD = 0x9E3779B97F4A7C15
OTHER_ODD = 0xD6E8FEB86659FD93
LANE = 2 * BITS  # room for the product of two numbers
LOW_HALVES = int.from_bytes((b"\xff" * 8 + b"\0" * 8) * SAMPLED, "little")  # of every lane
MARGIN = 2 * SAMPLED
PRIME = 1_000_003
LOWEST = int.from_bytes(b"\1" * (SAMPLED * BITS // 8))  # the lowest bit of every byte


def sign(title: str | None, text: str) -> tuple[str, int]:
    """Return content hash and signature.

    Args:
        title: the headline, which only the hash takes in: a repost often has another one.
        text: the body.

    Returns:
        The SHA-256 of title and text without blanks, punctuation, width and case; and the 64-bit SimHash of the text,
        which differs in few bits between reposts and is 0 for an empty text.
    """
    folded = fold(text)
    return hashlib.sha256(f"{fold(title or '')}\n{folded}".encode()).hexdigest(), _sign_folded(folded)


def count_different_bits(one: int, other: int) -> int:
    """Return how many bits of two signatures differ: 0 for the same text, about 32 for unrelated ones."""
    return (one ^ other).bit_count()


def _sign_folded(text: str) -> int:
    numbers = _sample(_list_shingles(text))
    counts = _count_bits(_mix(numbers))
    half = len(numbers) / 2
    return sum(1 << place for place, count in enumerate(counts) if count > half)


def _mix(numbers: list[int]) -> int:
    """Return at most 128 numbers, each of its own bits spread over all 64, packed into one number.

    All are mixed at once, each in a lane of that number: much cheaper than one by one, or than a cryptographic hash.
    """
    lanes = int.from_bytes(struct.pack("<" + "Q8x" * len(numbers), *numbers), "little")
    lanes = lanes * ODD & LOW_HALVES
    lanes = ((lanes ^ lanes >> 32) & LOW_HALVES) * OTHER_ODD & LOW_HALVES
    lanes = (lanes ^ lanes >> 32) & LOW_HALVES
    half = SAMPLED // 2 * LANE
    return lanes & (1 << half) - 1 | lanes >> half << BITS  # the later numbers between the earlier ones


def _count_bits(packed: int) -> list[int]:
    """Return how many of at most 128 packed numbers have each bit; all are added at once."""
    counts = [0] * BITS
    for shift in range(8):
        lanes, width = packed >> shift & LOWEST, SAMPLED * BITS
        while width > BITS:
            width //= 2
            lanes = (lanes & (1 << width) - 1) + (lanes >> width)
        counts[shift::8] = lanes.to_bytes(BITS // 8, "little")
    return counts


def _list_shingles(text: str) -> set[int]:
    """Return every run of four characters as a number; a shorter text is one run."""
    data = text.encode("utf-16-le")
    if data:
        data = data.ljust(SHINGLE, b"\0")
    shingles: set[int] = set()
    for start in range(0, min(SHINGLE, len(data)), STEP):
        count = (len(data) - start) // SHINGLE
        shingles.update(struct.unpack_from(f"<{count}Q", data, start))
    return shingles


def _sample(shingles: set[int]) -> list[int]:
    """Return the shingles that leave the least over a prime: the same ones in every copy of a text."""
    likely = PRIME if len(shingles) <= MARGIN else PRIME * MARGIN // len(shingles)
    chosen = [shingle for shingle in shingles if shingle % PRIME < likely]
    return sorted(chosen, key=PRIME.__rmod__)[:SAMPLED]  # by what each leaves over the prime
