"""Calls one method of salesmanago-toolkit; it trusts the authorities that SSL_CERT_FILE names when it is imported."""

import asyncio
import json
import sys

from salesmanago_toolkit.utils.sales_manago_utils import SalesmanagoDataClient

call = json.load(sys.stdin)
client = SalesmanagoDataClient(**call["client"])
answer = asyncio.run(getattr(client, call["method"])(**call["arguments"]))
print(json.dumps(answer))
