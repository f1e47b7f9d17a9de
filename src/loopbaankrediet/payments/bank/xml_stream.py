"""Reading XML of any size element by element, with everything switched off that a bank file never needs."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree


def elements(
    source: BinaryIO, *, tags: tuple[str, ...], schema: etree.XMLSchema | None = None
) -> Iterator[etree._Element]:
    """Each finished element with one of the tags; raises lxml's XMLSyntaxError, also for the schema.

    Always read as UTF-8. No entities, no DTD, no network, no huge trees; comments and instructions vanish,
    so that they cannot cut a text in two. `forget_previous` keeps the memory small.
    """
    events = etree.iterparse(
        source,
        events=("end",),
        tag=tags,
        schema=schema,
        encoding="utf-8",
        load_dtd=False,
        no_network=True,
        resolve_entities=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return (element for _, element in events)


def root_tag(source: BinaryIO) -> str:
    """The tag of the root element in Clark notation, read from the first bytes."""
    for _, root in etree.iterparse(source, events=("start",), encoding="utf-8", resolve_entities=False):
        return str(root.tag)
    return ""


def forget_previous(element: etree._Element) -> None:
    """Empty the element and drop the one of the same tag before it."""
    element.clear()
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None and parent is not None and previous.tag == element.tag:
        parent.remove(previous)
