"""What each page shows: pure functions of a programme and a language."""
