"""The words of the pages: from code and templates to what gettext and the browser read.

`python -m parta.kit.ui.words` compiles the catalogues.  With `update` it also
rewrites them: new message ids get an empty Russian, unused ones go.
"""
