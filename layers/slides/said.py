"""What a slide says of a scene: the words of the page, none of them written twice."""

from __future__ import annotations

from collections.abc import Sequence

from geo.scene.scene import LARGEST, Scene
from geo.world.world import World
from layers.blocks.markup import plain
from layers.page.foot import note
from layers.page.said import answered, counted
from layers.slides.deck import Slide
from layers.subjects import MAP, behind, heading
from layers.text import joints, numbers, words
from layers.text.gettext import _


def slide_of(
    world: World, scene: Scene, title: str, told: str, address: str, day: str, picture: bytes,
    has_table: bool,
) -> Slide:  # fmt: skip
    """The slide of a scene, in the language that is spoken.

    Parameters
    ----------
    world, scene
        The view.
    title, told : str
        The presenter's own words: the title, or nothing, and the note for the speaker.
    address, day : str
        Where the view is to be found, and when the slide was made.
    picture : bytes
        What the view shows, a PNG.
    has_table : bool
        Whether the largest corridors stand beside the picture as a table.
    """
    sentence = answered(scene)
    source = joints.parts([note(world, scene), address, day])
    read = (world.catalogue[name] for name in behind(world, scene).datasets)
    licences = dict.fromkeys(one for dataset in read for one in dataset.licences)
    notes = [
        told,
        sentence,
        plain(counted(world, scene)),
        joints.titled(_("Address"), address),
        source,
        *(joints.titled(_(one.title), _(one.terms)) for one in licences),
    ]
    table = largest(world, scene) if has_table and scene.view.view == MAP else ()
    head = title or heading(world, scene)
    return Slide(head, sentence, source, picture, tuple(filter(None, notes)), table)


def largest(world: World, scene: Scene) -> tuple[tuple[str, ...], ...]:
    """The first corridors of a view with their people, under a head."""
    columns = scene.columns
    ends = zip(columns["origin_code"], columns["destination_code"], columns["persons"], strict=True)
    head = ("", _("From"), _("To"), _("People (estimate)"))
    return (head, *_ranked(world, list(ends)[:LARGEST]))


def _ranked(world: World, ends: Sequence[tuple[str, str, float]]) -> list[tuple[str, ...]]:
    return [
        (str(rank), words.region(world, origin), words.region(world, end), numbers.people(persons))
        for rank, (origin, end, persons) in enumerate(ends, 1)
    ]
