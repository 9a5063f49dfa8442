"""TypeScript notebooks for papermill: their parameters, and the folder their cells run in.

Set-up copies this file into the project's Python environment, beside an entry point of the group papermill.engine:
papermill looks for engines only, and importing this one registers the translator too.
"""

import json
import math
import os
import re
import sys
import threading
from pathlib import Path

from jupyter_client.provisioning import local_provisioner

from papermill.engines import NBClientEngine, papermill_engines
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

started_in = os.getcwd()
declaration = re.compile(
    r"^(?:let|const|var)\s+([A-Za-z_$][\w$]*)\s*(?::\s*([^=\n]+?))?\s*=\s*(.+?);?\s*(?://\s*(.*))?$", re.M
)


notice = re.compile(
    r"^(WARNING: All log messages before absl::InitializeLog\(\) is called are written to STDERR"
    r"|[IW]0000 .* (oneDNN custom operations are on\.|This TensorFlow binary is optimized|Unable to register cu))"
)
launch = local_provisioner.launch_kernel


def launch_without_notices(cmd, **kwargs):
    """Starts a kernel whose messages to the terminal lack what TensorFlow writes when it loads."""
    reading, writing = os.pipe()

    def forward():
        with os.fdopen(reading, errors="replace") as lines:
            for line in lines:
                if not notice.match(line):
                    sys.stderr.write(line)

    threading.Thread(target=forward, daemon=True).start()
    try:
        return launch(cmd, **{**kwargs, "stderr": writing})
    finally:
        os.close(writing)


class TypeScriptTranslator(Translator):
    """Writes each value as a const, whose literal type still suits a union such as "smoke" | "quick"."""

    @classmethod
    def translate_none(cls, val):
        return "null"

    @classmethod
    def translate_int(cls, val):
        return f"{val}n" if abs(val) > 2**53 - 1 else str(val)

    @classmethod
    def translate_float(cls, val):
        if math.isfinite(val):
            return repr(val)
        return "NaN" if math.isnan(val) else "Infinity" if val > 0 else "-Infinity"

    @classmethod
    def translate_str(cls, val):
        return json.dumps(val, ensure_ascii=False)

    @classmethod
    def translate_escaped_str(cls, val):
        return json.dumps(str(val), ensure_ascii=False)  # dates and other values that YAML knows

    @classmethod
    def translate_dict(cls, val):
        pairs = [f"{json.dumps(str(key))}: {cls.translate(value)}" for key, value in val.items()]
        return "{ " + ", ".join(pairs) + " }" if pairs else "{}"

    @classmethod
    def translate_list(cls, val):
        return "[" + ", ".join(cls.translate(value) for value in val) + "]"

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}".strip()

    @classmethod
    def assign(cls, name, str_val):
        return f"const {name} = {str_val};"

    @classmethod
    def inspect(cls, parameters_cell):
        return [
            Parameter(name=name, inferred_type_name=kind or "None", default=value, help=about)
            for name, kind, value, about in declaration.findall(parameters_cell["source"])
        ]


class TypeScriptEngine(NBClientEngine):
    """papermill's own engine; cells run in the notebook's folder, where "../lib" leads to lib, unless --cwd is given."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, **kwargs):
        notebook = Path(str(kwargs.get("input_path")))
        is_typescript = cls.nb_language(nb_man.nb) == "typescript"
        if is_typescript and os.getcwd() == started_in and notebook.is_file():
            kwargs.setdefault("resources", {"metadata": {"path": str(notebook.resolve().parent)}})
        return super().execute_managed_notebook(nb_man, kernel_name, **kwargs)


papermill_translators.register("typescript", TypeScriptTranslator)
papermill_engines.register(None, TypeScriptEngine)
local_provisioner.launch_kernel = launch_without_notices
