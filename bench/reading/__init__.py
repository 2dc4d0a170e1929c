"""What a reader's first page weighs, and how soon it is read and searched on a poor line."""
