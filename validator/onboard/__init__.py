"""The first day with a project: documents out of answers, spreadsheets and other files, judged before they count."""
