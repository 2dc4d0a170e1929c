"""Papers to fill in: as files for word processors (`word_file`) and as sheets to print (`sheet`)."""
