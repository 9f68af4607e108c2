"""Check the components of messages and modals: which may stand where, and their limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.sandbox import check_controls
from bot.sandbox.reading import SELECTS, ComponentKind

if TYPE_CHECKING:
    from bot.sandbox.form import Form
    from bot.sandbox.world import Json

LONGEST_CUSTOM_ID = 100
MOST_ROWS = 5
MOST_IN_ROW = 5
MOST_IN_SECTION = 3
MOST_COMPONENTS = 40
MOST_IN_MODAL = 5
LONGEST_TEXT = 4000
MOST_GALLERY_ITEMS = 10
LONGEST_ALT = 1024
LONGEST_URL = 2048
WHITE = 0xFFFFFF
BIGGEST_ID = 2**31 - 1

LEGACY = frozenset({ComponentKind.ACTION_ROW})
IN_CONTAINER = frozenset(
    {
        ComponentKind.ACTION_ROW,
        ComponentKind.SECTION,
        ComponentKind.TEXT_DISPLAY,
        ComponentKind.MEDIA_GALLERY,
        ComponentKind.FILE,
        ComponentKind.SEPARATOR,
    }
)
TOP = IN_CONTAINER | {ComponentKind.CONTAINER}
IN_ROW = SELECTS | {ComponentKind.BUTTON}
IN_SECTION = frozenset({ComponentKind.TEXT_DISPLAY})
ACCESSORY = frozenset({ComponentKind.BUTTON, ComponentKind.THUMBNAIL})
MODAL_TOP = frozenset({ComponentKind.ACTION_ROW, ComponentKind.LABEL, ComponentKind.TEXT_DISPLAY})
IN_MODAL_ROW = frozenset({ComponentKind.TEXT_INPUT})
IN_LABEL = SELECTS | {
    ComponentKind.TEXT_INPUT,
    ComponentKind.FILE_UPLOAD,
    ComponentKind.RADIO_GROUP,
    ComponentKind.CHECKBOX_GROUP,
    ComponentKind.CHECKBOX,
}


def check_message(form: Form, body: Json, *, v2: bool, files: frozenset[str]) -> None:
    """Note the faults of a message's components; `files` are the names of its attachments."""
    checker = _Checker(form, in_modal=False, files=files)
    most = MOST_COMPONENTS if v2 else MOST_ROWS
    for place, component in form.objects(body, "components", most):
        checker.check(place, component, TOP if v2 else LEGACY)
    checker.check_totals(form)


def check_modal(form: Form, body: Json) -> None:
    """Note the faults of a modal's components."""
    checker = _Checker(form, in_modal=True, files=frozenset())
    for place, component in form.objects(body, "components", MOST_IN_MODAL, shortest=1, required=True):
        checker.check(place, component, MODAL_TOP)
    checker.check_totals(form)


@dataclass(slots=True)
class _Checker:
    form: Form
    in_modal: bool
    files: frozenset[str]
    custom_ids: set[str] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    count: int = 0
    characters: int = 0

    def check(self, form: Form, component: Json, allowed: frozenset[ComponentKind]) -> None:
        """Check one component and those inside it."""
        self.count += 1
        kind = component.get("type")
        if isinstance(kind, bool) or kind not in allowed:
            choices = ", ".join(str(int(each)) for each in sorted(allowed))
            form.fault("UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({choices}).', "type")
            return
        self._number(form, component)
        self._custom_id(form, component, ComponentKind(kind))
        checks = {
            ComponentKind.ACTION_ROW: self._row,
            ComponentKind.CONTAINER: self._container,
            ComponentKind.SECTION: self._section,
            ComponentKind.LABEL: self._label,
            ComponentKind.TEXT_DISPLAY: self._text,
            ComponentKind.MEDIA_GALLERY: self._gallery,
            ComponentKind.THUMBNAIL: lambda form, component: self._media(form, component, "media"),
            ComponentKind.FILE: lambda form, component: self._media(form, component, "file"),
            ComponentKind.SEPARATOR: self._separator,
        }
        if kind in checks:
            checks[ComponentKind(kind)](form, component)
        else:
            check_controls.check(form, component, ComponentKind(kind), in_modal=self.in_modal)

    def check_totals(self, form: Form) -> None:
        """Check what is counted over the whole message."""
        if self.count > MOST_COMPONENTS:
            message = f"At most {MOST_COMPONENTS} components, nested ones counted; there are {self.count}."
            form.fault("COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message, "components")
        if self.characters > LONGEST_TEXT:
            message = f"The text of all components must be {LONGEST_TEXT} or fewer in length; it is {self.characters}."
            form.fault("COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message, "components")

    def _children(self, form: Form, component: Json, allowed: frozenset[ComponentKind], most: int) -> list[Json]:
        found = form.objects(component, "components", most, shortest=1, required=True)
        for place, child in found:
            self.check(place, child, allowed)
        return [child for _, child in found]

    def _row(self, form: Form, component: Json) -> None:
        children = self._children(form, component, IN_MODAL_ROW if self.in_modal else IN_ROW, MOST_IN_ROW)
        wide = any(child.get("type") != ComponentKind.BUTTON for child in children)
        if wide and len(children) > 1:
            form.fault("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")

    def _section(self, form: Form, component: Json) -> None:
        self._children(form, component, IN_SECTION, MOST_IN_SECTION)
        if (part := form.object(component, "accessory", required=True)) is not None:
            self.check(*part, ACCESSORY)

    def _container(self, form: Form, component: Json) -> None:
        form.number(component, "accent_color", 0, WHITE)
        form.flag(component, "spoiler")
        self._children(form, component, IN_CONTAINER, MOST_COMPONENTS)

    def _label(self, form: Form, component: Json) -> None:
        check_controls.label(form, component)
        if (part := form.object(component, "component", required=True)) is not None:
            self.check(*part, IN_LABEL)

    def _text(self, form: Form, component: Json) -> None:
        text = form.text(component, "content", LONGEST_TEXT, shortest=1, required=True)
        self.characters += len(text or "")

    def _gallery(self, form: Form, component: Json) -> None:
        for place, item in form.objects(component, "items", MOST_GALLERY_ITEMS, shortest=1, required=True):
            self._media(place, item, "media")

    def _separator(self, form: Form, component: Json) -> None:
        form.flag(component, "divider")
        form.one_of(component, "spacing", (1, 2), required=False)

    def _number(self, form: Form, component: Json) -> None:
        number = form.number(component, "id", 0, BIGGEST_ID)
        if number and number in self.numbers:
            form.fault("COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated", "id")
        self.numbers.add(number or 0)

    def _custom_id(self, form: Form, component: Json, kind: ComponentKind) -> None:
        if kind not in check_controls.CONTROLS:
            return
        required = kind is not ComponentKind.BUTTON
        custom_id = form.text(component, "custom_id", LONGEST_CUSTOM_ID, shortest=1, required=required)
        if custom_id is not None and custom_id in self.custom_ids:
            form.fault("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated", "custom_id")
        self.custom_ids.add(custom_id or "")

    def _media(self, form: Form, holder: Json, key: str) -> None:
        form.text(holder, "description", LONGEST_ALT, shortest=1)
        form.flag(holder, "spoiler")
        if (part := form.object(holder, key, required=True)) is None:
            return
        place, media = part
        url = place.url(media, "url", LONGEST_URL, required=True, attachment=True)
        if url is None:
            return
        name = url.removeprefix("attachment://")
        if url.startswith("attachment://") and name not in self.files:
            place.fault("ATTACHMENT_NOT_FOUND", f"No attachment is named {name}", "url")
        if key == "file" and name == url:
            place.fault("URL_TYPE_INVALID_SCHEME", "A file component must name an attachment.", "url")
