// Looks at the page as it stands: what of it cannot be read, reached or named. Each finding is a line of text.
(() => {
  const shown = element => {
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility === "visible" && Number(style.opacity) > 0.05 && element.checkVisibility();
  };
  const named = element => `${element.tagName.toLowerCase()}${element.id ? "#" + element.id : ""}.${element.className && element.className.baseVal === undefined ? String(element.className).split(" ").slice(0, 2).join(".") : ""} “${(element.textContent || element.value || "").trim().slice(0, 24)}”`;
  const parse = text => {
    const canvas = (window.auditCanvas ||= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true }));
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const ground = element => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const light = colour => {
    const [r, g, b] = colour.map(one => (one / 255 <= 0.03928 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const enough = style => (parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5);
  const faint = (element, style, what) => {
    const below = ground(element), found = ratio(over(parse(style.color), below), below);
    return found + 0.01 < enough(style) ? [`contrast ${found.toFixed(2)}: ${what} ${named(element)}`] : [];
  };

  window.auditContrast = () => {
    const found = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.textContent.trim() || !element || element.closest("script, style, svg, .hidden, :disabled") || !shown(element)) continue;
      faint(element, getComputedStyle(element), "text").forEach(one => found.add(one));
    }
    for (const field of document.querySelectorAll("input, textarea")) {
      if (!shown(field) || field.disabled) continue;
      if (field.value) faint(field, getComputedStyle(field), "value").forEach(one => found.add(one));
      else if (field.placeholder) faint(field, getComputedStyle(field, "::placeholder"), "placeholder").forEach(one => found.add(one));
    }
    return [...found];
  };

  const CONTROLS = 'button, input:not([type="hidden"]), textarea, select, summary, a[href], [role="button"], [role="tab"], [role="option"]';
  window.auditControls = () => [...document.querySelectorAll(CONTROLS)].filter(one => !one.disabled && shown(one) && !one.closest("[inert]"));
  // At most so many places where Tab stops: tools that show only when they have the focus, and what can be scrolled, count too.
  window.auditStops = () => [...document.querySelectorAll(`${CONTROLS}, [tabindex="0"]`)].filter(one => one.checkVisibility()).length + 40;
  window.auditNames = () => {
    const name = one =>
      one.getAttribute("aria-label") ||
      (one.getAttribute("aria-labelledby") || "").split(" ").map(id => document.getElementById(id)?.textContent || "").join("") ||
      [...(one.labels || [])].map(label => label.textContent).join("") ||
      (/^(INPUT|TEXTAREA|SELECT)$/.test(one.tagName) ? "" : one.textContent) ||
      one.title;
    return auditControls().filter(one => !name(one).trim()).map(one => `no name: ${named(one)} in ${one.closest("[id]")?.id}`);
  };

  // Each control that gets the focus is noted with whether one can see that it has it.
  const look = one => {
    const style = getComputedStyle(one);
    return [style.outlineStyle === "none" || parseFloat(style.outlineWidth) === 0 ? "" : style.outlineColor + style.outlineWidth, style.boxShadow, style.borderTopColor, style.backgroundColor, style.textDecorationLine].join("|");
  };
  window.auditFocus = () => {
    window.auditResting = new Map();
    document.activeElement?.blur();
    // The frame of a field may show the focus for it.
    const frame = one => [one, one.parentElement, one.closest(".container, .wrap, .block, label")].filter(Boolean);
    auditControls().forEach(one => auditResting.set(one, frame(one).map(look).join()));
    window.auditReached = new Map();
    document.addEventListener("focusin", event => auditReached.set(event.target, null), true);
    window.auditNote = () => {
      const one = document.activeElement;
      if (auditResting.has(one)) auditReached.set(one, frame(one).map(look).join() !== auditResting.get(one));
    };
  };
  window.auditUnreached = () => [
    ...[...auditResting.keys()].filter(one => one.isConnected && !auditReached.has(one)).map(one => `not reached: ${named(one)} in ${one.closest("[id]")?.id}`),
    ...[...auditReached].filter(([one, seen]) => seen === false && one.isConnected).map(([one]) => `focus not seen: ${named(one)}`),
  ];
})();
