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

// The newest turn stays in sight: its question at the top edge, so that the figure is read first.
let turnsSeen = 0;
new MutationObserver(() => {
  const talk = document.querySelector("#chat .talk");
  const questions = talk ? talk.querySelectorAll(".question") : [];
  if (questions.length === turnsSeen) return;
  turnsSeen = questions.length;
  if (turnsSeen) talk.scrollTop = questions[turnsSeen - 1].offsetTop - talk.offsetTop - 8;
}).observe(document.documentElement, { childList: true, subtree: true });
