"""Picture files as SVG and PNG, in each language: QR code and slide of stages and tasks, what pages draw."""
