"""Styles, scripts and pictures, served by the application itself.

There is nothing to collect and no folder to set up: a file is found where
its app keeps it, compressed once, and named with a digest of its content, so
that browsers may keep it for ever.
"""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import override

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from plushka.web.ui.middleware import is_public

FOREVER = "public, max-age=31536000, immutable"
PACKED_TYPES = ("text/", "application/json", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent: plain, and compressed where that helps."""

    content: bytes
    packed: bytes | None
    type: str
    version: str


@lru_cache(maxsize=256)
def _read(path: str, changed_ns: int) -> Asset:
    """Read a file; ``changed_ns`` makes a file that was changed another one."""
    del changed_ns
    content = Path(path).read_bytes()
    guessed = mimetypes.guess_type(path)[0] or "application/octet-stream"
    is_text = guessed.startswith(PACKED_TYPES)
    return Asset(
        content=content,
        packed=gzip.compress(content, 9, mtime=0) if is_text else None,
        type=f"{guessed}; charset=utf-8" if is_text else guessed,
        version=hashlib.sha256(content).hexdigest()[:12],
    )


def find(name: str) -> Asset | None:
    """Find a file by the name templates give it; None where no app has it."""
    try:
        path = finders.find(name)
    except SuspiciousFileOperation:  # a way out of the folder
        return None
    if not path or not Path(path).is_file():
        return None
    return _read(path, Path(path).stat().st_mtime_ns)


class VersionedStorage(StaticFilesStorage):
    """Addresses of files that change with their content."""

    @override
    def url(self, name: str | None) -> str:
        plain = super().url(name)
        asset = find(name or "")
        return f"{plain}?v={asset.version}" if asset else plain


@is_public
@require_safe
def serve_asset(request: HttpRequest, name: str) -> HttpResponse:
    """Send one file; one asked for by its version may be kept for ever."""
    asset = find(name)
    if asset is None:
        raise Http404(name)
    etag = f'"{asset.version}"'
    is_known = request.headers.get("If-None-Match", "").removeprefix("W/") == etag
    response = HttpResponseNotModified() if is_known else _sent(request, asset)
    response["ETag"] = etag
    by_version = request.GET.get("v") == asset.version
    response["Cache-Control"] = FOREVER if by_version else "no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _sent(request: HttpRequest, asset: Asset) -> HttpResponse:
    if asset.packed is not None and "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(asset.packed, content_type=asset.type)
        response["Content-Encoding"] = "gzip"
        return response
    return HttpResponse(asset.content, content_type=asset.type)
