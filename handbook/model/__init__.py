"""What a programme is: its records, texts, references between them, and their addresses."""
