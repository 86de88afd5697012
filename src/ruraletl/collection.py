"""The collection of a source: what a runner may call anywhere, and what it is told."""

from __future__ import annotations

from dataclasses import dataclass, field

from ruraletl.crawl.night import Crawl, Progress, crawl_source
from ruraletl.crawl.sources import Source
from ruraletl.crawl.troubles import describe_break, describe_pause
from ruraletl.errors import PauseError
from ruraletl.records import KnownPage, Order
from ruraletl.runner import Watcher
from ruraletl.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectTask:
    """One source to collect."""

    source: Source
    settings: Settings
    known: dict[str, KnownPage]  # by canonical url
    run_id: str
    order: Order = field(default_factory=Order)
    spent: int = 0  # requests that earlier runs of today made
    watcher: Watcher = field(default_factory=Watcher)  # of this process: a runner on other machines leaves it out


@dataclass(frozen=True, slots=True)
class _Told(Progress):
    """Passes on to a watcher how the crawl of one source goes on."""

    source_id: str
    watcher: Watcher

    def expect(self, articles: int, seconds: float) -> None:
        self.watcher.expect(self.source_id, articles, seconds)

    def finish(self) -> None:
        self.watcher.advance("fetch")


def collect_source(task: CollectTask) -> Crawl:
    """Fetch and archive what one source offers; whatever goes wrong ends as a problem of this source alone."""
    try:
        return crawl_source(
            task.source,
            settings=task.settings,
            known=task.known,
            run_id=task.run_id,
            order=task.order,
            spent=task.spent,
            progress=_Told(task.source.id, task.watcher),
        )
    except PauseError as pause:
        problem = describe_pause(task.source.id, pause)
    except Exception as error:  # noqa: BLE001 - the boundary of a source: no source may stop the night
        problem = describe_break(task.source.id, error, 0)
    return Crawl(source_id=task.source.id, problems=(problem,))
