"""A file of an older or another word processor (.doc, .odt, .rtf) → the bytes of a .docx, by LibreOffice.

LibreOffice works without a window, in a folder and with a profile made for one file and removed with it, so that one
that is already open does not matter. Macros, links and the network are switched off in that profile. The name of the
file never reaches it: what it gets is ``naskah`` with the suffix of what the file is.
"""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pkpu_review.errors import CannotRead
from pkpu_review.ingest.files import Opened

SECONDS = 180
"""Time for one file; a draft of 300 pages takes 20 seconds on a slow machine."""
MAX_BYTES = 100 * 1024 * 1024
"""Bytes of a file that is handed on; pictures make large ones."""
MAX_PARTS = 5000
MAX_UNPACKED = 300 * 1024 * 1024
"""Unpacked bytes of an OpenDocument file."""
MAX_MARKUP = 100 * 1024 * 1024
"""Unpacked bytes of the words of an OpenDocument file."""
MAX_RESULT = 200 * 1024 * 1024
"""Bytes of the file that LibreOffice may write."""
MAX_MEMORY = 4 * 1024**3
"""Bytes of address space of LibreOffice, where the system can bound it."""
MAX_GROUPS = 2000
"""Groups of an RTF file that stand in one another; Word itself stops far earlier."""
_FILTERS = {"doc": "MS Word 97", "odt": "writer8", "rtf": "Rich Text Format"}
_PROGRAMS = ("soffice", "libreoffice")
_ADVICE = (
    "Pasang LibreOffice (Debian: apt install libreoffice-writer; Windows dan macOS: libreoffice.org), "
    "atau buka di Word dan simpan sebagai .docx"
)
_SAVE_AS = "Buka di Word atau LibreOffice, simpan sebagai .docx, lalu jalankan lagi"
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisablePythonRuntime", "true"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    *(
        ("org.openoffice.Inet/Settings", f"ooInet{kind}Proxy{what}", value)
        for kind in ("HTTP", "HTTPS", "FTP")
        for what, value in (("Name", "127.0.0.1"), ("Port", "9"))
    ),
)
"""What the profile switches off; port 9 throws away whatever is sent to it."""


def find_office() -> Path | None:
    """Return the program of LibreOffice: from PATH, or where its installers put it; None where there is none."""
    return next((path for path in _places() if path.is_file() and os.access(path, os.X_OK)), None)


def _places() -> Iterator[Path]:
    windows = sys.platform == "win32"
    suffixes = (".com", ".exe") if windows else ("",)
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        # never the folder that the command runs in: a draft may lie beside a program of that name
        if folder and Path(folder).is_absolute():
            yield from (Path(folder) / f"{name}{suffix}" for name in _PROGRAMS for suffix in suffixes)
    if windows:
        for variable in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)"):
            if os.environ.get(variable):
                yield from (Path(os.environ[variable]) / "LibreOffice" / "program" / f"soffice{s}" for s in suffixes)
    elif sys.platform == "darwin":
        yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
        yield Path.home() / "Applications/LibreOffice.app/Contents/MacOS/soffice"
    else:
        yield from (Path(place) / "soffice" for place in ("/usr/bin", "/usr/local/bin", "/snap/bin"))
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def to_docx(opened: Opened) -> bytes:
    """Return the file as the bytes of a .docx.

    Raises:
        CannotRead: LibreOffice is not installed or cannot open the file, takes too long, or a bound is passed.
    """
    name = str(opened.path)
    _check(name, opened)
    program = find_office()
    if program is None:
        raise CannotRead(name, f"berkas .{opened.format} dibaca melalui LibreOffice, yang tidak terpasang", _ADVICE)
    try:
        with tempfile.TemporaryDirectory(prefix="pkpu-", ignore_cleanup_errors=True) as place:
            return _converted(name, opened, program, Path(place))
    except OSError as error:
        cause = f"LibreOffice tidak dapat dijalankan ({error.strerror or 'sebab tidak diketahui'})"
        raise CannotRead(name, cause, _SAVE_AS) from None


def _check(name: str, opened: Opened) -> None:
    """Refuse what would only keep LibreOffice busy."""
    data = opened.data
    if len(data) > MAX_BYTES:
        cause = f"ukurannya {len(data) / 2**20:.0f} MiB, batas berkas .{opened.format} {MAX_BYTES // 2**20} MiB"
        raise CannotRead(name, cause, _SAVE_AS)
    if opened.format == "odt":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
        unpacked = sum(part.file_size for part in parts)
        markup = sum(part.file_size for part in parts if part.filename.lower().endswith(".xml"))
        if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or markup > MAX_MARKUP:
            raise CannotRead(name, "dokumen OpenDocument terlalu besar bila dibuka", _SAVE_AS)
    elif opened.format == "rtf":
        depth = deepest = 0
        for letter in data.replace(b"\\{", b"").replace(b"\\}", b""):
            depth += (letter == 0x7B) - (letter == 0x7D)
            deepest = max(deepest, depth)
        if deepest > MAX_GROUPS:
            raise CannotRead(name, "dokumen RTF bersarang terlalu dalam", _SAVE_AS)


def _converted(name: str, opened: Opened, program: Path, place: Path) -> bytes:
    profile, out, scratch = place / "profil", place / "hasil", place / "sementara"
    (profile / "user").mkdir(parents=True)
    out.mkdir()
    scratch.mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8", newline="\n")
    source = place / f"naskah.{opened.format}"
    source.write_bytes(opened.data)
    command = [
        str(program),
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"),
        f"-env:UserInstallation={profile.as_uri()}",
        f"--infilter={_FILTERS[opened.format]}",
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(source)),
    ]
    temporary = {variable: str(scratch) for variable in ("TMPDIR", "TMP", "TEMP")}
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=place,
        env=os.environ | temporary | {"SAL_USE_VCLPLUGIN": "svp"},
        start_new_session=sys.platform != "win32",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        preexec_fn=_bound if sys.platform != "win32" else None,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        cause = f"LibreOffice tidak selesai membuka berkas ini dalam {SECONDS} detik"
        raise CannotRead(name, cause, _SAVE_AS) from None
    finally:
        _end(process)
    result = out / "naskah.docx"
    if not result.is_file():
        raise CannotRead(name, "LibreOffice tidak dapat membuka berkas ini; mungkin rusak atau terkunci", _SAVE_AS)
    if result.stat().st_size > MAX_RESULT:
        raise CannotRead(name, "hasil bacaan LibreOffice terlalu besar", _SAVE_AS)
    return result.read_bytes()


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in _SETTINGS
    )
    names = 'xmlns:oor="http://openoffice.org/2001/registry"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {names}>\n{items}</oor:items>\n'


def _bound() -> None:
    """Bound what LibreOffice takes, in its own process before it starts (POSIX)."""
    if sys.platform != "win32":
        import resource

        # the time holds even where this process is killed before it can end the other
        limits = ((resource.RLIMIT_AS, MAX_MEMORY), (resource.RLIMIT_FSIZE, MAX_RESULT), (resource.RLIMIT_CPU, SECONDS))
        for kind, limit in limits:
            with suppress(ValueError, OSError):  # a lower bound holds already
                resource.setrlimit(kind, (limit, limit))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and what it started: the program that is called only starts another."""
    if sys.platform == "win32":
        if process.poll() is None:
            kill = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"
            subprocess.run([str(kill), "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
