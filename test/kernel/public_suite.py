"""Jupyter's public suite for kernels, jupyter_kernel_test, on the project's kernel."""

import sys
import unittest

import jupyter_kernel_test

CLEAR = '(globalThis as unknown as { __cell: { publish(type: string, content: object): void } }).__cell.publish("clear_output", { wait: false });'
HTML = "({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>bold</b>' }) })"
SHOW = """import { display } from "tslab";
display.%s(%s);"""


class GraftTests(jupyter_kernel_test.KernelTests):
    kernel_name = "graft"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = 'console.log("hello, world");'
    code_stderr = 'console.error("a warning");'

    completion_samples = [
        {"text": "[1].flatM", "matches": {"flatMap"}},
        {"text": '"a".toUpperC', "matches": {"toUpperCase"}},
        {"text": "Object.fromEn", "matches": {"fromEntries"}},
        {"text": "Math.sq"},
    ]

    complete_code_samples = [
        "const one = 1;",
        "1 + 1",
        "",
        "await Promise.resolve(1)",
        "function f(): void {\n}",
        "interface Box { size: number }",
        "for (const x of [1]) {\n  console.log(x);\n}",
        "const s = `a\nb`;",
        "// a comment {",
        "const wrong: string = 1;",
    ]
    incomplete_code_samples = [
        "function f() {",
        "if (true) {\n  1;",
        "[1, 2,",
        "Math.max(1,",
        "const s = `a",
        "class Box<T> {\n  size: T;",
        "1 +",
        "/* a comment",
    ]
    invalid_code_samples = [
        "const = 1;",
        "}",
        "let a = 1 2;",
        "const s = 'a\nb';",
    ]

    code_generate_error = 'throw new Error("as asked");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "2 ** 10", "result": "1024"},
        {"code": "[1, 2].length + 1", "result": "3"},
        {"code": HTML, "mime": "text/html", "result": "<b>bold</b>"},
    ]
    code_display_data = [
        {"code": SHOW % ("html", "'<b>bold</b>'"), "mime": "text/html"},
        {"code": SHOW % ("text", "'plain'"), "mime": "text/plain"},
    ]
    code_history_pattern = "6 ? 7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.sqrt"
    code_clear_output = CLEAR


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
