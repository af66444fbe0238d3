"""The picture beside a report: what depends on what in the projects that a command line leads to."""

from __future__ import annotations

from validator.cli.arguments import request_of
from validator.cli.output import followed
from validator.engine.run import load_projects
from validator.survey.picture import picture_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.cli.options import CheckOptions
    from validator.diagnostics import Report
    from validator.render.drawing import Picture


def picture_for(report: Report, options: CheckOptions) -> Picture | None:
    """Return the picture of what was checked, with the findings of the report in it; None of standard input.

    The files are read once more: the report may be an earlier run's, and files may have been fixed since they were
    read.
    """
    if "-" in options.paths:
        return None
    found = followed(load_projects, request_of(options), quiet=options.quiet)
    return picture_of(found, report.counted)
