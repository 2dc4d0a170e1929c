"""Search measured through the dialog in a real browser: this build's beside Material's stock search."""
