"""A document that is no condition, no rule or no effect."""

from plushka.lib.refusal import Refusal

type Problem = tuple[str, str]
"""Where in the document, and what is wrong there."""


class RuleInvalid(Refusal):
    """A document that cannot be a condition or a rule; it names every place that is wrong."""

    code = "invalid"

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(
            "; ".join(f"{path}: {message}" if path else message for path, message in problems),
            errors=[{"path": path, "message": message} for path, message in problems],
        )
        self.problems = problems


def under(path: str, step: str) -> str:
    """Name a place below another: ``all[0]`` and ``from`` make ``all[0].from``."""
    return f"{path}.{step}" if path else step
