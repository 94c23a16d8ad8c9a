"""A static server for tests: any folder, below any prefix, as a plain host would serve it."""

import functools
import http.server
import threading

from converter.static import StaticHandler


class _Handler(StaticHandler):
    """A plain host: everything below a sub-path, special headers only on request."""

    prefix = "/"
    halved = None

    def translate_path(self, path):
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def copyfile(self, source, outputfile):
        part, rest = self.halved or ("", None)
        if not part or part not in self.path:
            return super().copyfile(source, outputfile)
        data = source.read()
        outputfile.write(data[: len(data) // 2])
        rest.wait(60)
        return outputfile.write(data[len(data) // 2 :])


def serve(folder, prefix="/", isolated=False, halved=None):
    """Serve a folder under a prefix on a free port of localhost.

    Parameters
    ----------
    folder : Path
    prefix : str
    isolated : bool
        Whether to send the headers that allow threads.
    halved : (str, threading.Event), optional
        Of files with this in their address only one half comes until the event is set.

    Returns
    -------
    (str, callable)
        The address of the folder, with a slash at its end, and what stops the server.
    """
    handler = type("Handler", (_Handler,), {"prefix": prefix, "isolated": isolated, "halved": halved})
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def stop():
        server.shutdown()
        server.server_close()

    return f"http://127.0.0.1:{server.server_address[1]}{prefix}", stop
