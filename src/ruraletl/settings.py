"""The settings of a run; the only reader of the environment."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from ruraletl import __version__
from ruraletl.errors import SettingsError

MARKER = Path("sql", "dbt_project.yml")  # what tells the project's folder from any other
EXAMPLES = {"http": "http://127.0.0.1:3128", "smtp": "smtp://user:password@mail.example:587"}
FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False, "": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are and how politely pages are asked for."""

    home: Path  # the folder that holds sql/ and, unless set otherwise, sources/ and warehouse/
    sources_dir: Path
    warehouse_dir: Path
    proxy: str | None = field(default=None, repr=False)  # HTTP proxy for every request; may hold a password
    contact: str = "https://ruraletl.example"  # in the User-Agent, so that a site's owner can reach whoever runs this
    delay_s: float = 1.0  # between two requests to one host, unless the source says otherwise
    timeout_s: float = 30.0  # to connect, and between two packets
    retries: int = 3  # of a request that failed for a reason that may pass
    keep_releases: int = 7
    webhook: str | None = field(default=None, repr=False)  # where alarms are posted; its path is a password
    mail_server: str | None = field(default=None, repr=False)  # that sends them: smtp://user:password@host:587
    mail_to: str = ""  # addresses, with commas between them
    allow_private: bool = False  # whether addresses of private networks may be asked, by any source

    @property
    def user_agent(self) -> str:
        """How requests introduce themselves."""
        return f"ruraletl/{__version__} (+{self.contact})"

    @property
    def sql_dir(self) -> Path:
        """The dbt project."""
        return self.home / "sql"

    @property
    def reviews_dir(self) -> Path:
        """What reviewers decided, beside the sources."""
        return self.sources_dir.with_name("reviews")

    @property
    def archive_dir(self) -> Path:
        """WARC files."""
        return self.warehouse_dir / "archive"

    @property
    def hosts_dir(self) -> Path:
        """When each host may be asked again, for every process that collects."""
        return self.warehouse_dir / "hosts"

    @property
    def staging_path(self) -> Path:
        """The DuckDB file that only the nightly run opens."""
        return self.warehouse_dir / "staging.duckdb"

    @property
    def demo_marker(self) -> Path:
        """A file in a warehouse that holds the sample site, whose figures are invented."""
        return self.warehouse_dir / "DEMO"

    @property
    def releases_dir(self) -> Path:
        """One folder per release."""
        return self.warehouse_dir / "releases"

    @property
    def latest(self) -> Path:
        """The link to the newest release, which readers open."""
        return self.warehouse_dir / "latest"


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from RURALETL_* variables.

    Args:
        environ: RURALETL_HOME, RURALETL_SOURCES, RURALETL_WAREHOUSE (folders), RURALETL_PROXY (URL),
            RURALETL_CONTACT (URL or mail address), RURALETL_DELAY, RURALETL_TIMEOUT (seconds),
            RURALETL_RETRIES, RURALETL_KEEP_RELEASES (counts), RURALETL_ALLOW_PRIVATE (yes or no), RURALETL_WEBHOOK,
            RURALETL_MAIL_SERVER (URLs), RURALETL_MAIL_TO (mail addresses); all optional.

    Raises:
        SettingsError: a value has the wrong form, or the project's folder was not found.
    """
    home = find_home(environ)
    given = {
        "proxy": _url(environ, "RURALETL_PROXY"),
        "contact": _header(environ, "RURALETL_CONTACT"),
        "delay_s": _number(environ, "RURALETL_DELAY", float),
        "timeout_s": _number(environ, "RURALETL_TIMEOUT", float, 0.1),
        "retries": _number(environ, "RURALETL_RETRIES", int),
        "keep_releases": _number(environ, "RURALETL_KEEP_RELEASES", int, 1),
        "allow_private": _flag(environ, "RURALETL_ALLOW_PRIVATE"),
        "webhook": _url(environ, "RURALETL_WEBHOOK"),
        "mail_server": _url(environ, "RURALETL_MAIL_SERVER", "smtp"),
        "mail_to": _header(environ, "RURALETL_MAIL_TO"),
    }
    if given["mail_server"] and not given["mail_to"]:
        raise SettingsError("RURALETL_MAIL_SERVER is set and RURALETL_MAIL_TO is not; name who is to get the mail.")
    return Settings(
        home=home,
        sources_dir=Path(environ.get("RURALETL_SOURCES", home / "sources")).resolve(),
        warehouse_dir=Path(environ.get("RURALETL_WAREHOUSE", home / "warehouse")).resolve(),
        **{name: value for name, value in given.items() if value is not None},  # type: ignore[arg-type]
    )


def find_home(environ: Mapping[str, str]) -> Path:
    """Return the folder with the SQL project: as set, else from here upwards, else the checkout this runs from."""
    if set_home := environ.get("RURALETL_HOME"):
        candidates = [Path(set_home)]
    else:
        here = Path.cwd()
        candidates = [here, *here.parents, Path(__file__).resolve().parents[2]]
    for folder in candidates:
        if (folder / MARKER).is_file():
            return folder.resolve()
    raise SettingsError(
        f"No ruraletl project at {candidates[0]} or above it ({MARKER} is missing). "
        "Run the command inside the checkout, or set RURALETL_HOME to it."
    )


def _flag(environ: Mapping[str, str], name: str) -> bool | None:
    text = environ.get(name)
    if text is None:
        return None
    if text.strip().lower() not in FLAGS:
        raise SettingsError(f"{name} is {text!r}; it must be yes or no, such as {name}=no.")
    return FLAGS[text.strip().lower()]


def _number(environ: Mapping[str, str], name: str, kind: type[int | float], least: float = 0) -> float | None:
    text = environ.get(name)
    if text is None:
        return None
    try:
        value = kind(text)
    except ValueError:
        wanted = "a whole number" if kind is int else "a number"
        raise SettingsError(f"{name} is {text!r}; it must be {wanted}, such as {name}=2.") from None
    if not least <= value < math.inf:
        raise SettingsError(f"{name} is {text}; it must be {least:g} or more.")
    return value


def _url(environ: Mapping[str, str], name: str, scheme: str = "http") -> str | None:
    """Return an address, which may hold a password: what is wrong with it is said without it."""
    text = environ.get(name)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {scheme, f"{scheme}s"} and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number
        usable = False
    if not usable:
        raise SettingsError(f"{name} is no address that can be used here; write it like {name}={EXAMPLES[scheme]}.")
    return text


def _header(environ: Mapping[str, str], name: str) -> str | None:
    text = environ.get(name)
    if text is not None and not (text.isascii() and text.isprintable()):
        raise SettingsError(f"{name} is {text!r}; it goes into an HTTP header: use printable ASCII characters only.")
    return text
