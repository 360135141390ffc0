// The page in another language: what stands in `pageWords` (the page's own words -> those of the language) is shown so,
// wherever the page puts it; what people or documents wrote is left alone.
(() => {
  const THEIRS = ".question, .answer .line, .answer .lead, blockquote, .raw, .whole :is(h2, .where, .outline li, .text, .name), .paper, #guide, .outcome, .complaint textarea, "
    + "#ledger-items td, .month p, #reports :is(.title, .file, .mind li), #figures td:not(.act), .kept-row b, .found :is(.view, .where), .caveat, .example, #checks li, option, script, style";
  const ATTRIBUTES = ["placeholder", "aria-label", "title"];
  const exact = text => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const plain = new Map(), patterns = [];
  for (const [ours, theirs] of Object.entries(pageWords)) {
    const pieces = ours.split(/(\{#?\})/);
    if (pieces.length === 1) plain.set(ours, theirs);
    else patterns.push([new RegExp(`^${pieces.map(one => (one === "{}" ? "(.+?)" : one === "{#}" ? "(\\d+)" : exact(one))).join("")}$`), theirs]);
  }
  const said = text => {
    const words = text.replace(/\s+/g, " ").trim();
    if (!/[\u4e00-\u9fff]/.test(words)) return null;
    if (plain.has(words)) return plain.get(words);
    for (const [pattern, theirs] of patterns) {
      const found = words.match(pattern);
      if (!found) continue;
      let next = 0;
      const filled = theirs.replace(/\{(\d*)\}/g, (_, place) => {
        const piece = found[Number(place || next++) + 1];
        return said(piece) ?? piece;
      });
      return filled === words ? null : filled;
    }
    return null;
  };
  const turn = node => {
    if (node.nodeType === Node.TEXT_NODE) {
      const shown = node.parentElement && !node.parentElement.closest(THEIRS) ? said(node.textContent) : null;
      if (shown !== null) node.textContent = shown;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    for (const one of [node, ...node.querySelectorAll("[placeholder], [aria-label], [title]")]) {
      for (const name of ATTRIBUTES) {
        const shown = one.hasAttribute(name) ? said(one.getAttribute(name)) : null;
        if (shown !== null) one.setAttribute(name, shown);
      }
    }
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    texts.forEach(turn);
  };
  new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(turn);
      else turn(change.target);
    }
  }).observe(document, { childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: ATTRIBUTES });
  // A choice stands in a field as its value, which tells nobody when it changes.
  setInterval(() => {
    for (const field of document.querySelectorAll('input[role="combobox"]')) {
      const shown = field === document.activeElement ? null : said(field.value);
      if (shown !== null) field.value = shown;
    }
  }, 400);
})();
