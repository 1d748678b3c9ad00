"""Which tests prove which points: the marks `@pytest.mark.proves("provider:15", …)`.

Read from the source, so that no site has to be started for it.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
MARK = "pytest.mark.proves"


def proofs() -> Mapping[str, list[str]]:
    """Point → its tests, as `path::test`, in order."""
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        if MARK not in (source := path.read_text(encoding="utf-8")):
            continue
        for test, point in _of(ast.parse(source)):
            found.setdefault(point, []).append(f"{path.relative_to(ROOT)}::{test}")
    return found


def _of(module: ast.Module) -> Iterator[tuple[str, str]]:
    everywhere = [
        point
        for node in module.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
        for mark in ast.walk(node.value)
        for point in _points(mark)
    ]
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            own = [point for mark in node.decorator_list for point in _points(mark)]
            yield from ((node.name, point) for point in (*everywhere, *own))


def _points(mark: ast.AST) -> list[str]:
    if not isinstance(mark, ast.Call) or ast.unparse(mark.func) != MARK:
        return []
    return [str(ast.literal_eval(argument)) for argument in mark.args]
