"""Write the pages that say what is proved, and name what is not."""

from tests.proofs.pages import pages, unproved

for path, text in pages().items():
    path.write_text(text, encoding="utf-8")
for point in unproved():
    print(f"nothing proves {point}")
