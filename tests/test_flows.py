"""The deployments start flows that exist, with parameters that these take, and never two of one at once."""

from __future__ import annotations

import inspect
import runpy
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
DEPLOYMENTS: list[dict[str, Any]] = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]

pytestmark = pytest.mark.filterwarnings("default")  # Prefect's own warnings are not ours


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: str(deployment["name"]))
def test_a_deployment_fits_its_flow(deployment: dict[str, Any]) -> None:
    path, _, name = deployment["entrypoint"].partition(":")
    flow = runpy.run_path(str(ROOT / path))[name]
    assert deployment["parameters"].keys() <= inspect.signature(flow.fn).parameters.keys()
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}


def test_every_flow_has_a_deployment_and_only_the_night_a_schedule() -> None:
    assert {deployment["name"]: len(deployment["schedules"]) for deployment in DEPLOYMENTS} == {
        "nightly": 1,
        "backfill": 0,
        "replay": 0,
    }


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: str(deployment["name"]))
@pytest.mark.parametrize("is_meant", [True, False])
def test_one_run_of_a_deployment_may_mean_its_losses(deployment: dict[str, Any], is_meant: bool) -> None:  # noqa: FBT001
    path, _, name = deployment["entrypoint"].partition(":")
    flow = runpy.run_path(str(ROOT / path))[name]

    def start(*_: object, accept_losses: bool, **__: object) -> None:
        raise RuntimeError(f"accept_losses={accept_losses}")

    flow.fn.__globals__.update(run_night=start, replay=start)
    with pytest.raises(RuntimeError, match=f"accept_losses={is_meant}"):
        flow.fn(accept_losses=is_meant)
    assert "accept_losses" not in deployment["parameters"]  # or every night would publish its losses
