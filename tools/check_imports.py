#!/usr/bin/env python3
"""Checks that targets import only what the manifest allows, in the direction of the architecture.

    check_imports.py

1. A module that a target imports is declared as a dependency of that target. (SwiftPM has an option
   for this, --explicit-target-dependency-import-check, which finds nothing in Swift 6.3.)
2. A target depends only on targets that stand above it in Package.swift; tests may use everything.
3. The engine knows neither descriptions nor files, and nothing in Sources knows a mechanism.

docs/architecture.md says why. Findings go to standard output, and the exit code is 1.
"""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)", re.MULTILINE)
OUTSIDE_THE_ENGINE = {
    "Quantities", "Morphology", "MechanismCatalogue", "MechanismAuthoring", "ModelDescription",
    "ModelIO", "Lowering", "ResultsIO", "CHDF5", "Yams", "ArgumentParser"}
TEXT = re.compile(r'"""\n.*?"""', re.DOTALL)
NEVER = {
    "EngineKernels": OUTSIDE_THE_ENGINE, "Engine": OUTSIDE_THE_ENGINE,
    "ModelIO": {"Engine", "EngineKernels", "Lowering", "ResultsIO"},
    "ResultsIO": {"Engine", "EngineKernels", "ModelDescription", "ModelIO", "Lowering"},
}


def read_manifest():
    """The targets of Package.swift, in its order."""
    text = subprocess.run(
        ["swift", "package", "dump-package"], cwd=ROOT, check=True, capture_output=True).stdout
    return json.loads(text)["targets"]


def dependencies(target):
    """The modules that a target declares; those of packages are called as their products."""
    return [next(iter(entry.values()))[0] for entry in target["dependencies"]]


def folder(target):
    """Where the target's sources are."""
    parent = "Tests" if target["type"] == "test" else "Sources"
    return ROOT / (target.get("path") or f"{parent}/{target['name']}")


def imports(target):
    """Pairs of file and imported module."""
    for path in sorted(folder(target).rglob("*.swift")):
        code = TEXT.sub("", path.read_text(encoding="utf-8"))
        for module in IMPORT.findall(code):
            yield path.relative_to(ROOT), module


def undeclared_imports(target, known):
    """Imports of our own or of packages' modules that the manifest does not declare."""
    allowed = {target["name"], *dependencies(target)}
    for path, module in imports(target):
        if module in known and module not in allowed:
            yield f"{path}: imports {module}, which {target['name']} does not declare"


def wrong_directions(target, above):
    """Dependencies that stand below the target, and those that its room must not know."""
    name = target["name"]
    for module in dependencies(target):
        if module in NEVER.get(name, set()):
            yield f"Package.swift: {name} must not know {module}"
        elif above.get(module, True) is False:
            yield f"Package.swift: {name} depends on {module}, which stands below it"


def findings():
    """All that is wrong, a line each."""
    targets = read_manifest()
    known = {module for target in targets for module in [target["name"], *dependencies(target)]}
    above = {target["name"]: False for target in targets}
    for target in targets:
        yield from undeclared_imports(target, known)
        if target["type"] != "test":
            yield from wrong_directions(target, above)
        above[target["name"]] = True


def main():
    found = list(findings())
    print("\n".join(found))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
