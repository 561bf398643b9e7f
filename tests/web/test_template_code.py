"""Compiled templates that are kept: used for the next start, and only when they are surely our own."""

from __future__ import annotations

import os

import pytest
from jinja2 import DictLoader, Environment, meta

from careerclusters.web import template_code
from careerclusters.web.environment import _FIRST, environment, keep_first
from careerclusters.web.render import Renderer
from careerclusters.web.template_code import TemplateCode, template_folder

pytestmark = pytest.mark.skipif(template_folder() is None, reason="the system knows no owners of files")


class Compiler(Environment):
    """Templates from a mapping, and the names of those that were compiled."""

    def __init__(self, folder, **sources):
        super().__init__(loader=DictLoader(sources), bytecode_cache=TemplateCode(folder))
        self.compiled = []

    def compile(self, source, name=None, *rest, **more):
        self.compiled.append(name)
        return super().compile(source, name, *rest, **more)


def compiled(folder, **sources):
    """What is compiled to show a page, and the page."""
    templates = Compiler(folder, **sources)
    page = templates.get_template("page").render(name="Ann")
    return templates.compiled, page


@pytest.fixture
def folder(tmp_path):
    """A folder in which a template is kept."""
    folder = tmp_path / "home" / "templates"
    templates = Compiler(folder, page="Hello {{ name }}")
    assert templates.bytecode_cache.keep(templates, "page")
    return folder


def test_what_was_kept_is_not_compiled_again(folder):
    assert compiled(folder, page="Hello {{ name }}") == ([], "Hello Ann")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600]


def test_a_changed_template_is_compiled_and_then_kept_instead(folder):
    assert compiled(folder, page="Bye {{ name }}") == (["page"], "Bye Ann")
    templates = Compiler(folder, page="Bye {{ name }}")
    assert templates.bytecode_cache.keep(templates, "page")
    assert compiled(folder, page="Bye {{ name }}") == ([], "Bye Ann")
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("name", ["__version__", "jinja_version"])
def test_what_another_version_kept_is_refused(folder, name, monkeypatch):
    monkeypatch.setattr(template_code, name, "0.0.1")
    assert compiled(folder, page="Hello {{ name }}") == (["page"], "Hello Ann")


def test_other_options_need_other_code(folder):
    templates = Compiler(folder, page="Hello {{ name }}")
    templates.autoescape = True
    templates.get_template("page")
    assert templates.compiled == ["page"]


def _open_folder(folder):
    folder.chmod(0o770)


def _open_file(folder):
    next(folder.iterdir()).chmod(0o602)


def _link_folder(folder):
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to(folder.with_name("elsewhere"))


def _link_file(folder):
    path = next(folder.iterdir())
    path.rename(folder.with_name("elsewhere"))
    path.symlink_to(folder.with_name("elsewhere"))


def _change_code(folder):
    path = next(folder.iterdir())
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def _cut_short(folder):
    path = next(folder.iterdir())
    path.write_bytes(path.read_bytes()[:50])


def _make_pipe(folder):
    path = next(folder.iterdir())
    path.unlink()
    os.mkfifo(path, 0o600)


@pytest.mark.parametrize(
    "spoil", [_open_folder, _open_file, _link_folder, _link_file, _change_code, _cut_short, _make_pipe]
)
def test_what_others_may_have_written_is_refused(folder, spoil):
    spoil(folder)
    assert compiled(folder, page="Hello {{ name }}") == (["page"], "Hello Ann")


def test_what_belongs_to_somebody_else_is_refused(folder, monkeypatch):
    owner = folder.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    assert compiled(folder, page="Hello {{ name }}") == (["page"], "Hello Ann")


def test_nothing_is_kept_in_a_folder_that_others_may_write_to(folder):
    for path in folder.iterdir():
        path.unlink()
    folder.chmod(0o777)
    templates = Compiler(folder, page="Hello {{ name }}")
    assert not templates.bytecode_cache.keep(templates, "page")
    assert list(folder.iterdir()) == []


def test_nobody_waits_for_a_template_to_be_kept(tmp_path):
    assert compiled(tmp_path / "new", page="Hello {{ name }}")[0] == ["page"]
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path):
    (tmp_path / "file").write_text("")
    templates = Compiler(tmp_path / "file" / "templates", page="Hello {{ name }}")
    assert not templates.bytecode_cache.keep(templates, "page")
    assert templates.get_template("page").render(name="Ann") == "Hello Ann"


def test_a_build_keeps_all_that_the_first_pages_stand_on(tmp_path):
    templates = environment()
    waiting, needed = ["home.html", "map.html", "plan.html"], set()
    while waiting:
        name = waiting.pop()
        needed.add(name)
        tree = templates.parse(templates.loader.get_source(templates, name)[0])
        waiting += [part for part in meta.find_referenced_templates(tree) if part not in needed]
    assert needed == set(_FIRST)
    keep_first(tmp_path / "templates")
    code = TemplateCode(tmp_path / "templates")
    assert all(_is_kept(code, templates, name) for name in needed)


def test_a_server_keeps_the_others_until_it_is_stopped(tmp_path):
    renderer = Renderer(code_folder=tmp_path / "templates")
    left = iter([False, False, True])
    renderer.keep_code(is_stopped=lambda: next(left))
    assert len(list((tmp_path / "templates").iterdir())) == 2
    renderer.keep_code()
    templates, code = environment(), TemplateCode(tmp_path / "templates")
    assert all(_is_kept(code, templates, name) for name in templates.list_templates())


def _is_kept(code, templates, name):
    source, filename, _ = templates.loader.get_source(templates, name)
    return code.get_bucket(templates, name, filename, source).code is not None
