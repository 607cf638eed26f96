# SPDX-License-Identifier: MIT
"""Real mail software: an aiosmtpd server on loopback answers with every registered code at each phase, smtplib and
aiosmtplib meet it, and what comes out of them is explained as what the server said."""

import asyncio
import smtplib
import socket
import threading

import pytest

import smtpcodes
from smtpcodes import EnhancedCode, Explanation, ReplyCode, explain, explaining

aiosmtpd_smtp = pytest.importorskip("aiosmtpd.smtp")
aiosmtplib = pytest.importorskip("aiosmtplib")

MAIL = b"From: ann@example.org\r\nTo: bob@example.org\r\nSubject: hello\r\n\r\nhello\r\n"
PHASES = ("CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA-END")
BASICS = [code.code for code in smtpcodes.codes if isinstance(code, ReplyCode)]
DETAILS = [code for code in smtpcodes.codes if isinstance(code, EnhancedCode)]
USUAL = {2: 250, 4: 450, 5: 550}


def companion(detail):
    """A reply code for an enhanced code: the first that the registry lists with it, else the usual one."""
    return next((int(basic) for basic in detail.basic if basic.severity == detail.severity), USUAL[detail.severity])


# What the server says: every reply code alone, and every enhanced code behind a reply code.
SAID = [(basic, None) for basic in BASICS] + [(companion(detail), detail) for detail in DETAILS]


class Handler:
    """Answers as the test wants, in one phase."""

    def __init__(self):
        self.phase, self.reply = None, None

    def says(self, phase, otherwise):
        return self.reply if self.phase == phase else otherwise

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        return [self.reply] if self.phase == "EHLO" else responses

    async def handle_HELO(self, server, session, envelope, hostname):
        session.host_name = hostname
        return self.says("EHLO", "250 mx")

    async def handle_AUTH(self, server, session, envelope, args):
        return self.says("AUTH", "235 2.7.0 in")

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return self.says("MAIL", "250 2.1.0 ok")

    async def handle_RCPT(self, server, session, envelope, address, options):
        envelope.rcpt_tos.append(address)
        return self.says("RCPT", "250 2.1.5 ok")

    async def handle_DATA(self, server, session, envelope):
        return self.says("DATA-END", "250 2.0.0 queued")


class Server(aiosmtpd_smtp.SMTP):
    greeted = False

    async def push(self, status):
        if not self.greeted:
            self.greeted = True
            status = self.event_handler.says("CONNECT", "220 mx ESMTP")
        await super().push(status)


@pytest.fixture(scope="module")
def server():
    """The handler and the port of a server in a thread of its own, which ends with the module."""
    handler, loop, ready = Handler(), asyncio.new_event_loop(), threading.Event()
    place = []

    async def start():
        listener = await loop.create_server(
            lambda: Server(
                handler, hostname="mx", auth_require_tls=False, authenticator=lambda *_: None, loop=loop, timeout=30
            ),
            "127.0.0.1",
            0,
        )
        place.append((listener, listener.sockets[0].getsockname()[1]))
        ready.set()

    def run():
        asyncio.set_event_loop(loop)
        loop.create_task(start())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(10)
    yield handler, place[0][1]

    async def stop():
        place[0][0].close()
        for task in asyncio.all_tasks():
            if task is not asyncio.current_task():
                task.cancel()
        loop.call_soon(loop.stop)

    asyncio.run_coroutine_threadsafe(stop(), loop)
    thread.join(10)
    loop.close()


def wire(basic, detail):
    """A reply of two lines, as a server sends it."""
    code = "" if detail is None else f" {detail}"
    return f"{basic}-{code.strip()}{' ' if code else ''}first line\r\n{basic}{code} second line"


def with_smtplib(port, phase):
    """What smtplib makes of it: the exception, the dict of sendmail(), or None."""
    client = smtplib.SMTP(timeout=20)
    try:
        client._host = "127.0.0.1"
        code, text = client.connect("127.0.0.1", port)
        if code != 220:
            return smtplib.SMTPConnectError(code, text)
        if phase == "AUTH":
            client.ehlo()
            client.user, client.password = "ann", "secret"
            client.auth("PLAIN", client.auth_plain)
        return client.sendmail("ann@example.org", ["bob@example.org"], MAIL) or None
    except smtplib.SMTPException as error:
        return error
    finally:
        client.close()


async def with_aiosmtplib(port, phase):
    client = aiosmtplib.SMTP(hostname="127.0.0.1", port=port, timeout=20, start_tls=False, use_tls=False)
    try:
        await client.connect()
        if phase in ("EHLO", "AUTH"):
            await client.ehlo()
        if phase == "AUTH":
            await client.auth_plain("ann", "secret")
        errors, _ = await client.sendmail("ann@example.org", ["bob@example.org"], MAIL)
        return errors or None
    except aiosmtplib.SMTPException as error:
        return error
    finally:
        client.close()


def check(outcome, basic, detail):
    """What came out of a client is explained as what the server said."""
    found = explain(outcome)
    if isinstance(found, tuple):
        assert len(found) == 1 and found[0].recipient == "bob@example.org"
        found = found[0]
    assert isinstance(found, Explanation)
    assert found.codes == ((basic,) if detail is None else (basic, detail)), (outcome, found)
    assert found.is_permanent == (basic >= 500) and found.reply.lines == ("first line", "second line")
    wanted = explain(wire(basic, detail))
    assert (found.action, found.title, found.advice) == (wanted.action, wanted.title, wanted.advice)
    assert (
        detail is None
        or detail.detail == 0
        or found.action == smtpcodes.lookup(f"{basic // 100}.{detail.subject}.{detail.detail}").action
    )


def passes(phase, basic):
    """May a client take it for success, so that nothing comes out of it? smtplib takes 503 to AUTH for a login that
    was there before."""
    return basic // 100 == 2 or (phase, basic) == ("AUTH", 503)


def said(phase):
    """334 within a login is no end of anything: the client goes on with the next step."""
    return [(basic, detail) for basic, detail in SAID if (phase, basic) != ("AUTH", 334)]


@pytest.mark.parametrize("phase", PHASES)
def test_every_code_at_each_phase_through_smtplib(server, phase):
    handler, port = server
    handler.phase, met = phase, 0
    for basic, detail in said(phase):
        handler.reply = wire(basic, detail)
        outcome = with_smtplib(port, phase)
        if outcome is not None:
            check(outcome, basic, detail)
            met += 1
        else:
            assert passes(phase, basic), (phase, basic)
    assert met >= sum(not passes(phase, basic) for basic, _ in said(phase))


@pytest.mark.parametrize("phase", PHASES)
def test_every_code_at_each_phase_through_aiosmtplib(server, phase):
    handler, port = server
    handler.phase, met = phase, 0

    async def all_of_them():
        nonlocal met
        for basic, detail in said(phase):
            handler.reply = wire(basic, detail)
            outcome = await with_aiosmtplib(port, phase)
            if outcome is not None:
                check(outcome, basic, detail)
                met += 1
            else:
                assert passes(phase, basic), (phase, basic)

    asyncio.run(all_of_them())
    assert met >= sum(not passes(phase, basic) for basic, _ in said(phase))


def test_some_recipients_refused_are_what_sendmail_returns(server, monkeypatch):
    handler, port = server
    handler.phase = None

    async def handle_RCPT(server, session, envelope, address, options):
        envelope.rcpt_tos.append(address)
        return "550 5.1.1 no such user" if address.startswith("bob") else "250 2.1.5 ok"

    monkeypatch.setattr(handler, "handle_RCPT", handle_RCPT)
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
        refused = client.sendmail("ann@example.org", ["amy@example.org", "bob@example.org"], MAIL)
    (one,) = explain(refused)
    assert one.recipient == "bob@example.org" and one.action == "suppress"


def test_a_server_that_hangs_up_is_silence():
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    def hang_up():
        connection, _ = listener.accept()
        connection.sendall(b"220 mx\r\n")
        connection.recv(100)
        connection.close()

    thread = threading.Thread(target=hang_up)
    thread.start()
    with (
        pytest.raises(smtplib.SMTPServerDisconnected) as caught,
        explaining(),
        smtplib.SMTP("127.0.0.1", port, timeout=20) as client,
    ):
        client.sendmail("ann@example.org", ["bob@example.org"], MAIL)
    thread.join(10)
    listener.close()
    assert explain(caught.value).action == "retry" and not explain(caught.value).is_permanent
    assert caught.value.__notes__[0].startswith("No Reply\n")
    with pytest.raises(ConnectionRefusedError) as refused, explaining():
        smtplib.SMTP("127.0.0.1", port, timeout=20)
    assert explain(refused.value).action == "retry" and refused.value.__notes__


def test_a_server_that_speaks_something_else():
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    def answer():
        connection, _ = listener.accept()
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        connection.close()

    thread = threading.Thread(target=answer)
    thread.start()
    with pytest.raises(smtplib.SMTPException) as caught:
        smtplib.SMTP("127.0.0.1", port, timeout=20)
    thread.join(10)
    listener.close()
    one = explain(caught.value)
    assert one.codes == () and one.action == "retry" and one.title in ("Not an SMTP Reply", "No Reply")
