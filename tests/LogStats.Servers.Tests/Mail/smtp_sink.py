"""A mail server for tests, on the library aiosmtpd: keeps each mail as it came over the line, and beside it who sent it to whom and how.

Says "READY" once it listens. Options: see below. A mail is there once its .json is.
"""
import argparse
import asyncio
import itertools
import json
import os
import ssl

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("port", type=int)
parser.add_argument("--certificate", nargs=2, metavar=("CERTIFICATE", "KEY"))
parser.add_argument("--implicit", action="store_true", help="TLS from the first byte")
parser.add_argument("--account", help="USER:PASSWORD, asked for over TLS only")
parser.add_argument("--later", type=int, default=0, help="how many mails are answered with 451 first")
parser.add_argument("--refuse", action="append", default=[], help="a recipient who is not there")
parser.add_argument("--largest", type=int, default=1_000_000)
options = parser.parse_args()

numbers = itertools.count(1)
later = options.later


class Keep:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address in options.refuse:
            return "550 5.1.1 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        global later
        if later > 0:
            later -= 1
            return "451 4.3.0 come again"
        name = os.path.join(options.folder, f"{next(numbers):04}-{os.getpid()}")
        with open(name + ".eml", "wb") as mail:
            mail.write(envelope.original_content)
        facts = {
            "From": envelope.mail_from,
            "To": envelope.rcpt_tos,
            "Tls": session.ssl is not None or options.implicit,
            "User": session.auth_data.login.decode() if session.auth_data else None,
        }
        with open(name + ".tmp", "w") as beside:
            json.dump(facts, beside)
        os.rename(name + ".tmp", name + ".json")
        return "250 2.0.0 kept"


def let_in(server, session, envelope, mechanism, data):
    user, password = options.account.encode().split(b":", 1)
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (user, password)
    return AuthResult(success=good, handled=good, auth_data=data if good else None)


def session():
    more = {}
    if context and not options.implicit:
        more.update(tls_context=context, require_starttls=True)
    if options.account:
        more.update(authenticator=let_in, auth_required=True, auth_require_tls=not options.implicit)
    return SMTP(Keep(), hostname="mail.test", data_size_limit=options.largest, **more)


async def serve():
    server = await asyncio.get_running_loop().create_server(
        session, "127.0.0.1", options.port, ssl=context if options.implicit else None)
    print("READY", flush=True)
    await server.serve_forever()


context = None
if options.certificate:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*options.certificate)
asyncio.run(serve())
