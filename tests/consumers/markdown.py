"""Prints a summary as GitHub's own parser renders it, with the HTML that it lets through."""

import sys
import cmarkgfm
from cmarkgfm.cmark import Options

with open(sys.argv[1], encoding="utf-8") as summary:
    print(cmarkgfm.github_flavored_markdown_to_html(summary.read(), Options.CMARK_OPT_UNSAFE))
