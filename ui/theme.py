"""What everything looks like: one table of tokens for each theme, the palette and the style sheet made from it.

Painters read the same table as the style sheet. A change of theme repaints; it rebuilds no widget.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from resources import open_bytes

ThemeName = Literal["system", "light", "dark", "outdoor"]

_MOST_ADVANCES: Final = 4096

SANS: Final = "Be Vietnam Pro"
NUMERIC: Final = "Inter"
"""For clocks, counts and columns of numbers: Be Vietnam Pro has no figures of one width."""

_FONTS: Final = (
    "fonts/be-vietnam-pro/BeVietnamPro_400Regular.ttf",
    "fonts/be-vietnam-pro/BeVietnamPro_600SemiBold.ttf",
    "fonts/inter/Inter_400Regular.ttf",
    "fonts/inter/Inter_600SemiBold.ttf",
)


class Tokens(msgspec.Struct, frozen=True):
    """The colours of one theme, `#RRGGBB`, and the widths of its lines in pixels."""

    bg: str
    surface: str
    sunken: str
    hover: str
    soft_rule: str
    rule: str
    edge: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    selection: str
    selection_edge: str
    pass_ink: str
    pass_tint: str
    pass_edge: str
    part_ink: str
    part_tint: str
    part_edge: str
    fail_ink: str
    fail_tint: str
    fail_edge: str
    na_ink: str
    na_tint: str
    na_edge: str
    conflict_ink: str
    conflict_tint: str
    conflict_edge: str
    info_ink: str
    info_tint: str
    info_edge: str
    canvas: str
    scroll: str
    dim_accent: str
    """Bars that are full: nothing is left to do there."""
    line: int = 1
    strong_line: int = 2
    is_outdoor: bool = False


LIGHT: Final = Tokens(
    bg="#F5F6F8", surface="#FFFFFF", sunken="#ECEFF2", hover="#EEF2F7", soft_rule="#DADFE6", rule="#B9C1CC",
    edge="#6B7583", text="#14181F", text2="#434B57", text3="#4C5562", accent="#0A4F96", on_accent="#FFFFFF",
    selection="#D6E6F7", selection_edge="#8FB4DA",
    pass_ink="#0A5730", pass_tint="#E2F5E8", pass_edge="#8CC8A3",
    part_ink="#6B4100", part_tint="#FFF3D9", part_edge="#DDB970",
    fail_ink="#94161B", fail_tint="#FDEAE8", fail_edge="#E3A19C",
    na_ink="#3F4853", na_tint="#ECEFF2", na_edge="#B4BDC9",
    conflict_ink="#5A2389", conflict_tint="#F4ECFB", conflict_edge="#C3A3DE",
    info_ink="#0A4F96", info_tint="#EAF2FB", info_edge="#A9C8E8",
    canvas="#20252C", scroll="#C3CAD4", dim_accent="#6E97C4",
)  # fmt: skip

DARK: Final = Tokens(
    bg="#14171C", surface="#1D2127", sunken="#0E1115", hover="#262C34", soft_rule="#2A3038", rule="#3A424E",
    edge="#8892A0", text="#F1F3F6", text2="#C3CAD4", text3="#A8B1BE", accent="#7DB8F7", on_accent="#06213E",
    selection="#17385C", selection_edge="#7DB8F7",
    pass_ink="#6FDC9A", pass_tint="#123322", pass_edge="#2F6B49",
    part_ink="#FFCB66", part_tint="#3D2B00", part_edge="#7A5C14",
    fail_ink="#FF9A92", fail_tint="#451714", fail_edge="#8A3A34",
    na_ink="#B4BDC9", na_tint="#2A3038", na_edge="#4A535F",
    conflict_ink="#D3A9FA", conflict_tint="#33184B", conflict_edge="#6A4290",
    info_ink="#7DB8F7", info_tint="#17385C", info_edge="#7DB8F7",
    canvas="#0E1115", scroll="#4A535F", dim_accent="#3F648C",
)  # fmt: skip

OUTDOOR: Final = Tokens(
    bg="#FFFFFF", surface="#FFFFFF", sunken="#FFFFFF", hover="#FFFFFF", soft_rule="#000000", rule="#000000",
    edge="#000000", text="#000000", text2="#1A1A1A", text3="#2E2E2E", accent="#003B7A", on_accent="#FFFFFF",
    selection="#FFFFFF", selection_edge="#000000",
    pass_ink="#004D22", pass_tint="#FFFFFF", pass_edge="#004D22",
    part_ink="#5C3700", part_tint="#FFFFFF", part_edge="#5C3700",
    fail_ink="#8A0000", fail_tint="#FFFFFF", fail_edge="#8A0000",
    na_ink="#2E2E2E", na_tint="#FFFFFF", na_edge="#2E2E2E",
    conflict_ink="#4A1075", conflict_tint="#FFFFFF", conflict_edge="#4A1075",
    info_ink="#003B7A", info_tint="#FFFFFF", info_edge="#003B7A",
    canvas="#FFFFFF", scroll="#2E2E2E", dim_accent="#003B7A",
    line=2, strong_line=3, is_outdoor=True,
)  # fmt: skip

THEMES: Final[dict[str, Tokens]] = {"light": LIGHT, "dark": DARK, "outdoor": OUTDOOR}


class Theme(QObject):
    """The theme in force and the size of its text. `changed` is emitted after the application wears it."""

    changed = Signal()

    def __init__(self, name: ThemeName = "light", percent: int = 100, *, touch: bool = False) -> None:
        super().__init__()
        self.name: ThemeName = name
        self.percent = percent
        self.touch = touch
        self.is_narrow = False
        """Whether the window has no room for the names of keys beside what they do."""
        self.by_keys = False
        """Whether a key was the last thing that somebody touched: only then what has the focus wears a ring."""
        self.tokens = _tokens(name)
        self._fonts: dict[tuple[int, bool, bool], QFont] = {}
        self._advances: dict[tuple[str, int, bool, bool], float] = {}
        """By pixels, weight and figures: half of a row's painting would go into making them."""
        self.pictures: dict[tuple[object, ...], QPixmap] = {}
        """Small things that are painted often, by all that decides what they look like."""

    @property
    def shows_keys(self) -> bool:
        """Tell whether keys are printed on buttons; else their tooltips tell them."""
        return not (self.touch or self.is_narrow or self.percent >= 125)

    def rings(self, widget: QWidget) -> bool:
        """Tell whether a widget wears the ring of the focus."""
        return self.by_keys and widget.hasFocus()

    def wear(self, name: ThemeName, percent: int, *, touch: bool) -> None:
        """Dress the whole application."""
        self.name, self.percent, self.touch = name, percent, touch
        self.tokens = _tokens(name)
        self.apply()

    def apply(self) -> None:
        """Give the application palette, font and style sheet of this theme."""
        self.pictures.clear()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(_palette(self.tokens))
        app.setFont(self.font(14))
        app.setStyleSheet(style_sheet(self))
        self.changed.emit()

    def color(self, token: str) -> QColor:
        """Return the colour of a token, such as `accent` or `fail_ink`."""
        return QColor(getattr(self.tokens, token))

    def px(self, size: int) -> int:
        """Return a size of text, or of what grows with text, in pixels at the chosen percentage."""
        return round(size * self.percent / 100)

    def font(self, size: int, *, strong: bool = False, numeric: bool = False) -> QFont:
        """Return a font; `size` in pixels at 100 %, weights 400 and 600 only."""
        which = (self.px(size), strong, numeric)
        known = self._fonts.get(which)
        if known is not None:
            return QFont(known)
        font = QFont([NUMERIC if numeric else SANS, SANS, "Segoe UI", "Noto Sans"])
        font.setPixelSize(which[0])
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if numeric:
            font.setFeature(QFont.Tag("tnum"), 1)
        self._fonts[which] = font
        return QFont(font)

    def advance(self, words: str, size: int, *, strong: bool = False, numeric: bool = False) -> float:
        """Return how wide words are in a font, in pixels. The same few are asked for with every key."""
        which = (words, self.px(size), strong, numeric)
        known = self._advances.get(which)
        if known is None:
            if len(self._advances) >= _MOST_ADVANCES:
                self._advances.clear()
            metrics = QFontMetricsF(self.font(size, strong=strong, numeric=numeric))
            known = self._advances[which] = metrics.horizontalAdvance(words)
        return known

    @property
    def row(self) -> int:
        """Height of a row in a list: larger where fingers press it."""
        return self.px(56 if self.touch else 48)


def _tokens(name: ThemeName) -> Tokens:
    if name != "system":
        return THEMES[name]
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme.name == "Dark" else LIGHT


def load_fonts() -> None:
    """Make the bundled fonts known to Qt; no font comes from anywhere else."""
    for name in _FONTS:
        assert QFontDatabase.addApplicationFontFromData(open_bytes(name)) >= 0, name


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, token in {
        role.Window: tokens.bg,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.fail_ink,
        role.ToolTipBase: tokens.text,
        role.ToolTipText: tokens.surface,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        # The default is too pale for a sunny counter.
        role.PlaceholderText: tokens.text3,
        role.Accent: tokens.accent,
    }.items():
        palette.setColor(which, QColor(token))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Text, QColor(tokens.text3))
    palette.setColor(QPalette.ColorGroup.Disabled, role.ButtonText, QColor(tokens.text3))
    palette.setColor(QPalette.ColorGroup.Disabled, role.WindowText, QColor(tokens.text3))
    return palette


def style_sheet(theme: Theme) -> str:
    """Return the style sheet: edges, surfaces and radii, all from the tokens."""
    values: dict[str, object] = {name: getattr(theme.tokens, name) for name in Tokens.__struct_fields__}
    values |= {f"px{size}": theme.px(size) for size in (12, 14, 16, 20, 28, 32, 36, 40)}
    edges = 2 * theme.tokens.line  # the style sheet counts the inside alone
    values["small"] = theme.px(40 if theme.touch else 32) - edges
    values["search"] = theme.px(40 if theme.touch else 36) - edges
    values["field"] = theme.px(48 if theme.touch else 40) - edges
    # Outdoors nothing but black on white is seen: what is chosen in a list is turned round.
    values["chosen"] = theme.tokens.text if theme.tokens.is_outdoor else theme.tokens.selection
    values["on_chosen"] = theme.tokens.surface if theme.tokens.is_outdoor else theme.tokens.text
    values["arrow"] = "open-list-on-dark" if theme.tokens is DARK else "open-list"
    values["check"] = "check-on-dark" if theme.tokens is DARK else "check-on"
    return _SHEET % values


_SHEET: Final = """
QMainWindow, QDialog, QWidget#page { background: %(bg)s; }
QToolTip { background: %(text)s; color: %(surface)s; border: 0; padding: 4px 8px; font-size: %(px12)dpx; }
QFrame#rail { background: %(surface)s; border: 0; border-right: %(line)dpx solid %(soft_rule)s; }
QFrame#top { background: %(surface)s; border: 0; border-bottom: %(line)dpx solid %(soft_rule)s; }
QFrame#foot { background: %(surface)s; border: 0; border-top: %(line)dpx solid %(soft_rule)s; }
QFrame#side { background: %(surface)s; border: 0; border-left: %(line)dpx solid %(soft_rule)s; }
QFrame#list { background: %(surface)s; border: 0; border-right: %(line)dpx solid %(soft_rule)s; }
QFrame[role="card"] { background: %(surface)s; border: %(line)dpx solid %(soft_rule)s; border-radius: 8px; }
QFrame[role="card"][tone="part"] { border-color: %(part_edge)s; }
QFrame[role="card"][tone="fail"] { border: %(strong_line)dpx solid %(fail_ink)s; }
QFrame[role="card"][tone="accent"] { border: %(strong_line)dpx solid %(accent)s; }
QFrame[role="empty"] { border: %(line)dpx dashed %(edge)s; border-radius: 8px; background: transparent; }
QFrame[role="hairline"] { background: %(soft_rule)s; border: 0; }
QFrame[role="divider"] { background: %(rule)s; border: 0; }
QFrame[role="banner"] { border: %(line)dpx solid %(na_edge)s; border-radius: 6px; background: %(na_tint)s; }
QFrame[role="banner"][tone="part"] { border-color: %(part_edge)s; background: %(part_tint)s; }
QFrame[role="banner"][tone="pass"] { border-color: %(pass_edge)s; background: %(pass_tint)s; }
QFrame[role="banner"][tone="fail"] { border: 2px solid %(fail_edge)s; background: %(fail_tint)s; }
QFrame[role="banner"][tone="info"] { border-color: %(info_edge)s; background: %(info_tint)s; }
QFrame[role="banner"][tone="conflict"] { border-color: %(conflict_edge)s; background: %(conflict_tint)s; }
QFrame#toast { background: #14181F; border: 0; border-radius: 6px; }
QLabel { background: transparent; color: %(text)s; }
QLabel[ink="text2"] { color: %(text2)s; }
QLabel[ink="text3"] { color: %(text3)s; }
QLabel[ink="accent"] { color: %(accent)s; }
QLabel[ink="pass_ink"] { color: %(pass_ink)s; }
QLabel[ink="part_ink"] { color: %(part_ink)s; }
QLabel[ink="fail_ink"] { color: %(fail_ink)s; }
QLabel[ink="na_ink"] { color: %(na_ink)s; }
QLabel[ink="conflict_ink"] { color: %(conflict_ink)s; }
QLabel[ink="info_ink"] { color: %(info_ink)s; }
QLabel[ink="white"] { color: #FFFFFF; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox, QDateEdit {
  background: %(surface)s; color: %(text)s; border: %(line)dpx solid %(edge)s; border-radius: 6px;
  placeholder-text-color: %(text3)s; selection-background-color: %(accent)s; selection-color: %(on_accent)s; }
QLineEdit, QSpinBox, QComboBox, QDateEdit { min-height: %(field)dpx; max-height: %(field)dpx; padding: 0 11px; }
QLineEdit[measure="small"], QComboBox[measure="small"] { min-height: %(small)dpx; max-height: %(small)dpx; }
QLineEdit[measure="search"] { min-height: %(search)dpx; max-height: %(search)dpx; }
QPlainTextEdit, QTextEdit { padding: 6px 10px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus, QDateEdit:focus {
  border: %(strong_line)dpx solid %(accent)s; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QSpinBox[wrong="true"] { border: 2px solid %(fail_ink)s; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: %(sunken)s; border-color: transparent; }
QComboBox::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow { image: url(icons:%(arrow)s.svg); width: %(px16)dpx; height: %(px16)dpx; }
QComboBox QAbstractItemView { background: %(surface)s; color: %(text)s; border: 1px solid %(edge)s;
  selection-background-color: %(chosen)s; selection-color: %(on_chosen)s; outline: 0; padding: 4px; }
QCheckBox, QRadioButton { spacing: 8px; color: %(text)s; min-height: 24px; background: transparent; }
QCheckBox::indicator { width: 16px; height: 16px; border: 2px solid %(edge)s; border-radius: 4px; background: %(surface)s; }
QCheckBox::indicator:checked { background: %(accent)s; border-color: %(accent)s; image: url(icons:%(check)s.svg); }
QRadioButton::indicator { width: 16px; height: 16px; border: 2px solid %(edge)s; border-radius: 10px;
  background: %(surface)s; }
QRadioButton::indicator:checked { border: 6px solid %(accent)s; width: 8px; height: 8px; }
QCheckBox:focus, QRadioButton:focus { outline: 0; text-decoration: underline; }
QAbstractItemView { background: %(surface)s; color: %(text)s; border: 0; outline: 0;
  selection-background-color: %(chosen)s; selection-color: %(on_chosen)s; }
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget#flow { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 1px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 1px; }
QScrollBar::handle { background: %(scroll)s; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: 0;
  width: 0; height: 0; }
QHeaderView::section { background: %(bg)s; color: %(text3)s; border: 0; border-bottom: 1px solid %(soft_rule)s;
  padding: 4px 8px; font-size: %(px12)dpx; font-weight: 600; }
QTableView::item { padding: 0 5px; }
QTabBar::tab { background: transparent; color: %(text2)s; padding: 8px 16px; border: 0; }
QTabBar::tab:selected { color: %(accent)s; font-weight: 600; border-bottom: 2px solid %(accent)s; }
QTabWidget::pane { border: 0; }
QListWidget::item { padding: 4px 8px; border-radius: 4px; }
QListWidget::item:selected { background: %(chosen)s; color: %(on_chosen)s; }
QFrame#reason { margin-top: 8px; }
QListWidget#gaps::item { padding: 4px 0; }
QFrame[role="pill"] { background: %(bg)s; border: %(line)dpx solid %(rule)s; border-radius: 16px; }
QMenu { background: %(surface)s; color: %(text)s; border: 1px solid %(edge)s; padding: 4px; }
QMenu::item { padding: 8px 24px 8px 12px; border-radius: 4px; }
QMenu::item:selected { background: %(chosen)s; color: %(on_chosen)s; }
QMenu::item:disabled { color: %(text3)s; }
QMenu::separator { height: 1px; background: %(soft_rule)s; margin: 4px 8px; }
QProgressBar { background: %(sunken)s; border: 1px solid %(rule)s; border-radius: 4px; text-align: center; }
QProgressBar::chunk { background: %(accent)s; border-radius: 3px; }
QSplitter::handle { background: %(soft_rule)s; }
QFrame[role="band"] { background: %(part_tint)s; border: 0; border-top: %(line)dpx solid %(soft_rule)s; }
QFrame[role="count"] { background: %(bg)s; border: %(line)dpx solid %(soft_rule)s; border-radius: 6px; }
QWidget#canvas { background: %(sunken)s; }
QLabel[role="code"] { background: %(sunken)s; border-radius: 4px; padding: 4px 8px; }
QListWidget[role="plain"] { border: %(line)dpx solid %(rule)s; border-radius: 6px; padding: 1px; }
QListWidget[role="plain"]:focus { border: 2px solid %(accent)s; padding: 0; }
QListWidget[role="plain"]::item { padding: 6px 10px; border-left: 4px solid transparent; }
QListWidget[role="plain"]::item:selected { border-left: 4px solid %(accent)s; }
QFrame#column-head { background: transparent; border: 0; border-bottom: %(line)dpx solid %(soft_rule)s; }
QListView[role="tiles"] { background: transparent; }
QFrame[role="tile"] { background: %(bg)s; border: 0; border-radius: 6px; }
QFrame[role="tile"][tone="part"] { background: %(part_tint)s; }
QWidget[role="flash"] { background: %(selection)s; border-radius: 6px; }
QListView#suggestions { border: 1px solid %(edge)s; }
QListView#suggestions::item { min-height: %(px36)dpx; padding: 0 8px; }
QFrame[role="tray"] { background: %(sunken)s; border: 0; border-top: %(line)dpx solid %(soft_rule)s; }
QFrame[role="sheet-head"] { background: %(surface)s; border: 0; }
QFrame[role="strip"] { background: %(bg)s; border: 0; border-top: %(line)dpx solid %(soft_rule)s; }
QFrame#why { background: %(surface)s; border: 0; border-top: %(line)dpx solid %(soft_rule)s; }
QTableView#intake::item { padding: 0; }
QStackedWidget#side { background: %(surface)s; border: 0; border-left: %(line)dpx solid %(soft_rule)s; }
QFrame[role="sheet"] { background: %(surface)s; border: 0; }
QTableView[role="heat"] { background: %(surface)s; selection-background-color: transparent; }
QTableView[role="foot"] { background: %(bg)s; border: 0; border-top: 1px solid %(rule)s; }
QScrollArea#side { background: %(surface)s; border: 0; border-left: %(line)dpx solid %(soft_rule)s; }
QTreeWidget[role="plain"] { border: %(line)dpx solid %(edge)s; border-radius: 6px; padding: 1px; }
QTreeWidget[role="plain"]:focus { border: 2px solid %(accent)s; padding: 0; }
QTreeWidget[role="plain"]::item { min-height: %(px28)dpx; }
QTreeView::indicator { width: 16px; height: 16px; border: 2px solid %(edge)s; border-radius: 4px; background: %(surface)s; }
QTreeView::indicator:checked { background: %(accent)s; border-color: %(accent)s; image: url(icons:%(check)s.svg); }
QTreeView::indicator:indeterminate { background: %(selection)s; border-color: %(accent)s; }
"""
