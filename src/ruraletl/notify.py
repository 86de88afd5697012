"""The notification: who is told, by webhook or by mail, when an alarm opens or closes."""

from __future__ import annotations

import json
import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from ruraletl.errors import NotificationError
from ruraletl.records import Problem, RunSummary
from ruraletl.settings import Settings

SUBJECT = "ruraletl"
LISTED = 20  # alarms in a message; `ruraletl status` shows all
# What the group robots of these hosts want a message to look like; every other address gets PLAIN.
FORMS: dict[str, Callable[[str], dict[str, object]]] = {
    "oapi.dingtalk.com": lambda text: {"msgtype": "text", "text": {"content": text}},
    "qyapi.weixin.qq.com": lambda text: {"msgtype": "text", "text": {"content": text}},
    "open.feishu.cn": lambda text: {"msg_type": "text", "content": {"text": text}},
    "open.larksuite.com": lambda text: {"msg_type": "text", "content": {"text": text}},
}
PLAIN: Callable[[str], dict[str, object]] = lambda text: {"text": text}  # noqa: E731 - a row of the table above
SMTPS_PORT, SUBMISSION_PORT = 465, 587


def notify(settings: Settings, summary: RunSummary) -> list[str]:
    """Tell what has opened and closed in a run to whom the settings name; nobody where nothing has.

    Returns:
        Whom it could not be told, a sentence each; never with the secret part of an address.
    """
    if not summary.opened and not summary.closed:
        return []
    return send(settings, render_turns(summary))


def send(settings: Settings, text: str) -> list[str]:
    """Send a text to whom the settings name; return what went wrong, a sentence each."""
    ways = ((settings.webhook, post), (settings.mail_server, mail))
    failed = []
    for address, way in ways:
        try:
            if address:
                way(settings, text)
        except NotificationError as error:
            failed.append(str(error))
    return failed


def render_turns(summary: RunSummary) -> str:
    """Return the alarms that opened and closed in a run, a line each."""
    lines = [
        *(f"opened: {problem.message}" for problem in summary.opened),
        *(f"closed: {_describe(problem)}" for problem in summary.closed),
    ]
    if len(lines) > LISTED:
        lines[LISTED:] = [f"… and {len(lines) - LISTED} more; see `ruraletl status`"]
    head = f"{SUBJECT}, run {summary.run_id}: alarms opened: {len(summary.opened)}, closed: {len(summary.closed)}"
    return "\n".join([head, *lines])


def post(settings: Settings, text: str) -> None:
    """Send a text to the webhook.

    Raises:
        NotificationError: it was not taken.
    """
    url = settings.webhook or ""
    host = urlsplit(url).hostname or ""  # all that may be said of an address whose path is a password
    body = json.dumps(FORMS.get(host, PLAIN)(text), ensure_ascii=False).encode()
    request = Request(url, body, {"Content-Type": "application/json", "User-Agent": settings.user_agent})  # noqa: S310 - checked by the settings
    proxies = {"http": settings.proxy, "https": settings.proxy} if settings.proxy else {}
    try:
        with build_opener(ProxyHandler(proxies)).open(request, timeout=settings.timeout_s):
            pass
    except HTTPError as error:
        error.close()
        raise NotificationError(f"The webhook at {host} answered with {error.code}; check RURALETL_WEBHOOK.") from None
    except OSError as error:
        raise NotificationError(
            f"The webhook at {host} could not be reached ({type(error).__name__}); check RURALETL_WEBHOOK."
        ) from None


def mail(settings: Settings, text: str) -> None:
    """Send a text by mail; a password goes over an encrypted connection only.

    Raises:
        NotificationError: it was not taken.
    """
    server = urlsplit(settings.mail_server or "")
    host, user = server.hostname or "", unquote(server.username or "")
    message = EmailMessage()
    message["Subject"] = text.splitlines()[0]
    message["From"] = user if "@" in user else f"ruraletl@{host}"
    message["To"] = settings.mail_to
    message.set_content(text)
    try:
        with _connect(server.scheme, host, server.port, settings.timeout_s) as client:
            client.ehlo()
            if client.has_extn("starttls"):
                client.starttls(context=ssl.create_default_context())
            if user:
                _check_encrypted(client, host)
                client.login(user, unquote(server.password or ""))
            client.send_message(message)
    except (smtplib.SMTPException, OSError) as error:
        raise NotificationError(
            f"The mail server {host} did not take the message ({type(error).__name__}); "
            "check RURALETL_MAIL_SERVER and RURALETL_MAIL_TO."
        ) from None


def _connect(scheme: str, host: str, port: int | None, timeout_s: float) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or SMTPS_PORT, timeout=timeout_s, context=ssl.create_default_context())
    return smtplib.SMTP(host, port or SUBMISSION_PORT, timeout=timeout_s)


def _check_encrypted(client: smtplib.SMTP, host: str) -> None:
    if not isinstance(client.sock, ssl.SSLSocket):
        raise NotificationError(
            f"The mail server {host} offers no encryption, so the password was not sent; use smtps:// or another port."
        )


def _describe(problem: Problem) -> str:
    return f"{problem.source_id}: {problem.reason}"
