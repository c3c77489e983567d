"""An SMTP server on this machine that does what a test wants of it.

    server.py --folder FOLDER [--tls starttls|implicit] [--user NAME --password WORD] [...]

It prints its port as the first line and serves until its standard input ends, so it never outlives the test. Each
message that it took is a line of JSON in FOLDER/messages, each connection a line in FOLDER/connections. With --tls,
FOLDER/authority.pem is who vouches for its certificate, which is one for "localhost" and 127.0.0.1.

What it does with a message is chosen by the local part of the recipient, up to the first "+": see ANSWERS and
Handler. Everybody else's mail is taken.
"""

import argparse
import asyncio
import base64
import email
import email.policy
import json
import pathlib
import re
import ssl
import sys
from email.header import decode_header, make_header
from email.utils import parseaddr

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

# To RCPT, and to the end of the message.
ANSWERS_TO_RECIPIENT = {
    "unknown": "550 5.1.1 No such user here",
    "plain550": "550 no such user",
    "unavailable": "550 mailbox unavailable",
    "blocked": "550 Blocked: see https://www.spamhaus.example/lookup",
    "disabled": "550 5.2.1 The account is disabled",
    "moved": "551 user not local",
    "full": "552 5.2.2 The mailbox is full",
    "relay": "550 5.7.1 Relaying denied",
    "closing": "421 4.3.2 The service is shutting down",
    "later": "451 4.3.0 Try again later",
    "greylisted": "450 4.2.0 Greylisted, come back in five minutes",
    "auth": "530 5.7.0 Authentication required",
    "lines": "550-5.1.1 The first line\r\n550 5.1.1 and the second",
    "garbage": "what was that?",
}
ANSWERS_TO_MESSAGE = {
    "spam": "550 5.7.1 This looks like spam",
    "late-unknown": "550 5.1.1 No such user after all",
    "big": "552 5.3.4 The message is too big",
    "busy": "451 4.3.2 Too busy",
}


class Server(SMTP):
    """Keeps the protocol to itself for the answers that are none."""

    def connection_made(self, transport):
        super().connection_made(transport)
        self.event_handler.connected(self)

    async def smtp_RCPT(self, arg):
        self.event_handler.protocol = self
        await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg):
        handler, session = self.event_handler, self.session
        if handler.wish(self.envelope) == "drop":
            await self.push("354 Go on, I will not")
            await self._reader.read(1)
            handler.note("dropped", {})
            self.transport.abort()
            return
        if handler.wish(self.envelope) == "nodata":
            await self.push("554 5.5.1 No valid recipients")
            return
        await super().smtp_DATA(arg)


class Handler:
    """Says what is to be done with a message, and keeps what was taken."""

    def __init__(self, options):
        self.folder = pathlib.Path(options.folder)
        self.limit = options.messages_per_connection
        self.slow = options.slow
        self.seen = set()
        self.protocol = None

    def note(self, name, record):
        with open(self.folder / name, "a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")

    def connected(self, protocol):
        # After STARTTLS the same protocol object is told of a second transport.
        if id(protocol) in self.seen:
            return
        self.seen.add(id(protocol))
        protocol.taken = 0
        # Held, so that the number of no other object is the same.
        self.held = getattr(self, "held", []) + [protocol]
        self.note("connections", {})

    def wish(self, envelope):
        recipient = envelope.rcpt_tos[-1] if envelope.rcpt_tos else ""
        return recipient.rpartition("@")[0].partition("+")[0]

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.note("commands", {"name": "MAIL", "address": address, "options": options})
        if self.limit and server.taken >= self.limit:
            await server.push("421 4.7.0 Enough for one connection")
            server.transport.close()
            return "421 4.7.0 Enough for one connection"
        if address.startswith("forbidden"):
            return "550 5.7.1 You may not send as this address"
        # Its own code takes an empty sender for none.
        envelope.mail_from = address or "<>"
        envelope.mail_options.extend(options)
        return "250 2.1.0 Sender ok"

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.note("commands", {"name": "RCPT", "address": address, "options": options})
        wish = address.rpartition("@")[0].partition("+")[0]
        if wish == "silent":
            await asyncio.sleep(3600)
        if wish == "hangup":
            server.transport.abort()
            return "250 gone"
        if wish in ANSWERS_TO_RECIPIENT:
            answer = ANSWERS_TO_RECIPIENT[wish]
            if answer.startswith("421"):
                await server.push(answer)
                server.transport.close()
            return answer
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 Recipient ok"

    async def handle_DATA(self, server, session, envelope):
        wish = self.wish(envelope)
        if wish == "silent-data":
            await asyncio.sleep(3600)
        if wish == "hangup-data":
            server.transport.abort()
            return "250 gone"
        if wish in ANSWERS_TO_MESSAGE:
            return ANSWERS_TO_MESSAGE[wish]
        if self.slow:
            await asyncio.sleep(self.slow)
        server.taken += 1
        self.note("messages", self.record(envelope))
        return "250 2.0.0 Taken"

    def record(self, envelope):
        content = envelope.original_content
        message = email.message_from_bytes(content, policy=email.policy.default)
        # A line that begins with a blank goes on with the one before.
        lines = re.sub(r"\r\n(?=[ \t])", "", content.partition(b"\r\n\r\n")[0].decode()).split("\r\n")
        headers = [line.partition(":")[::2] for line in lines]
        plain = message.get_body(("plain",))
        rich = message.get_body(("html",))
        return {
            "sender": envelope.mail_from.removeprefix("<>"),
            "recipient": envelope.rcpt_tos[0],
            "options": envelope.mail_options,
            "headers": [{"name": name, "value": self.value(name, value.strip())} for name, value in headers],
            "text": plain.get_content() if plain else None,
            "html": rich.get_content() if rich else None,
            "type": message.get_content_type(),
            "defects": [repr(defect) for part in message.walk() for defect in part.defects],
            "raw": base64.b64encode(content).decode(),
        }

    @staticmethod
    def value(name, value):
        # The newer API of email.policy leaves blanks between the encoded words of a name (RFC 2047, section 6.2).
        if name.lower() not in {"from", "to", "reply-to"}:
            return str(make_header(decode_header(value)))
        name, address = parseaddr(value)
        return f"{make_header(decode_header(name))} <{address}>" if name else address


def certificate(folder, names):
    import trustme

    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    trustme.CA().cert_pem.write_to_path(str(folder / "stranger.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


async def silence(reader, writer):
    await reader.read()
    writer.close()


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", required=True)
    parser.add_argument("--tls", choices=["none", "starttls", "implicit"], default="none")
    parser.add_argument("--certificate-for", default="localhost,127.0.0.1")
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--mechanism", choices=["PLAIN", "LOGIN"], default="PLAIN")
    parser.add_argument("--ascii-only", action="store_true")
    parser.add_argument("--messages-per-connection", type=int, default=0)
    parser.add_argument("--slow", type=float, default=0, help="seconds before a message is taken")
    parser.add_argument("--mute", action="store_true", help="accept connections and say nothing")
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    folder = pathlib.Path(options.folder)

    context = None
    if options.tls != "none":
        context = certificate(folder, options.certificate_for.split(","))

    def sign_in(server, session, envelope, mechanism, data):
        is_right = (
            isinstance(data, LoginPassword)
            and data.login.decode() == options.user
            and data.password.decode() == options.password
        )
        server.event_handler.note("commands", {"name": "AUTH", "address": mechanism, "options": []})
        return AuthResult(success=is_right, handled=False)

    handler = Handler(options)

    def protocol():
        return Server(
            handler,
            hostname="test.example",
            enable_SMTPUTF8=not options.ascii_only,
            tls_context=context if options.tls == "starttls" else None,
            require_starttls=options.tls == "starttls",
            authenticator=sign_in if options.user else None,
            auth_required=bool(options.user),
            auth_require_tls=not options.user,
            auth_exclude_mechanism={"PLAIN", "LOGIN"} - {options.mechanism},
            data_size_limit=50_000_000,
            timeout=600,
        )

    loop = asyncio.get_running_loop()
    if options.mute:
        server = await asyncio.start_server(silence, "127.0.0.1", options.port)
    else:
        implicit = context if options.tls == "implicit" else None
        server = await loop.create_server(protocol, "127.0.0.1", options.port, ssl=implicit)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        pass
