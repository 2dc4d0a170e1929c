"""The files that people write: read with their lines, and edited without losing anything of them."""
