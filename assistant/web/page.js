// Small manners of the page that Gradio leaves open.

// The Enter that ends a pinyin choice belongs to the input method, not to the question.
for (const name of ["keydown", "keypress"]) {
  document.addEventListener(name, event => {
    if (event.isComposing || event.keyCode === 229) event.stopPropagation();
  }, true);
}

// What is a button within running text answers to the keys of one.
document.addEventListener("keydown", event => {
  if (event.target.matches?.('span[role="button"]') && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    event.target.click();
  }
});

// The card just asked for comes into view once it is there.
window.showChosenEvidence = () => setTimeout(() => {
  const card = document.querySelector("#evidence .card.chosen");
  if (!card) return;
  card.scrollIntoView({ block: "nearest", behavior: "smooth" });
  card.focus({ preventScroll: true });
}, 60);

// A report opened as a whole comes up at the sentence it was opened for.
window.showQuoted = panel => setTimeout(() => {
  const quoted = document.querySelector(`${panel} .whole mark, ${panel} .whole .quoted`), whole = quoted && quoted.closest(".whole");
  if (!quoted) return;
  if (getComputedStyle(whole).overflowY === "visible" || whole.scrollHeight <= whole.clientHeight) quoted.scrollIntoView({ block: "center" });
  else whole.scrollTop += quoted.getBoundingClientRect().top - whole.getBoundingClientRect().top - whole.clientHeight / 3;
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
  // What may be asked next comes below it and takes of its height.
  const seen = `${talk.childElementCount} ${answer ? answer.textContent.length : 0} ${talk.clientHeight}`;
  if (seen === lastSeen) return;
  lastSeen = seen;
  if (getComputedStyle(talk).overflowY === "visible") question.scrollIntoView({ block: "start" });
  else talk.scrollTop = question.offsetTop - talk.offsetTop - 8;
}).observe(document.documentElement, { childList: true, characterData: true, subtree: true });

// One piece of a draft at a time becomes a text box in its place; the words stay in it until they are kept.
window.leavesEditor = () => {
  const open = document.querySelector("#draft .editor");
  if (!open) return true;
  if (open.querySelector("textarea").value !== open.dataset.before && !confirm("正在修改的一处还没有保存，确定放弃吗？")) return false;
  open.closeEditor();
  return true;
};
window.editPiece = (button, keep) => {
  if (!leavesEditor()) return;
  const { piece, text, heading, level } = button.dataset, part = button.closest(".part");
  const box = Object.assign(document.createElement("div"), { className: "editor" });
  box.dataset.before = text;
  const head = Object.assign(document.createElement("input"), { value: heading, ariaLabel: "标题" });
  const area = Object.assign(document.createElement("textarea"), { value: text, ariaLabel: "正文" });
  const row = Object.assign(document.createElement("p"), { className: "tools" });
  row.innerHTML = '<button type="button" class="tool main keep">保存</button><button type="button" class="tool drop">取消</button>'
    + '<span class="aside">清空文字即删去这一处；Ctrl+回车保存，Esc 取消</span>';
  box.append(...(Number(level) ? [head] : []), area, row);
  box.closeEditor = () => { box.remove(); part.classList.remove("editing"); button.focus(); };
  const save = () => keep({ piece, text: area.value, heading: Number(level) ? head.value : "" });
  row.querySelector(".keep").addEventListener("click", save);
  row.querySelector(".drop").addEventListener("click", box.closeEditor);
  box.addEventListener("keydown", event => {
    if (event.key === "Escape" && !event.isComposing) leavesEditor();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
  });
  part.classList.add("editing");
  part.append(box);
  area.style.height = `${Math.min(area.scrollHeight + 8, 420)}px`;
  area.focus({ preventScroll: true });
  box.scrollIntoView({ block: "nearest" });
};
window.addEventListener("beforeunload", event => {
  const open = document.querySelector("#draft .editor");
  if (open && open.querySelector("textarea").value !== open.dataset.before) event.preventDefault();
});

// From a figure of the draft to its line of the 核对表, and back; `fetch` brings the 核对表 where something else stands,
// after which the figure last wanted is shown.
let wantedFigure = "";
window.showFigure = (number = wantedFigure, fetch = () => {}) => setTimeout(() => {
  wantedFigure = number;
  const line = document.querySelector(`#figure-${number || 0}`);
  if (!line) return fetch();
  for (let one = line; one; one = one.parentElement.closest("details")) if (one.tagName === "DETAILS") one.open = true;
  line.querySelector("details").open = true;
  flash(line);
}, 60);
window.bringIntoSight = selector => setTimeout(() => {
  const panel = document.querySelector(selector);
  if (panel.getBoundingClientRect().top > window.innerHeight * 0.8) panel.scrollIntoView({ block: "start", behavior: "smooth" });
}, 60);
window.showInDraft = selector => {
  const found = document.querySelector(`#draft ${selector}`);
  if (found) flash(found);
};
window.showGap = gap => {
  const found = [...document.querySelectorAll("#draft mark.gap")].find(one => one.textContent.includes(gap));
  if (found) flash(found);
};
const flash = found => {
  found.scrollIntoView({ block: "center", behavior: "smooth" });
  found.classList.add("flash");
  setTimeout(() => found.classList.remove("flash"), 1600);
};

// A file that was made on request is taken away as soon as its button knows it.
window.takeFile = button => setTimeout(() => document.querySelector(button)?.click(), 80);

// An answer found wrong: what should have been said is asked for below it, then it is sent once.
window.openComplaint = button => {
  const form = button.closest(".answer").querySelector(".complaint");
  form.hidden = !form.hidden;
  button.setAttribute("aria-expanded", String(!form.hidden));
  if (form.hidden) return;
  form.querySelector("textarea").focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest" });
};
window.sendComplaint = (button, send) => {
  const answer = button.closest(".answer");
  send({ turn: Number(button.dataset.turn), wanted: answer.querySelector(".complaint textarea").value });
  answer.querySelector(".complaint").hidden = true;
  answer.querySelector(".wrong").disabled = true;
};
