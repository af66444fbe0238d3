"""The sheets that people work from: what to do in the connected product, and what to enter in App Xchange."""
