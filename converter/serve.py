"""Serve `dist/` on this machine, cross-origin isolated, so that WASM may use threads."""

import functools
import http.server

from converter.errors import ConverterError
from converter.static import StaticHandler


class _Handler(StaticHandler):
    isolated = True


def serve(folders, port):
    """Serve until interrupted and print the address.

    Parameters
    ----------
    folders : converter.folders.Folders
    port : int
        0 takes any free port.

    Raises
    ------
    ConverterError
        The port is taken.
    """
    handler = functools.partial(_Handler, directory=str(folders.dist))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise ConverterError(
            f"port {port} can't be used ({error.strerror}): try `make serve PORT={port + 1}`."
        ) from error
    print(f"Diptych is at http://localhost:{server.server_address[1]}/ (Ctrl-C stops it)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()
