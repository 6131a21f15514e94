"""A character map in the form that the ``Precompiled`` normaliser of the library ``tokenizers`` reads.

SentencePiece keeps its normalisation as a double-array trie (the unit layout of darts-clone) over the UTF-8 bytes of
what is replaced, followed by the replacements, each ended by NUL. The bundled model's own map is of single characters,
which form a prefix-free code, so that one block of 256 units for each inner node is a valid trie and quick to build.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

__all__ = ["charsmap"]

_BLOCK = 256
_HAS_LEAF = 1 << 8
_IS_VALUE = 1 << 31


def charsmap(table: Mapping[str, str]) -> bytes:
    """The map from single characters to their replacements, compiled."""
    replacements = bytearray()
    trie: dict[int, object] = {}
    for char, replacement in sorted(table.items()):
        node = trie
        *path, last = char.encode("utf-8")
        for byte in path:
            node = node.setdefault(byte, {})  # type: ignore[assignment]
        node[last] = len(replacements)
        replacements += replacement.encode("utf-8") + b"\0"
    inner, leaves = _count(trie)
    units = [0] * (_BLOCK * inner + leaves)
    free_block, free_leaf = iter(range(_BLOCK, _BLOCK * inner, _BLOCK)), iter(range(_BLOCK * inner, len(units)))
    # The root stands at 0 and its children at 0 ^ byte: its offset is 0.
    waiting: list[tuple[int, dict[int, object]]] = [(0, trie)]
    while waiting:
        base, node = waiting.pop()
        for byte, child in node.items():
            at = base ^ byte
            if isinstance(child, dict):
                to = next(free_block)
                units[at] = byte | (at ^ to) << 10
                waiting.append((to, child))
            else:
                to = next(free_leaf)
                units[at] = byte | _HAS_LEAF | (at ^ to) << 10
                units[to] = int(str(child)) | _IS_VALUE
    packed = struct.pack(f"<{len(units)}I", *units)
    return struct.pack("<I", len(packed)) + packed + bytes(replacements)


def _count(node: Mapping[int, object]) -> tuple[int, int]:
    """Inner nodes and leaves of a trie."""
    inner, leaves = 1, 0
    for child in node.values():
        if isinstance(child, dict):
            more = _count(child)
            inner, leaves = inner + more[0], leaves + more[1]
        else:
            leaves += 1
    return inner, leaves
