"""The main window: navigation, header, status bar, keys. Knows pages only by their declaration."""
