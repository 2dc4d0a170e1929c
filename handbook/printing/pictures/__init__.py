"""Pictures for trainers: the QR code and a slide of each stage and task, as SVG and PNG, in each language."""
