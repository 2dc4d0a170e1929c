"""What the editions of many regions take, beside one edition that is built in full, in the same run."""
