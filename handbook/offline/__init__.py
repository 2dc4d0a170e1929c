"""The offline copy: one archive of the built site that opens from a disk, without a connection."""
