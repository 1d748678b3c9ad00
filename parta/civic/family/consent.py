"""What a parent agrees to.  The text: civic/family/consent.html; whoever changes it gives it a
new VERSION, and the old one stays readable in the project's history."""

VERSION = "2026-11-24"
