"""Choices as they come up: the reader's answer where there is one, else what the file says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geo.intake.intake import Choice


class Asking:
    """Everything asked of a file so far, in order.

    Attributes
    ----------
    choices : list of Choice
        What came up.
    """

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._answers = answers
        self.choices: list[Choice] = []

    def answer(self, key: str) -> str:
        """The reader's answer to a question, empty where there is none."""
        return self._answers.get(key, "")

    def forget(self, key: str) -> None:
        """Go on as if a question had no answer."""
        self._answers = {one: value for one, value in self._answers.items() if one != key}

    def starting(self, prefix: str) -> dict[str, str]:
        """Answers whose keys start so, by the rest of the key."""
        return {
            key.removeprefix(prefix): value
            for key, value in self._answers.items()
            if key.startswith(prefix)
        }

    def ask(
        self,
        key: str,
        proposed: str,
        options: Iterable[str] = (),
        *,
        is_asked: bool = False,
        is_needed: bool = False,
        evidence: Mapping[str, str] | None = None,
    ) -> str:
        """Note one question and give the value to go on with.

        Parameters
        ----------
        key : str
            Key of the answer.
        proposed : str
            What the file says, empty where it says nothing.
        options : iterable of str, optional
            What it may be; an answer that is none of them is no answer.
        is_asked, is_needed : bool, optional
            Whether a reader has to look at it, and whether nothing can be used without it.
        evidence : mapping, optional
            What speaks for the proposed value.

        Examples
        --------
        >>> asking = Asking({"unit": "persons"})
        >>> asking.ask("unit", "", ["persons", "returns"], is_needed=True)
        'persons'
        >>> asking.choices[0].is_answered
        True
        """
        offered = tuple(dict.fromkeys(options))
        answer = self.answer(key)
        is_answered = key in self._answers and (answer in offered or not offered)
        value = answer if is_answered else proposed
        self.choices.append(
            Choice(key, value, offered, is_asked, is_needed, is_answered, dict(evidence or {}))
        )
        return value
