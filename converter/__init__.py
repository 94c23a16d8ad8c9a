"""Everything that runs offline to make `dist/`: inputs checked, networks converted, pages assembled."""

import os

# TensorFlow reads these when it is first imported: errors alone, and no advertisement on the standard output.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TFDF_DISABLE_WELCOME_MESSAGE", "1")
