"""Mail, against a mail server: what arrives, in which thread, and what becomes of a refusal."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from monitor.records import AlertKind
from monitor.send import open_destination
from tests.flow.outgoing import NOW, PICTURE, fate, outgoing, refusal


class Mailbox:
    """Keeps what is mailed to it, or refuses at one step."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.to: list[list[str]] = []
        self.refusals: dict[str, str] = {}
        """Step, or recipient -> answer."""

    async def handle_MAIL(self, server, session, envelope, address, options):  # type: ignore[no-untyped-def]  # noqa: N802
        if "mail" in self.refusals:
            return self.refusals["mail"]
        envelope.mail_from = address
        return "250 ok"

    async def handle_RCPT(self, server, session, envelope, address, options):  # type: ignore[no-untyped-def]  # noqa: N802
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):  # type: ignore[no-untyped-def]  # noqa: N802
        if "data" in self.refusals:
            return self.refusals["data"]
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.to.append(list(envelope.rcpt_tos))
        if "lost" in self.refusals:
            server.transport.abort()
        return "250 kept"


def _let_in(server, session, envelope, mechanism, data) -> AuthResult:  # type: ignore[no-untyped-def]
    return AuthResult(success=data.password == b"right", handled=False)


@pytest.fixture
def box() -> Iterator[Mailbox]:
    kept = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(
        kept,
        hostname="127.0.0.1",
        port=port,
        authenticator=_let_in,
        auth_require_tls=False,
    )
    controller.start()
    kept.port = port  # type: ignore[attr-defined]
    try:
        yield kept
    finally:
        controller.stop()


def at(box: Mailbox, more: str = "&to=desk@example.org", user: str = "") -> str:
    return f"mailto://{user}127.0.0.1:{box.port}/?from=monitor@example.org{more}"  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_mail_has_both_parts_and_its_headers(box: Mailbox, language: str) -> None:
    message = outgoing(at(box), language=language)
    given = open_destination(at(box))(message)
    [mail] = box.mails
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert mail.get_content_type() == "multipart/alternative"
    assert plain.get_content().splitlines() == f"{message.title}\n\n{message.body}".splitlines()
    assert page.get_content().splitlines() == message.markup.splitlines()
    assert str(mail["Subject"]) == message.title
    assert str(mail["From"]) == "Withdrawal monitor <monitor@example.org>"
    assert str(mail["To"]) == "desk@example.org"
    assert mail["Date"].datetime == NOW
    assert mail["Idempotency-Key"] == message.key
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == given
    assert given.endswith("@example.org>")


def test_a_picture_is_attached(box: Mailbox) -> None:
    open_destination(at(box))(outgoing(at(box)), [PICTURE])
    [mail] = box.mails
    [attached] = mail.iter_attachments()
    assert mail.get_content_type() == "multipart/mixed"
    assert (attached.get_filename(), attached.get_content_type()) == ("timeline.png", "image/png")
    assert attached.get_content() == PICTURE.data
    assert mail.get_body(("html",)) is not None


def test_plain_lines_alone_where_the_address_says_so(box: Mailbox) -> None:
    url = at(box, "&to=desk@example.org&format=text")
    open_destination(url)(outgoing(at(box)))
    assert box.mails[0].get_content_type() == "text/plain"


def test_copies_share_an_identity_and_answers_a_thread(box: Mailbox) -> None:
    send = open_destination(at(box))
    send(outgoing(at(box)))
    open_destination(at(box))(outgoing(at(box)))
    send(outgoing(at(box), key="shift:1+update@out", answers="shift:1@out"))
    first, copy, update = box.mails
    assert first["Message-ID"] == copy["Message-ID"] != update["Message-ID"]
    assert update["In-Reply-To"] == update["References"] == first["Message-ID"]
    assert first["In-Reply-To"] is None


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("LATER: x\r\nBcc: evil@example.org", id="crlf"),
        pytest.param("LATER: x\nBcc: evil@example.org", id="lf"),
        pytest.param("LATER: x\u2028Bcc: evil@example.org\x0b\x85", id="other-breaks"),
        pytest.param("=?utf-8?q?LATER=0D=0ABcc=3A_evil=40example=2Eorg?=", id="encoded"),
        pytest.param("LATER: مهمة التحالف " * 40, id="long-arabic"),
    ],
)
def test_a_title_cannot_add_a_header_or_a_recipient(box: Mailbox, title: str) -> None:
    url = at(box)
    open_destination(url)(outgoing(url, title=title, key=f"k:{title}", answers=f"a:{title}"))
    [mail] = box.mails
    assert mail["Bcc"] is None
    assert box.to == [["desk@example.org"]]
    ours = "subject from to date message-id in-reply-to references idempotency-key auto-submitted"
    added = {name.lower() for name in mail.keys()} - set(ours.split())  # noqa: SIM118
    assert added <= {"mime-version", "content-type", "x-peer", "x-mailfrom", "x-rcptto"}


def test_everybody_gets_it_and_nobody_sees_the_blind_copy(box: Mailbox) -> None:
    url = at(box, "&to=a@example.org,b@example.org&cc=c@example.org&bcc=d@example.org&reply=e@example.org")
    open_destination(url)(outgoing(url))
    assert sorted(to for some in box.to for to in some) == [f"{who}@example.org" for who in "abcd"]
    for mail in box.mails:
        assert "d@example.org" not in mail.as_string()
        assert str(mail["Cc"]) == "c@example.org"
        assert str(mail["Reply-To"]) == "e@example.org"


@pytest.mark.parametrize(
    ("step", "answer", "then"),
    [
        ("data", "451 try later", "again"),
        ("data", "554 no such content here", "refused"),
        ("data", "552 too much", "refused"),
        ("mail", "550 who are you", "parked"),
        ("mail", "421 busy", "again"),
        ("desk@example.org", "550 no such user", "parked"),
        ("desk@example.org", "450 greylisted", "again"),
        ("lost", "", "again"),
    ],
)
def test_what_becomes_of_a_refusal(box: Mailbox, step: str, answer: str, then: str) -> None:
    box.refusals[step] = answer
    error = refusal(at(box))
    assert fate(error) == then
    assert answer[:3] in str(error)


def test_a_retry_skips_the_recipients_that_have_it(box: Mailbox) -> None:
    url = at(box, "&to=a@example.org,b@example.org")
    box.refusals["b@example.org"] = "450 greylisted"
    send = open_destination(url)
    assert fate(refusal(url, sender=send)) == "again"
    box.refusals.clear()
    send(outgoing(url))
    assert box.to == [["a@example.org"], ["b@example.org"]]


def test_a_wrong_password_parks_and_is_not_shown(box: Mailbox) -> None:
    url = at(box, user="desk:s3cr3t-word@")
    error = refusal(url)
    assert fate(error) == "parked"
    assert "s3cr3t" not in str(error)
    open_destination(at(box, user="desk:right@"))(outgoing(url))
    assert len(box.mails) == 1


def test_nobody_listening_is_to_be_retried() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    error = refusal(f"mailto://127.0.0.1:{port}/?from=m@example.org&to=d@example.org")
    assert fate(error) == "again"
    assert "refused" in str(error)


def test_a_server_without_encryption_is_not_spoken_to_in_the_clear(box: Mailbox) -> None:
    url = at(box).replace("mailto:", "mailtos:")
    error = refusal(url)
    assert box.mails == []
    assert fate(error) == "parked"


def test_a_message_without_markup_is_a_mail_of_plain_lines(box: Mailbox) -> None:
    url = at(box)
    open_destination(url)(outgoing(url, AlertKind.COVERAGE, markup="", severity=None))
    assert box.mails[0].get_content_type() == "text/plain"
