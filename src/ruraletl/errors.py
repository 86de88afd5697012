"""The exceptions of the project.

    RuraletlError
    ├── UsageError              wrong use: exit status 2
    │   ├── SettingsError       a setting is missing or wrong
    │   └── SourceFileError     a source file does not say what it must
    ├── ReasonedError           counted by a reason code
    │   ├── FetchError          a page could not be had
    │   ├── PauseError          asking must wait for another night
    │   └── ParseError          bytes that no document can be read from
    ├── EvidenceError           a claim whose quote is not in its text
    ├── ArchiveError            the archive is damaged or lacks a record
    ├── NotificationError       an alarm could not be told
    ├── WorkerError             the processes that read were ended from outside
    └── WarehouseError          staging, models or release
        ├── WarehouseBusyError  another run holds the warehouse
        ├── BuildError          an SQL model or one of its tests failed
        └── ReleaseError        a release failed its checks, or there is none

Every message is a sentence: what, where, what to do.
"""


class RuraletlError(Exception):
    """Any error that this project raises on purpose."""


class UsageError(RuraletlError):
    """The command or function was called in a way it does not support."""


class SettingsError(UsageError):
    """A setting is missing or has a value that cannot be used."""


class SourceFileError(UsageError):
    """A file under ``sources/`` is not a valid source definition.

    ``source_id`` is the source that the file should define: its name without the ending; empty where it is the folder
    that is wrong.
    """

    def __init__(self, message: str, source_id: str = "") -> None:
        super().__init__(message)
        self.source_id = source_id


class ReasonedError(RuraletlError):
    """An error that is counted: ``reason`` is a stable code in snake_case, the message is for a person."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class FetchError(ReasonedError):
    """A page could not be fetched."""


class PauseError(ReasonedError):
    """A source may not be asked for more now: its hours are over, or its budget is spent."""


class ParseError(ReasonedError):
    """The bytes hold nothing that a document could be read from."""


class EvidenceError(RuraletlError):
    """The quote of a claim is not what stands at its offsets."""


class ArchiveError(RuraletlError):
    """A WARC file is damaged or lacks the record asked for."""


class NotificationError(RuraletlError):
    """A webhook or a mail server did not take a message."""


class WorkerError(RuraletlError):
    """Processes that worked for a run were ended by the system, or crashed."""


class WarehouseError(RuraletlError):
    """Staging, the SQL models or a release could not be read or written."""


class WarehouseBusyError(WarehouseError):
    """Another run is writing to the same warehouse."""


class BuildError(WarehouseError):
    """An SQL model, or a test of one, failed."""


class ReleaseError(WarehouseError):
    """A release failed its checks, or there is no release to read."""
