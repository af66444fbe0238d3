"""The pages of docs/ as a site: `python -m docs.site` builds it in build/site, without network and without warnings."""
