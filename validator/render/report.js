"use strict";
(() => {
  const controls = document.querySelector(".controls");
  const groups = document.getElementById("groups");
  const pages = new Map([...document.querySelectorAll(".page[data-r]")].map((page) => [page.dataset.r, page]));
  const files = [...groups.children];
  const findings = [...groups.querySelectorAll(".finding")].map((node) => (
    { node, level: node.classList[1], file: node.dataset.f, rule: node.dataset.r, home: node.parentNode, words: "" }
  ));
  const root = document.body;
  root.classList.add("by-file");

  const reveal = () => {
    const name = location.hash.slice(1);
    const section = files.find((each) => each.id === name);
    if (section && !section.isConnected) {
      controls.querySelector('[name="way"][value="f"]').checked = true;
      group("f");
    }
    const place = name && document.getElementById(name);
    if (!place) { return; }
    const page = place.closest("details");
    if (page) { page.open = true; }
    if (place.closest("[hidden]")) { all(); }
    if (page || groups.contains(place)) { place.scrollIntoView(); }
  };

  for (const node of document.querySelectorAll(".box")) {
    const near = document.querySelectorAll(`.l[data-a="${node.dataset.n}"], .l[data-b="${node.dataset.n}"]`);
    const light = (on) => { for (const line of near) { line.classList.toggle("on", on); } };
    const part = node.closest("a") || node;
    for (const [event, on] of [["pointerenter", true], ["pointerleave", false], ["focus", true], ["blur", false]]) {
      part.addEventListener(event, () => light(on));
    }
  }
  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && location.hash && link.getAttribute("href") === location.hash) { reveal(); }
  });
  let opened = [];
  addEventListener("beforeprint", () => {
    const rules = new Set(findings.filter((each) => !each.node.hidden).map((each) => each.rule));
    opened = [...pages].filter(([rule, page]) => rules.has(rule) && !page.open).map(([, page]) => page);
    for (const page of opened) { page.open = true; }
  });
  addEventListener("afterprint", () => { for (const page of opened) { page.open = false; } });
  if (!controls) { reveal(); return; }

  const part = (name) => controls.querySelector(`[name="${name}"]`);
  const levels = [...controls.querySelectorAll('[name="level"]')];
  const told = controls.querySelector(".told");
  const none = document.querySelector(".none");
  let sections = files;

  const wordsOf = (finding) => {
    if (!finding.words) { finding.words = finding.node.textContent.toLowerCase(); }
    return finding.words;
  };
  const counted = (number, level) => `${number} ${level}${number === 1 || level === "info" ? "" : "s"}`;
  const filter = () => {
    const wanted = new Set(levels.filter((box) => box.checked).map((box) => box.value));
    const rule = part("rule").value;
    const file = part("file").value;
    const words = part("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    const counts = new Map(sections.map((section) => [section, { error: 0, warning: 0, info: 0 }]));
    let shown = 0;
    for (const finding of findings) {
      const fits = wanted.has(finding.level) && (!rule || finding.rule === rule) && (!file || finding.file === file)
        && (words.length === 0 || words.every((word) => wordsOf(finding).includes(word)));
      finding.node.hidden = !fits;
      if (fits) { shown += 1; counts.get(finding.node.parentNode)[finding.level] += 1; }
    }
    for (const [section, count] of counts) {
      const words = Object.entries(count).filter(([, number]) => number).map(([level, number]) => counted(number, level));
      section.hidden = words.length === 0;
      section.querySelector(".count").textContent = words.join(", ");
    }
    const total = findings.length;
    told.textContent = `Shown: ${shown} of ${total}`;
    none.hidden = shown > 0;
    controls.classList.toggle("filtered", shown < total);
    part("all").disabled = shown === total;
  };
  const byRule = () => {
    const made = new Map();
    for (const finding of findings) {
      if (!made.has(finding.rule)) { made.set(finding.rule, sectionOf(finding.rule)); }
      made.get(finding.rule).append(finding.node);
    }
    return [...made.entries()].sort(([a], [b]) => nameOf(a).localeCompare(nameOf(b), "en")).map(([, section]) => section);
  };
  const nameOf = (rule) => pages.get(rule).querySelector(".name").textContent;
  const sectionOf = (rule) => {
    const section = document.createElement("section");
    const heading = document.createElement("h3");
    const summary = pages.get(rule).querySelector(".summary");
    section.className = "group";
    heading.id = `${rule}h`;
    heading.textContent = nameOf(rule);
    heading.append(" ", pages.get(rule).querySelector(".count").cloneNode(true));
    section.setAttribute("aria-labelledby", heading.id);
    section.append(heading);
    if (summary) {
      const words = document.createElement("p");
      words.className = "note";
      words.textContent = summary.textContent;
      section.append(words);
    }
    return section;
  };
  const group = (way) => {
    groups.replaceChildren();
    if (way === "r") {
      sections = byRule();
    } else {
      for (const finding of findings) { finding.home.append(finding.node); }
      sections = files;
    }
    root.classList.toggle("by-file", way !== "r");
    filter();
    groups.append(...sections);
  };
  function all() {
    for (const box of levels) { box.checked = true; }
    for (const name of ["rule", "file", "words"]) { part(name).value = ""; }
    filter();
  }

  controls.hidden = false;
  let waiting = 0;
  part("words").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 150);
  });
  for (const each of [...levels, part("rule"), part("file")]) { each.addEventListener("change", filter); }
  for (const way of controls.querySelectorAll('[name="way"]')) {
    way.addEventListener("change", () => group(way.value));
  }
  part("all").addEventListener("click", () => { all(); part("words").focus(); });
  const chosen = controls.querySelector('[name="way"]:checked');
  group(chosen ? chosen.value : "f");
  reveal();
})();
