"""Serves FTP with pyftpdlib as the JSON file named on the command line says, until it is ended."""

import ast
import json
import logging
import sys

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer

with open(sys.argv[1], encoding="utf-8") as file:
    plan = json.load(file)

authorizer = DummyAuthorizer()
authorizer.add_anonymous(plan["anonymousRoot"])
for user in plan["users"]:
    authorizer.add_user(user["name"], user["password"], user["home"], perm="elradfmwMT")

if plan["tls"] == "none":
    Base = FTPHandler
else:
    from pyftpdlib.handlers import TLS_FTPHandler as Base


class Handler(Base):
    """The product's handler; a class of our own so that its settings do not outlive it."""

    proto_cmds = dict(Base.proto_cmds)

    def handle(self):
        if plan["tls"] == "implicit":
            self.secure_connection(self.get_ssl_context())
        super().handle()


class PassiveDTP(Base.passive_dtp):
    pass


class ActiveDTP(Base.active_dtp):
    pass


class DTPHandler(Base.dtp_handler):
    """As later versions have it. 1.5.7 hangs up on a client whose ClientHello overtakes its LIST: a race without a winner."""

    def readable(self):
        return getattr(self, "_ssl_accepting", False) or super().readable()


class Server(FTPServer):
    pass


Handler.authorizer = authorizer
Handler.dtp_handler = DTPHandler
Handler.passive_dtp = PassiveDTP
Handler.active_dtp = ActiveDTP
Handler.passive_ports = range(plan["passivePorts"][0], plan["passivePorts"][1] + 1)
Handler.masquerade_address = plan["passiveAddress"]
if plan["tls"] != "none":
    Handler.certfile = plan["certificate"]
    Handler.keyfile = plan["key"]


def literal(text):
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


for path, text in plan["settings"].items():
    *parents, name = path.split(".")
    if parents == ["proto_cmds"]:
        if literal(text) is None:
            del Handler.proto_cmds[name]
        continue
    owner = Handler
    for parent in parents:
        owner = getattr(owner, parent)
    if not hasattr(owner, name):
        owner = Server
    if not hasattr(owner, name):
        sys.exit(f"pyftpdlib has no {path}")
    setattr(owner, name, literal(text))

logging.basicConfig(level=logging.DEBUG, stream=sys.stderr, format="%(message)s")
# Commands and replies are logged at this level too; the library's talk about itself fills a disk while it waits for TLS.
logging.getLogger("pyftpdlib").addFilter(lambda record: not record.getMessage().startswith("[debug]"))
Server((plan["address"], plan["port"]), Handler).serve_forever()
