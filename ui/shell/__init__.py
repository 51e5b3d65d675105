"""The frame around all pages: menu, what a page requires, Quit, inbox."""
