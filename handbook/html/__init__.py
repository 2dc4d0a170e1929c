"""Pages and other files of the site as HTML, JSON and scripts; nothing here depends on the site tool."""
