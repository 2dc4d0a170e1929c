"""Makes the editions of many regions in one process: what MkDocs sets up is set up once."""
