"""What the browser says of scenes: every message that a script shows, and the limits in them."""

from __future__ import annotations

from layers.text.gettext import N_, _

LIMITS = {
    "title": 120,
    "note": 2_000,
    "query": 4_000,
    "kept": 60,
    "linked": 10,
    "bytes": 1_048_576,
    "megabytes": 1,
}
"""Signs of a title, a note and an address; scenes of a deck and of a link; size of a file."""

_SAID = {
    "copyOf": N_("{title} (copy)"),
    "saved": N_("Saved: {title}"),
    "edited": N_("Changed: {title}"),
    "updated": N_("{title}: now shows the present view."),
    "moved": N_("{title}: now {place} of {count}."),
    "doubled": N_("Duplicated: {title}"),
    "deleted": N_("Deleted: {title}. Undo brings it back."),
    "emptied": N_("All scenes are deleted. Undo brings them back."),
    "undone": N_("Undone."),
    "written": N_("Saved as a file: {name}"),
    "opened": N_("Opened from {name}, scenes: {count}. Undo brings back those before."),
    "otherWorld": N_(
        "The file was made with other data ({name}): its views may look different here, or be left "
        "out. Each view says what it could not show."
    ),
    "otherVersion": N_("The file was made with another version of the data: figures may differ."),
    "linkCopied": N_("The link is copied, with all scenes: {count}."),
    "linkCut": N_(
        "The link to the first {most} scenes is copied: a link holds no more. A file holds all "
        "{count}."
    ),
    "linkByHand": N_("The browser copies nothing here: copy it by hand."),
    "noPacking": N_("This browser can not pack scenes into a link: save them to a file."),
    "fromLink": N_("Scenes that came with the link: {count}. Keep these to have them next time."),
    "keptLinked": N_("Scenes kept with those of this browser: {count}."),
    "unkept": N_(
        "This browser keeps nothing: the scenes last until the page is closed or loaded again. "
        "Save them to a file."
    ),
    "full": N_("No more than {most} scenes are kept: delete some, or save them to a file first."),
    "place": N_("{place} of {count}"),
    "untitled": N_("Scenes"),
    "file": N_("scenes_{title}.json"),
    "unknown": N_("unknown"),
}

_WRONG = {
    "large": N_("The file is larger than {megabytes} MB: choose a file that this page saved."),
    "unread": N_("The file can not be read: choose it again."),
    "coded": N_("The file is no text in UTF-8: choose a file that this page saved."),
    "unparsed": N_("The file is no JSON, or damaged: choose a file that this page saved."),
    "foreign": N_("The file holds no scenes: choose a file that this page saved."),
    "newer": N_(
        "The file has form {found} of scenes, and only form 1 is known here: save it again with "
        "the page that you open it in."
    ),
    "none": N_("The file holds an empty list: choose one with scenes."),
    "many": N_("The file holds {count} scenes, and {most} is the most: save it in parts."),
    "names": N_("The file has a field that no file of scenes has ({found}): remove it."),
    "heading": N_("The title of the scenes is wrong: it is a text of at most {title} signs."),
    "shape": N_("Scene {place} is no scene: it needs a title, a note and an address, as texts."),
    "untitled": N_("Scene {place} has no title: give it one."),
    "titleLong": N_("The title of scene {place} has more than {title} signs: shorten it."),
    "noteLong": N_("The note of scene {place} has more than {note} signs: shorten it."),
    "queryLong": N_("The address of scene {place} has more than {query} signs: shorten it."),
    "queryOther": N_(
        "The address of scene {place} is not one of this page: it is what follows the question "
        "mark."
    ),
    "markup": N_("Scene {place} holds markup: remove its angle brackets."),
    "signs": N_("Scene {place} holds signs that can not be shown: remove them."),
    "link": N_("The link to scenes is damaged: copy it whole, or ask for it again."),
    "before": N_("{reason} The scenes before are untouched."),
}


def said() -> dict[str, str]:
    """Each message by its key, in the language of the page."""
    return {key: _(message) for key, message in _SAID.items()}


def wrong() -> dict[str, str]:
    """Why a file, a link or a form is refused and what to do, by its key."""
    return {key: _(message) for key, message in _WRONG.items()}


def keys() -> str:
    """The keys of the hall while scenes are shown."""
    return _(
        "Escape leaves. Page keys step the scenes, arrows the interval. N shows the note, B blanks "
        "the picture."
    )
