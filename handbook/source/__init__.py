"""The files that people write: read with line numbers, and edited without loss."""
