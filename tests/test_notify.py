"""An alarm is told once, to whom the settings name, and no secret shows where telling fails."""

from __future__ import annotations

import base64
import json
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ruraletl.errors import SettingsError
from ruraletl.notify import FORMS, LISTED, PLAIN, notify, render_turns, send
from ruraletl.records import Problem, RunSummary
from ruraletl.settings import load_settings

ROOT = Path(__file__).parents[1]
SETTINGS = replace(load_settings({"RURALETL_HOME": str(ROOT)}), timeout_s=5)
START = datetime(2026, 11, 22, tzinfo=UTC)


def problem(source_id: str) -> Problem:
    return Problem(source_id=source_id, stage="health", reason="field_lost", message=f"{source_id}: publisher is lost.")


def summary(*opened: str, closed: tuple[str, ...] = ()) -> RunSummary:
    return RunSummary(
        run_id="r",
        started_at=START,
        finished_at=START,
        sources=(),
        opened=tuple(map(problem, opened)),
        closed=tuple(map(problem, closed)),
    )


@contextmanager
def serving(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def webhook(status: int = 200) -> Iterator[tuple[str, list[dict[str, str]]]]:
    taken: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with serving(server):
        yield f"http://127.0.0.1:{server.server_address[1]}/robot/s3cret", taken


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as a client wants, and offers encryption where it has a certificate."""

    def __init__(self, refusal: str, certificate: Path | None) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.said: list[str] = []
        self.certificate = certificate
        offer = b"250-STARTTLS\r\n250 AUTH PLAIN\r\n" if certificate else b"250 HELP\r\n"
        self.replies = {
            "EHLO": b"250-here\r\n" + offer,
            "DATA": b"354 go on\r\n",
            "QUIT": b"221 bye\r\n",
            "AUTH": b"235 ok\r\n",
            "STARTTLS": b"220 go on\r\n",
            refusal: b"554 no\r\n",
        }

    def handle_error(self, *_: object) -> None:
        """Stay silent where a client refuses the certificate."""


class Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        in_text = False
        while said := self.rfile.readline():  # of another stream, once it is encrypted
            line = said.decode().rstrip()
            self.server.said.append(line)
            word = line.partition(" ")[0].upper()
            if not in_text or line == ".":
                self.wfile.write(self.server.replies.get(word, b"250 ok\r\n"))
            in_text = (in_text or word == "DATA") and line != "."
            if word == "STARTTLS":
                self.encrypt()

    def encrypt(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(str(self.server.certificate))
        self.request = context.wrap_socket(self.request, server_side=True)
        self.setup()

    def finish(self) -> None:
        super().finish()
        self.request.close()


@contextmanager
def mail_server(refusal: str = "NOTHING", certificate: Path | None = None) -> Iterator[tuple[int, list[str]]]:
    server = MailServer(refusal, certificate)
    with serving(server):
        yield int(server.server_address[1]), server.said


def test_nothing_turned_and_nobody_is_told() -> None:
    with webhook() as (url, taken):
        assert notify(replace(SETTINGS, webhook=url), summary()) == []
    assert taken == []


def test_a_webhook_is_told_what_opened_and_what_closed() -> None:
    with webhook() as (url, taken):
        assert notify(replace(SETTINGS, webhook=url), summary("a", closed=("b",))) == []
    lines = taken[0]["text"].splitlines()
    assert lines == [
        "ruraletl, run r: alarms opened: 1, closed: 1",
        "opened: a: publisher is lost.",
        "closed: b: field_lost",
    ]


@pytest.mark.parametrize("host", FORMS)
def test_every_form_holds_the_text(host: str) -> None:
    assert "一处失效" in json.dumps(FORMS[host]("一处失效"), ensure_ascii=False)
    assert FORMS[host]("x") != PLAIN("x")


def test_a_mail_is_sent_to_everybody_named() -> None:
    with mail_server() as (port, said):
        settings = replace(SETTINGS, mail_server=f"smtp://127.0.0.1:{port}", mail_to="a@x.example, b@x.example")
        assert notify(settings, summary("a")) == []
    commands = {line.lower() for line in said}  # Pythons spell them in either case
    assert {"rcpt to:<a@x.example>", "rcpt to:<b@x.example>"} <= commands
    assert "Subject: ruraletl, run r: alarms opened: 1, closed: 0" in said
    assert "opened: a: publisher is lost." in said


def test_a_password_is_not_sent_in_the_clear() -> None:
    with mail_server() as (port, said):
        settings = replace(SETTINGS, mail_server=f"smtp://me:s3cret@127.0.0.1:{port}", mail_to="a@x.example")
        (sentence,) = notify(settings, summary("a"))
    assert "offers no encryption" in sentence
    assert "s3cret" not in sentence + "".join(said)


def test_a_password_is_sent_once_the_connection_is_safe(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server(certificate=certificate) as (port, said):
        settings = replace(SETTINGS, mail_server=f"smtp://me:s3cret@127.0.0.1:{port}", mail_to="a@x.example")
        (sentence,) = notify(settings, summary("a"))
        assert said[1:] == ["STARTTLS"]  # nobody vouches for the certificate: nothing more was said
        assert "did not take the message (SSLCertVerificationError)" in sentence
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert notify(settings, summary("a")) == []
    login = next(line for line in said if line.startswith("AUTH"))
    assert base64.b64decode(login.split()[2]) == b"\0me\0s3cret"
    assert said.index(login) > said.index("STARTTLS", 2)
    assert "opened: a: publisher is lost." in said


def test_what_cannot_be_told_is_said_without_the_secret_and_stops_nothing() -> None:
    with webhook(500) as (url, _), mail_server("DATA") as (port, _):
        settings = replace(SETTINGS, webhook=url, mail_server=f"smtp://127.0.0.1:{port}", mail_to="a@x.example")
        failed = notify(settings, summary("a"))
    assert "\n".join(failed) == (
        "The webhook at 127.0.0.1 answered with 500; check RURALETL_WEBHOOK.\n"
        "The mail server 127.0.0.1 did not take the message (SMTPDataError); "
        "check RURALETL_MAIL_SERVER and RURALETL_MAIL_TO."
    )
    gone = send(settings, "nobody is there any more")
    assert [sentence.partition(" (")[2].partition(")")[0] for sentence in gone] == [
        "URLError",
        "ConnectionRefusedError",
    ]
    assert "s3cret" not in "".join([*failed, *gone, repr(settings)])


def test_many_alarms_make_a_message_that_can_be_read() -> None:
    text = render_turns(summary(*map(str, range(100))))
    assert len(text.splitlines()) == LISTED + 2
    assert text.endswith("… and 80 more; see `ruraletl status`")


WRONG = [
    {"RURALETL_WEBHOOK": "s3cret.example/robot"},
    {"RURALETL_WEBHOOK": "ftp://s3cret.example/robot"},
    {"RURALETL_MAIL_SERVER": "https://me:s3cret@mail.example", "RURALETL_MAIL_TO": "a@x.example"},
    {"RURALETL_MAIL_SERVER": "smtp://me:s3cret@mail.example:many", "RURALETL_MAIL_TO": "a@x.example"},
    {"RURALETL_MAIL_SERVER": "smtp://me:s3cret@mail.example"},
]


@pytest.mark.parametrize("environ", WRONG)
def test_wrong_settings_are_explained_without_the_secret(environ: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="RURALETL_") as raised:
        load_settings({"RURALETL_HOME": str(ROOT), **environ})
    assert "s3cret" not in str(raised.value)
