"use strict";
(() => {
  const said = document.querySelector(".said");
  const select = (code) => {
    const range = document.createRange();
    range.selectNodeContents(code);
    const chosen = getSelection();
    chosen.removeAllRanges();
    chosen.addRange(range);
  };
  const copy = async (button) => {
    const code = button.closest("tr").querySelector("code");
    let done = true;
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      select(code);
      done = document.execCommand("copy");
    }
    button.textContent = done ? "Copied" : "Selected";
    said.textContent = `${button.textContent}: ${button.closest("tr").querySelector("th").textContent}`;
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  };
  for (const button of document.querySelectorAll("button")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
  let kept = {};
  const key = "sheet " + location.pathname;
  try { kept = JSON.parse(localStorage.getItem(key)) || {}; } catch { kept = {}; }
  const keep = () => {
    try { localStorage.setItem(key, JSON.stringify(kept)); } catch { return; }
  };
  for (const sheet of document.querySelectorAll("article")) {
    const boxes = [...sheet.querySelectorAll("input")];
    const progress = sheet.querySelector(".progress");
    const count = () => {
      const done = boxes.filter((box) => box.checked).length;
      progress.textContent = `${done} of ${boxes.length} done`;
    };
    for (const box of boxes) {
      box.checked = kept[box.id] === box.dataset.step;
      box.addEventListener("change", () => {
        if (box.checked) { kept[box.id] = box.dataset.step; } else { delete kept[box.id]; }
        keep();
        count();
      });
    }
    progress.hidden = boxes.length === 0;
    count();
  }
})();
