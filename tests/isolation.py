"""Each test process works in a folder of its own; loaded before any settings are."""

import atexit
import os
import shutil
import tempfile

os.environ["PARTA_HOME"] = tempfile.mkdtemp(prefix="parta-test-")
os.mkdir(os.path.join(os.environ["PARTA_HOME"], "static"))  # WhiteNoise warns without it
atexit.register(shutil.rmtree, os.environ["PARTA_HOME"], ignore_errors=True)
