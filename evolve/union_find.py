"""A union-find forest: which items are connected, directly or through others."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def root_of(parents: dict[Item, Item], item: Item) -> Item:
    """Return the item that represents all items connected with one; an unknown item is added as its own parent.

    `parents` maps every item to another one nearer the root, which is its own parent. The way there is shortened for
    the next time.
    """
    parents.setdefault(item, item)
    while parents[item] != item:
        parents[item] = parents[parents[item]]
        item = parents[item]
    return item
