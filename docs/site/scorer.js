// A heading that has the words sought comes before pages that merely use them, and a page that tells of a thing before
// those that show what is printed, what has changed, or what was measured.
var Scorer = {
  score: ([page, , , , score, , kind]) =>
    score + (kind === "title" ? 100 : 0) - (["messages", "changes", "quality"].includes(page) ? 10 : 0),
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: {0: 15, 1: 5, 2: -5},
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
