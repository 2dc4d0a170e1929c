"""Speed and memory of a build, beside a naive MkDocs build of the same content in the same run."""
