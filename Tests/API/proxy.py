"""A proxy that speaks TLS before a server, as clients of SALESmanago's API know no other."""

import asyncio
import contextlib
import ssl
import threading
from urllib.parse import urlsplit


@contextlib.contextmanager
def tls_proxy(url, certificate):
    """Passes connections on to `url`, and yields the port where it takes them."""
    target = urlsplit(url)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(tls)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start():
        async def serve(reader, writer):
            inner_reader, inner_writer = await asyncio.open_connection(target.hostname, target.port)
            await asyncio.gather(_pass_on(reader, inner_writer), _pass_on(inner_reader, writer))

        return await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)

    listener = asyncio.run_coroutine_threadsafe(start(), loop).result(timeout=10)
    try:
        yield listener.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)


async def _pass_on(reader, writer):
    """Passes on what comes, until the sender closes."""
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()
