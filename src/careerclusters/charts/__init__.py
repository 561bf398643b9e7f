"""Pictures as SVG text: drawn here, shown by the command line and the web alike."""
