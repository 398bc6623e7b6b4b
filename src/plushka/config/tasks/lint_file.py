"""Look a file through, without a database."""

from pathlib import Path

from plushka.config.documents import read_document
from plushka.domain.programmes import given, lint
from plushka.domain.programmes.lint.finding import Finding
from plushka.domain.programmes.lint.telling import say


def run(*, file: Path, language: str) -> list[dict[str, str]]:
    """Give what is unwise in a programme. Refuses what is none."""
    document = read_document(file)
    programme = given.read_document(document)
    return [told(one, language) for one in lint.findings(programme)]


def told(finding: Finding, language: str) -> dict[str, str]:
    """Write a finding for people and programs."""
    return {
        "path": finding.path,
        "level": finding.level,
        "code": finding.code,
        "text": say(finding, language),
    }
