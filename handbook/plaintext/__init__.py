"""The handbook without a page: short lists for messengers, and Markdown for programs that read text."""
