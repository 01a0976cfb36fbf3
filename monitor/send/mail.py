"""Messages as mail: an HTML page beside the plain lines, pictures attached: ``mailto://…``, ``mailtos://…``.

The ``Message-ID`` follows from the key, so that mail programs show a repeat once, and an update or a
retraction stands in the thread of what it answers.
"""

import hashlib
import re
import smtplib
import ssl
from collections.abc import Sequence
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from monitor.errors import SendError
from monitor.records import Message, Picture
from monitor.render import plain, style_of
from monitor.render.style import Style
from monitor.send.address import Address, read_address
from monitor.send.http import CAUSE_LIMIT
from monitor.send.recipients import Recipients
from monitor.send.redact import Redactor
from monitor.send.webhook import ascii_key

NAME = "Withdrawal monitor"
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class MailSender:
    """Mails each message to the recipients of one address.

    Args:
        url: an address as Apprise writes it: ``mailtos://USER:PASSWORD@DOMAIN?to=…&from=…&smtp=…&mode=…``.
        redact: takes secrets out of causes.
    """

    pictures = True

    def __init__(self, url: str, redact: Redactor) -> None:
        self._url = url
        self._redact = redact
        self._address: Address | None = None
        self._recipients = Recipients()

    def __call__(self, message: Message, pictures: Sequence[Picture] = (), answered: str = "") -> str:
        """Hand one message over; its ``Message-ID``.

        Raises:
            SendError: no recipient's server took it, or one may take it later.
        """
        address = self.open()
        mail = self._mail(message, pictures)
        service = address.service
        people = [str(to) for _, to in service.targets]
        hidden = [str(to) for to in (*service.cc, *service.bcc)]
        if not people:
            raise SendError("mail: the address names no recipient", retryable=False, parks=True)
        try:
            server = self._connected()
        except (smtplib.SMTPException, OSError) as error:
            raise self._failure(error, parks=True) from None
        try:

            def hand_over(to: str) -> str:
                try:
                    server.send_message(mail, from_addr=service.from_addr[1], to_addrs=[to])
                except (smtplib.SMTPException, OSError) as error:
                    # What a server says to the text is about this mail, all else about sender or recipient.
                    raise self._failure(error, parks=not isinstance(error, smtplib.SMTPDataError)) from None
                return str(mail["Message-ID"])

            self._recipients.each(message.key, sorted({*people, *hidden}), hand_over)
        finally:
            _leave(server)
        return str(mail["Message-ID"])

    def open(self) -> Address:
        """Read the address now rather than at the first message.

        Raises:
            SendError: it is none.
        """
        if self._address is None:
            self._address = read_address(self._url, "mailto", self._redact)
        return self._address

    def _mail(self, message: Message, pictures: Sequence[Picture]) -> EmailMessage:
        service = self.open().service
        sender = str(service.from_addr[1])
        domain = sender.rpartition("@")[2] or "monitor.invalid"
        mail = EmailMessage(policy=SMTP)
        mail["Subject"] = header_line(message.title)
        mail["From"] = _mailbox(str(service.from_addr[0] or NAME), sender)
        mail["To"] = [_mailbox(str(name or ""), str(to)) for name, to in service.targets]
        if service.cc:
            mail["Cc"] = [_mailbox("", str(to)) for to in sorted(service.cc)]
        if service.reply_to:
            mail["Reply-To"] = [_mailbox("", str(to)) for to in sorted(service.reply_to)]
        mail["Date"] = format_datetime(message.created_at)
        mail["Message-ID"] = message_id(message.key, domain)
        if message.answers is not None:
            mail["In-Reply-To"] = mail["References"] = message_id(message.answers, domain)
        mail["Idempotency-Key"] = header_line(ascii_key(message.key))
        mail["Auto-Submitted"] = "auto-generated"
        for name, value in service.headers.items():
            if name not in mail:
                mail[str(name)] = header_line(str(value))
        mail.set_content(f"{message.title}\n\n{message.body}\n", cte="quoted-printable")
        if message.markup and style_of(self._url) is Style.HTML:
            mail.add_alternative(message.markup, subtype="html", cte="quoted-printable")
        for picture in pictures:
            main, _, sub = picture.mime.partition("/")
            mail.add_attachment(picture.data, maintype=main, subtype=sub, filename=picture.name)
        return mail

    def _connected(self) -> smtplib.SMTP:
        address = self.open()
        service = address.service
        context = ssl.create_default_context()
        if not address.verify:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        host, port, wait = str(service.smtp_host), int(service.port or 0), address.connect_s
        server: smtplib.SMTP
        if service.secure_mode == "ssl":
            server = smtplib.SMTP_SSL(host, port, timeout=wait, context=context)
        else:
            server = smtplib.SMTP(host, port, timeout=wait)
        try:
            if service.secure_mode == "starttls":
                server.starttls(context=context)
            if service.user and service.password:
                server.login(str(service.user), str(service.password))
            if server.sock is not None:
                server.sock.settimeout(address.read_s)
        except BaseException:
            _leave(server)
            raise
        return server

    def _failure(self, error: Exception, *, parks: bool) -> SendError:
        code, words = _said(error)
        shown = self.open().redact(plain(f"{code} {words}" if code else f"{type(error).__name__}: {words}"))
        final = code >= 500 or isinstance(error, smtplib.SMTPNotSupportedError | ssl.SSLCertVerificationError)
        return SendError(
            plain(shown, CAUSE_LIMIT), retryable=not final, parks=final and parks, unheard=code == 0
        )


def message_id(key: str, domain: str) -> str:
    """The ``Message-ID`` of whatever is sent under a key: the same for every copy of it."""
    return f"<{hashlib.sha256(key.encode('utf-8', 'backslashreplace')).hexdigest()[:32]}@{domain}>"


def header_line(text: str) -> str:
    """Text as a header takes it: one line, and none that a mail program would decode into more."""
    return _BREAKS.sub(" ", text).replace("=?", "= ?")


def _mailbox(name: str, address: str) -> Mailbox:
    return Mailbox(header_line(name), addr_spec=address)


def _said(error: Exception) -> tuple[int, str]:
    """A server's code and words; of several recipients, those of the first."""
    if isinstance(error, smtplib.SMTPRecipientsRefused) and error.recipients:
        code, words = next(iter(error.recipients.values()))
        return code, words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    if isinstance(error, smtplib.SMTPResponseException):
        said: object = error.smtp_error
        return error.smtp_code, said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return 0, str(error) or type(error).__name__


def _leave(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()
