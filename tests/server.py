"""A static server for tests: any folder, below any prefix, as a plain host would serve it."""

import functools
import http.server
import threading
from typing import ClassVar


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Any static host: no special headers, everything below a sub-path."""

    extensions_map: ClassVar = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }
    prefix = "/"
    isolated = False

    def translate_path(self, path):
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        if self.isolated:
            self.send_header("Cross-Origin-Opener-Policy", "same-origin")
            self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()

    def log_message(self, *_):
        pass


def serve(folder, prefix="/", isolated=False):
    """Serve a folder under a prefix on a free port of localhost.

    Returns
    -------
    (str, callable)
        The address of the folder, with a slash at its end, and what stops the server.
    """
    handler = type("Handler", (_Quiet,), {"prefix": prefix, "isolated": isolated})
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def stop():
        server.shutdown()
        server.server_close()

    return f"http://127.0.0.1:{server.server_address[1]}{prefix}", stop
