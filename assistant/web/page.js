// Small manners of the page that Gradio leaves open.

// The Enter that ends a pinyin choice belongs to the input method, not to the question.
for (const name of ["keydown", "keypress"]) {
  document.addEventListener(name, event => {
    if (event.isComposing || event.keyCode === 229) event.stopPropagation();
  }, true);
}

// The card just asked for comes into view once it is there.
window.showChosenEvidence = () => setTimeout(() => {
  const card = document.querySelector("#evidence .card.chosen");
  if (!card) return;
  card.scrollIntoView({ block: "nearest", behavior: "smooth" });
  card.focus({ preventScroll: true });
}, 60);

// A report opened as a whole comes up at the sentence it was opened for.
window.showQuoted = panel => setTimeout(() => {
  const quoted = document.querySelector(`${panel} .whole mark, ${panel} .whole .quoted`);
  if (quoted) quoted.scrollIntoView({ block: "center" });
}, 60);

// Without https only this machine may use the clipboard directly; elsewhere a selected text is copied.
window.copyText = async button => {
  const text = button.dataset.copy, said = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  button.textContent = "已复制";
  setTimeout(() => { button.textContent = said; }, 1500);
};

// An entry of a report's outline leads to its heading.
window.goToHeading = event => {
  const entry = event.target.closest(".goto");
  const line = entry && entry.closest(".whole").querySelector(`[data-number="${entry.dataset.line}"]`);
  if (line) line.scrollIntoView({ block: "start", behavior: "smooth" });
};

// The newest turn stays in sight while its answer grows: its question at the top edge, so that the figure is read first.
let lastSeen = "";
new MutationObserver(() => {
  const talk = document.querySelector("#chat .talk");
  const question = talk && [...talk.querySelectorAll(".question")].pop();
  if (!question) return;
  const answer = question.nextElementSibling;
  const seen = `${talk.childElementCount} ${answer ? answer.textContent.length : 0}`;
  if (seen === lastSeen) return;
  lastSeen = seen;
  if (getComputedStyle(talk).overflowY === "visible") question.scrollIntoView({ block: "start" });
  else talk.scrollTop = question.offsetTop - talk.offsetTop - 8;
}).observe(document.documentElement, { childList: true, characterData: true, subtree: true });
