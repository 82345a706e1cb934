"""One file out of template, style, script, vis-network and data."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import zlib
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template
from typing import Any

from kg.errors import FormatError

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([a-z]+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)
_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)

_LONG = 1_000_000
"""In characters: unpacking takes a moment, and what is short can be read by eye."""


def assemble(content: Mapping[str, Any]) -> bytes:
    """The whole page with `content` as its data."""
    folder = page_folder()
    style = (folder / "style.css").read_text("utf-8")
    script = join_modules(folder, "main")
    library = vis_network()
    page = Template((folder / "template.html").read_text("utf-8")).substitute(
        policy=policy(scripts=(library, script), style=style),
        title=html.escape(content["title"].replace("\x00", "")),
        style=style,
        library=library,
        script=script,
        data=compact(as_script_data(content)),
    )
    return page.encode("utf-8", "replace")


def page_folder() -> Traversable:
    """Where template, style and script of the page stand."""
    return files("kg.formats.html") / "page"


def as_script_data(content: Mapping[str, Any]) -> str:
    """JSON that ends no script block and starts no comment in it, whatever its strings hold.

    Halves of surrogate pairs, which no encoding takes, are written as JSON escapes.
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def compact(data: str) -> str:
    """Long JSON as a JSON string: zlib's format in base64, which `page/data.js` unpacks."""
    if len(data) < _LONG:
        return data
    return f'"{base64.b64encode(zlib.compress(data.encode("utf-8"), 6)).decode("ascii")}"'


def policy(scripts: tuple[str, ...], style: str) -> str:
    """The Content-Security-Policy: this script and this style run, and nothing else at all.

    vis-network needs no exception: it makes no element of style, sets styles only through the
    object model, which no policy forbids, and evaluates no text. With trusted types demanded and
    none allowed, the browser refuses every text that would be read as HTML or script.
    """
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(map(_hash, scripts)),
        "style-src": _hash(style),
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def join_modules(folder: Traversable, name: str) -> str:
    """An ES module and all that it imports as one script: each once, imported ones first.

    Each module becomes a function of its own that returns what the module exports. Imports have
    the form `import { a, b } from "./name.js";`, exports stand before what they export, nothing
    is renamed, and no two modules import each other.
    """
    parts: dict[str, str] = {}

    def add(module: str) -> None:
        text = (folder / f"{module}.js").read_text("utf-8")
        for _, imported in _IMPORT.findall(text):
            if imported not in parts:
                add(imported)
        parts[module] = _closure(module, text)

    add(name)
    return "\n".join(parts.values())


def _closure(module: str, text: str) -> str:
    exported = ", ".join(_EXPORT.findall(text))
    body = _EXPORT.sub(lambda m: m[0].removeprefix("export "), text)
    body = _IMPORT.sub(r"const {\1} = $\2;", body)
    return f"const ${module} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


def vis_network() -> str:
    """The script of vis-network that the installed pyvis brings, its licence notice included.

    Raises `FormatError` where there is none.
    """
    folders = [f for f in (files("pyvis") / "lib").iterdir() if f.name.startswith("vis-")]
    for folder in sorted(folders, key=lambda f: _version(f.name), reverse=True):
        script = folder / "vis-network.min.js"
        if script.is_file():
            text = script.read_text("utf-8")
            return _MAP.sub("", text).replace("</script", "<\\/script").replace("<!--", "<\\!--")
    raise FormatError("pyvis brings no vis-network here: install pyvis 0.3.2 again")


def _version(name: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", name)]
