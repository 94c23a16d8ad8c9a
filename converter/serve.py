"""Serve `dist/` on this machine, cross-origin isolated, so that WASM may use threads."""

import functools
import http.server
import sys


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def end_headers(self):
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_):
        pass


def serve(folders, port):
    """Serve until interrupted and print the address.

    Parameters
    ----------
    folders : converter.folders.Folders
    port : int
        0 takes any free port.
    """
    handler = functools.partial(_Handler, directory=str(folders.dist))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        sys.exit(f"port {port} is taken ({error.strerror}): try `make serve PORT={port + 1}`.")
    print(f"Diptych is at http://localhost:{server.server_address[1]}/ (Ctrl-C stops it)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()
