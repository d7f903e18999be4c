"""Reads mails with Python's own parser, one JSON line for each file named: an opinion that is not ours."""
import base64
import email
import email.policy
import json
import sys

for path in sys.argv[1:]:
    with open(path, "rb") as file:
        raw = file.read()
    mail = email.message_from_bytes(raw, policy=email.policy.default)

    def addresses(name):
        return [[one.display_name, one.addr_spec] for one in mail[name].addresses] if mail[name] else []

    parts = {part.get_content_subtype(): part.get_content().replace("\r\n", "\n") for part in mail.walk()
             if part.get_content_maintype() == "text" and not part.is_attachment()}
    print(json.dumps({
        "Subject": mail["Subject"],
        "From": addresses("From"),
        "To": addresses("To"),
        "Cc": addresses("Cc"),
        "Bcc": addresses("Bcc"),
        "Id": mail["Message-ID"],
        "Date": mail["Date"].datetime.isoformat(),
        "Type": mail.get_content_type(),
        "Text": parts.get("plain"),
        "Html": parts.get("html"),
        "Files": [[part.get_filename(), part.get_content_type(), base64.b64encode(part.get_payload(decode=True)).decode()]
                  for part in mail.iter_attachments()] if mail.get_content_type() == "multipart/mixed" else [],
        "Defects": [str(one) for part in mail.walk() for one in part.defects],
        "Longest": max(len(line) for line in raw.split(b"\r\n")),
        "Bare": raw.replace(b"\r\n", b"").count(b"\n") + raw.replace(b"\r\n", b"").count(b"\r"),
    }))
