"""What a data package declares of its dossier: challenges, arguments, stances, labels of sites."""

from __future__ import annotations

from typing import Literal

import pydantic

from geo.world.declared import Record, Words


class Member(Record):
    """Some rows that belong to a challenge, for one reason.

    Attributes
    ----------
    kind
        What the rows are: one of the tables of the dossier.
    rows
        Identifiers in the table of the kind; a list item is spelled ``recommendation:2``. Sites
        may be named by a word of the site filter or all at once with ``every-site``.
    statement
        Field of the statement on this challenge that says why, and whether the paper does.
    """

    kind: Literal["sites", "recommendations", "acts", "networks", "agencies", "evaluation"]
    rows: tuple[Words, ...] = pydantic.Field(min_length=1)
    statement: Words


class Challenge(Record):
    """One challenge of the paper, and what belongs to it.

    Attributes
    ----------
    key
        The word in the address.
    number
        Its number in the list of the paper.
    section
        Heading that describes it.
    changes
        Fields of the view that put the map on it.
    members
        A membership is stated when the paper's own words or the heading of its section say it.
        The table of statements has the reasons, and why the map shows what it shows.
    """

    key: Words
    number: int
    section: Words
    changes: dict[Words, Words]
    members: tuple[Member, ...] = ()


class Argument(Record):
    """What the paper argues of all places of one kind.

    Attributes
    ----------
    end, effect
        Whose gain, loss or barrier it is.
    statement
        Its row in the table of statements.
    """

    end: Literal["sending", "receiving"]
    effect: Literal["gain", "loss", "barrier"]
    statement: Words


class Naming(Record):
    """At which end statements of a category on named places count, and as what."""

    category: Words
    end: Literal["sending", "receiving"]
    effect: Literal["role", "gain", "loss", "barrier"]


class PlaceClass(Record):
    """A class of receiving places: the category of its statements, and its name.

    `regions` is true of the one class whose places are regions, which the tables know.
    """

    category: Words
    title: Words
    regions: bool = False


class Stance(Record):
    """A topic on which the paper takes a stance by class of the receiving place.

    Attributes
    ----------
    topic
        Topic of the acts that show it.
    title, at_end, named
        Heading of all classes, heading at one receiving end, and a sentence on a place that the
        paper names in the class of regions.
    quick, quick_about, quick_rest
        Link to the corridors into the class of regions: its name, what it does, and why there is
        none to the others.
    classes
        In reading order.
    """

    topic: Words
    title: Words
    at_end: Words
    named: Words
    quick: Words
    quick_about: Words
    quick_rest: Words
    classes: tuple[PlaceClass, ...] = pydantic.Field(min_length=1)

    @property
    def titles(self) -> dict[str, str]:
        """Name of each class by the category of its statements."""
        return {one.category: one.title for one in self.classes}

    @property
    def of_regions(self) -> tuple[str, ...]:
        """Categories of the classes whose places are regions."""
        return tuple(one.category for one in self.classes if one.regions)


class Arguments(Record):
    """What the paper argues of the ends of a corridor.

    Attributes
    ----------
    general
        Statements on all places of one kind.
    named
        How statements on named places count.
    destination
        Category of the statements that name a place as one that people head for: what is argued
        of the villages that they leave is not said of it.
    stance
        The topic with a stance by class of place, where the paper has one.
    """

    general: tuple[Argument, ...] = ()
    named: tuple[Naming, ...] = ()
    destination: str = ""
    stance: Stance | None = None
