"""The routes under ``<base url>/glovebook/``."""

from __future__ import annotations

import weakref
from pathlib import Path

from jupyter_server.utils import url_path_join
from tornado.web import Application

from glovebook.eln_plugin import archive_handlers, handlers, keep_handlers, weigh_handlers, work
from glovebook.eln_plugin.base import Route
from glovebook.eln_plugin.changes import begin_handlers, drop_handlers, past_handlers
from glovebook.eln_plugin.jobs import Jobs
from glovebook.eln_plugin.overview import Overviews

ROUTES: tuple[tuple[str, type[Route]], ...] = (
    (r"kinds", handlers.Kinds),
    (r"schema/([^/]+)", handlers.Schema),
    (r"check", handlers.Check),
    (r"rules/([^/]+/[^/]+)", handlers.RuleText),
    (r"entries", handlers.Entries),
    (r"overview", handlers.Overview),
    (r"graph", handlers.Graph),
    (r"compare", handlers.Compare),
    (r"compare/keep", handlers.KeepComparison),
    (r"attach", handlers.Attach),
    (r"notebooks", handlers.Notebooks),
    (r"results", handlers.Results),
    (r"analyses", handlers.Analyses),
    (r"analyses/([^/]+)", handlers.Analysis),
    (r"exports", archive_handlers.Exports),
    (r"save", keep_handlers.Save),
    (r"conflicts", keep_handlers.Conflicts),
    (r"resolve", keep_handlers.Resolve),
    (r"labels", keep_handlers.Labels),
    (r"history", past_handlers.History),
    (r"diff", past_handlers.Difference),
    (r"restore", past_handlers.Restore),
    (r"review", past_handlers.Review),
    (r"reviewing", past_handlers.Reviewing),
    (r"amend", past_handlers.Amendment),
    (r"weigh", weigh_handlers.Weigh),
    (r"steps", begin_handlers.Steps),
    (r"templates", begin_handlers.Templates),
    (r"begin", begin_handlers.Begin),
    (r"drop", drop_handlers.Drop),
    (r"follow", begin_handlers.Follow),
    (r"duplicate", begin_handlers.Duplicate),
    (r"rename", begin_handlers.Rename),
    (r"linking", begin_handlers.Linking),
    (r"delete", begin_handlers.Delete),
    (r"put-back", begin_handlers.PutBack),
)
"""Address after ``glovebook/`` as a regular expression, and its handler."""


def add(application: Application, root: str) -> Jobs:
    """Add all routes for the folder that the server shows; the jobs that they share.

    When the server is gone, or its process ends, the jobs end and the databases are closed: an extension that is no
    application is not told when the server stops.
    """
    jobs, overviews = Jobs(work.carry_out, work.prepare), Overviews()
    weakref.finalize(application, _close, jobs, overviews)
    shared = {"root": Path(root).resolve(), "jobs": jobs, "overviews": overviews}
    base = application.settings["base_url"]
    application.add_handlers(
        ".*$", [(url_path_join(base, "glovebook", address), handler, shared) for address, handler in ROUTES]
    )
    return jobs


def _close(jobs: Jobs, overviews: Overviews) -> None:
    jobs.close()
    overviews.close()
