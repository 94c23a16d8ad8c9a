"""A static file server that answers ranges, as real hosts do: Python's own sends whole files only."""

import http.server
import io
import re
from typing import ClassVar


class StaticHandler(http.server.SimpleHTTPRequestHandler):
    """Files of one folder, with the right types, byte ranges (RFC 9110, section 14) and no log."""

    extensions_map: ClassVar = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }
    protocol_version = "HTTP/1.1"
    isolated = False

    def send_head(self):
        """Answer one range with 206; anything else is answered as ever."""
        found = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        path = self.translate_path(self.path)
        if not found:
            return super().send_head()
        try:
            with open(path, "rb") as file:  # noqa: PTH123 (a directory raises here, as it should)
                size = file.seek(0, 2)
                start, stop = int(found[1]), min(int(found[2] or size - 1), size - 1)
                file.seek(start)
                part = file.read(max(0, stop - start + 1))
        except OSError:
            return super().send_head()
        if not part:
            self.send_error(416)
            return None
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Range", f"bytes {start}-{stop}/{size}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        return io.BytesIO(part)

    def end_headers(self):
        """Every answer may be kept but is asked for again; isolation lets WASM use threads."""
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Cache-Control", "no-cache")
        if self.isolated:
            self.send_header("Cross-Origin-Opener-Policy", "same-origin")
            self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()

    def log_message(self, *_):
        """Say nothing."""
