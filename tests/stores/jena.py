"""Apache Jena's commands: Debian libapache-jena-java, with any Java from 11 on."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import missing

LIBRARIES = Path("/usr/share/java")
WANTED = (
    "jena-arq", "jena-base", "jena-cmds", "jena-core", "jena-dboe-base", "jena-dboe-index",
    "jena-dboe-storage", "jena-dboe-trans-data", "jena-dboe-transaction", "jena-iri",
    "jena-rdfconnection", "jena-shacl", "jena-shex", "jena-tdb", "jena-tdb2", "commons-cli",
    "commons-codec", "commons-compress", "commons-csv", "commons-io", "commons-lang3",
    "dexx.collection", "gson", "guava", "httpclient", "httpclient-cache", "httpcore",
    "jackson-annotations", "jackson-core", "jackson-databind", "jakarta.json-api", "jcl-over-slf4j",
    "jsonld-java", "protobuf", "slf4j-api", "slf4j-simple", "thrift", "titanium-json-ld",
)  # fmt: skip
SHADED, SOUGHT = "org/apache/jena/ext/xerces/", "xerces/"
"""Where Debian's jar has the messages of its Xerces, and where that Xerces looks for them."""


@dataclass(frozen=True)
class Jena:
    """The Java that runs the commands, with what makes it start in a third of the time."""

    java: tuple[str, ...]

    @classmethod
    def found(cls, folder: Path) -> Jena:
        """The installed Jena; `folder` takes what it needs beside."""
        java = shutil.which("java")
        if java is None or not (LIBRARIES / "jena-cmds.jar").exists():
            missing(
                "Jena is not installed (apt-get install libapache-jena-java default-jre-headless)"
            )
        jars = [str(LIBRARIES / f"{name}.jar") for name in WANTED]
        path = ":".join([str(_messages(folder)), *jars])
        archive = f"-XX:SharedArchiveFile={folder / 'classes.jsa'}"
        quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", path)
        first = [java, f"-XX:ArchiveClassesAtExit={folder / 'classes.jsa'}", *quick]
        (folder / "ask.rq").write_text("SELECT * { ?s ?p ?o }")
        (folder / "none.nt").write_text("")
        ask = ("arq.arq", "--data", str(folder / "none.nt"), "--query", str(folder / "ask.rq"))
        subprocess.run([*first, *ask], capture_output=True, check=True)
        return cls((java, archive, *quick))

    def start(self, command: str, *arguments: object) -> subprocess.Popen[bytes]:
        """A command at work."""
        line = [*self.java, _main(command), *map(str, arguments)]
        return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, command: str, *arguments: object) -> tuple[bytes, str]:
        """What a command prints on stdout and on stderr; it must succeed, but may warn."""
        process = self.start(command, *arguments)
        out, told = process.communicate()
        said = told.decode()
        assert process.returncode == 0 or "] WARN " in said, said
        assert "] ERROR " not in said, said
        return out, said


def _main(command: str) -> str:
    """The class of a command: riot's stands in a package that is not in its name."""
    return f"riotcmd.{command}" if command == "riot" else command


def _messages(folder: Path) -> Path:
    """A jar of what Debian's jena-core.jar (4.5.0) has in a place where it is not found."""
    made = folder / "messages.jar"
    with zipfile.ZipFile(LIBRARIES / "jena-core.jar") as core, zipfile.ZipFile(made, "w") as jar:
        for name in core.namelist():
            if name.startswith(SHADED) and name.endswith(".properties"):
                jar.writestr(name.replace(SHADED, SOUGHT), core.read(name))
    return made
