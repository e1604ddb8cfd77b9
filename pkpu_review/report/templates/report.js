"use strict";
// Filters, finds and leads through the rows of laporan.html. What rows are filtered by stands in their data-
// attributes; words of documents are read as text and never made into markup. The state is in the address.
(() => {
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const tools = byId("l-alat"), table = byId("l-baris-semua"), dialog = byId("l-tolong"), box = byId("l-cari");
  const bar = tools.querySelector(".bar"), move = bar.querySelector(".move"), count = byId("l-jumlah"), clear = byId("l-hapus");
  const say = tools.dataset;
  const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ".");
  const put = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  const list = (text) => (text ? text.split(" ") : []);

  // --- rows, read once

  const parts = [], heads = [], items = [];
  for (const body of table.tBodies) {
    if (body.classList.contains("head")) {
      heads.push({ body, shown: true, open: true });
      continue;
    }
    const group = { body, head: heads.at(-1) || null, rows: body.rows.length, open: 0, items: [] };
    parts.push(group);
    for (const row of body.rows) {
      const d = row.dataset;
      items.push({
        row, group, at: items.length, shown: true, hang: false, kinds: list(d.k), touched: Number(d.t),
        divisions: list(d.d), also: list(d.s), level: d.w || "", bodies: list(d.b), findings: "f" in d, budget: "a" in d,
        context: d.c || "", opens: d.o || "", fields: null, ids: "",
      });
      group.items.push(items.at(-1));
    }
  }
  const byRow = new Map(items.map((item) => [item.row, item]));
  const compared = byId("l-baris") !== null;

  // --- words as they are searched: no case, no accents, one space, plain quotation marks and dashes

  const SIGNS = { "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-" };
  const plain = (text) => text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase()
    .replace(/[“”„’‘–—‑]/g, (sign) => SIGNS[sign]);
  const fold = (text) => plain(text).replace(/\s+/g, " ");

  /** The text nodes of a cell that are searched: in the new version, not what was deleted from it. */
  function nodesOf(cell) {
    const isNew = cell.classList.contains("new");
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      return isNew && node.localName === "del" ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    });
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  }

  const cellsOf = (row) => [...row.cells].slice(1);

  function read(item) {
    item.fields = cellsOf(item.row).map((cell) =>
      fold(cell.querySelector("del") ? nodesOf(cell).map((node) => node.data).join("") : cell.textContent));
    item.ids = [...item.row.cells[0].querySelectorAll("span[id]")].map((one) => `/${one.id}/`).join(" ");
  }

  /** Where `words` stand in `text`, not inside a longer number; a place, not inside a longer one (5 in 5A). */
  function* places(text, term) {
    const digit = (at) => at >= 0 && at < text.length && (term.path ? /[0-9a-z]/ : /[0-9]/).test(text[at]);
    for (let at = text.indexOf(term.words); at >= 0; at = text.indexOf(term.words, at + 1)) {
      const end = at + term.words.length;
      if (digit(at) && digit(at - 1)) continue;
      if (digit(end - 1) && digit(end)) continue;
      yield [at, end];
    }
  }

  const STEP = "(pasal|ayat|huruf|angka|butir|bab|paragraf|lampiran|diktum) ?\\(?(\\d+[a-z]?|[ivxlc]+|[a-z])\\)?(?![0-9a-z])";
  const PLACE = new RegExp(`"[^"]*"|(?<![0-9a-z])${STEP}(?: ${STEP})*|[^ ]+`, "g");

  /** What is asked for: places and phrases in one piece, other words each by itself. */
  function termsOf(query) {
    const terms = [];
    for (const [piece] of fold(query).trim().matchAll(PLACE)) {
      const words = piece.replace(/^"|"$/g, "").trim();
      const steps = piece.startsWith('"') ? [] : [...piece.matchAll(new RegExp(STEP, "g"))];
      if (words) terms.push({ words, path: steps.map((step) => `/${step[1]}-${step[2]}`).join("") });
    }
    return terms;
  }

  function has(item, term) {
    if (!item.fields) read(item);
    if (term.path && item.ids.includes(`${term.path}/`)) return true;
    return item.fields.some((text) => text.includes(term.words) && !places(text, term).next().done);
  }

  // --- controls and their state

  const controls = [...document.querySelectorAll("[data-key]")];
  const keys = [...new Set(controls.map((control) => control.dataset.key))];
  const LOOKS = new Set(["tampilan", "warna", "catatan", "pintas"]);
  const STAYS = new Set([...LOOKS, "baris"]); // what "clear the filters" leaves as it is
  const KEPT_ON = new Set(["catatan", "pintas"]); // boxes that are ticked where nothing is said

  function state() {
    const found = Object.fromEntries(keys.map((key) => [key, ""]));
    for (const control of controls) {
      const key = control.dataset.key;
      if (control.type !== "checkbox") found[key] = control.value.trim();
      else if (KEPT_ON.has(key)) found[key] = control.checked ? "" : "0";
      else if (control.checked) found[key] += (found[key] ? "," : "") + control.value;
    }
    return found;
  }

  /** Put what an address says into the controls; what they do not offer is left out. */
  function restore(values) {
    for (const control of controls) {
      const key = control.dataset.key, value = values.get(key) || "";
      if (control.type === "checkbox") control.checked = KEPT_ON.has(key) ? value !== "0" : value.split(",").includes(control.value);
      else if (control === box) control.value = value.slice(0, box.maxLength);
      else control.value = [...control.options].some((option) => option.value === value) ? value : "";
    }
  }

  const ownKey = (id) => {
    const select = byId(id);
    return select && select.value ? select.selectedOptions[0].dataset.own : "";
  };

  // --- one pass over the rows

  let current = null;
  let terms = [];

  function filter() {
    const asked = state();
    if (compared && !asked.baris && asked.jenis.split(",").some((kind) => kind === "renumbered" || kind === "same")) {
      // what is ticked must be able to appear
      byId("l-baris").value = asked.baris = asked.jenis.split(",").includes("same") ? "semua" : "nomor";
    } else if (asked.baris === "nomor" && asked.jenis.split(",").includes("same")) {
      byId("l-baris").value = asked.baris = "semua";
    }
    const least = !compared || asked.baris === "semua" ? 0 : asked.baris === "nomor" ? 1 : 2;
    const kinds = list((asked.jenis || "").replaceAll(",", " "));
    const division = ownKey("l-divisi"), level = ownKey("l-bobot"), body = ownKey("l-badan");
    const also = asked.terkait !== "";
    terms = termsOf(asked.cari);
    const wanted = (item) => item.touched >= least
      && (!division || item.divisions.includes(division) || (also && item.also.includes(division)))
      && (!kinds.length || kinds.some((kind) => item.kinds.includes(kind)))
      && (!level || item.level === level)
      && (!body || item.bodies.includes(body))
      && (!asked.temuan || item.findings)
      && (!asked.anggaran || item.budget)
      && terms.every((term) => has(item, term));
    for (const head of heads) head.open = false;
    for (const part of parts) part.open = 0;
    let told = new Set(), shown = 0;
    for (const item of items) {
      const now = wanted(item);
      if (now !== item.shown) item.row.hidden = !(item.shown = now);
      if (!now) continue;
      shown += 1;
      item.group.open += 1;
      // opening words are quoted where no row in sight before it shows them
      const hang = item.context !== "" && !told.has(item.context);
      if (hang !== item.hang) item.row.classList.toggle("hang", (item.hang = hang));
      if (item.context) told.add(item.context);
      if (item.opens) told.add(item.opens);
    }
    for (const part of parts) {
      if (part.open && part.head) part.head.open = true;
      if (part.open === part.rows) continue;
      part.rows = part.open;
      part.body.hidden = !part.open;
      part.body.style.setProperty("--n", part.open);
    }
    for (const head of heads) {
      if (head.open !== head.shown) head.body.hidden = !(head.shown = head.open);
    }
    look(asked);
    tell(asked, shown);
    mark();
    return asked;
  }

  const dark = [];
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule.media && rule.media.mediaText.includes("prefers-color-scheme: dark")) dark.push([rule, rule.media.mediaText]);
    }
  }

  function look(asked) {
    table.classList.toggle("one", asked.tampilan === "satu");
    table.classList.toggle("bare", asked.catatan === "0");
    const columns = compared && asked.tampilan !== "satu" ? 4 : 3; // a printed table has no more than its rows show
    for (const { body } of heads) body.rows[0].cells[0].colSpan = columns;
    const media = { terang: "not all", gelap: "screen" }[asked.warna];
    for (const [rule, own] of dark) {
      if (rule.media.mediaText !== (media || own)) rule.media.mediaText = media || own;
    }
    root.style.colorScheme = { terang: "light", gelap: "dark" }[asked.warna] || "";
  }

  const labelOf = (control) => control.labels[0].textContent.trim().replace(/\s*\([\d.]+\)$/, "");

  /** What is asked for, in the words of the controls. */
  function wordsOf(asked) {
    const words = asked.cari ? [put(say.askedSearch, { words: asked.cari.includes('"') ? asked.cari : `“${asked.cari}”` })] : [];
    for (const control of controls) {
      const key = control.dataset.key;
      if (LOOKS.has(key) || control === box) continue;
      if (control.type === "checkbox" && control.checked) words.push(labelOf(control));
      if (control.localName === "select" && (key === "baris" ? control.value !== "semua" : control.value))
        words.push(control.selectedOptions[0].textContent.replace(/\s*\([\d.]+\)$/, ""));
    }
    return words;
  }

  function tell(asked, shown) {
    const words = wordsOf(asked);
    const told = [put(say.shown, { shown: number(shown), all: number(items.length) })];
    if (words.length) told.push(put(say.asked, { asked: words.join("; ") }));
    if (!shown) told.push(say.shownNone);
    announce(told.join(" "));
    clear.hidden = !keys.some((key) => asked[key] && !STAYS.has(key));
  }

  let standing = "";
  function announce(words, passing = false) {
    if (!passing) standing = words;
    if (count.textContent !== words) count.textContent = words;
  }
  function pass(words) { // said once; the count comes back with the next change
    announce(`${words} ${standing}`, true);
  }

  // --- what was found is marked, in sight only, without touching the rows

  const marks = typeof Highlight === "function" && CSS.highlights ? new Highlight() : null;
  if (marks) CSS.highlights.set("l-cari", marks);
  const watcher = marks && new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watcher.unobserve(entry.target);
      for (const cell of cellsOf(entry.target)) markIn(cell);
    }
  }, { rootMargin: "50% 0px" });

  function mark() {
    if (!marks) return;
    marks.clear();
    watcher.disconnect();
    if (terms.length) for (const item of items) if (item.shown) watcher.observe(item.row);
  }

  function markIn(cell) {
    const nodes = nodesOf(cell), from = [];
    let text = "";
    nodes.forEach((node, which) => {
      let at = 0;
      for (const sign of node.data) {
        for (const unit of /\s/.test(sign) ? " " : plain(sign)) {
          if (unit === " " && text.endsWith(" ")) continue;
          text += unit;
          for (let n = 0; n < unit.length; n += 1) from.push([which, at, sign.length]);
        }
        at += sign.length;
      }
    });
    for (const term of terms) {
      for (const [start, end] of places(text, term)) {
        let first = start;
        while (first < end) { // one range a node: what lies between them may be deleted words
          let last = first;
          while (last + 1 < end && from[last + 1][0] === from[first][0]) last += 1;
          const range = new Range(), node = nodes[from[first][0]];
          range.setStart(node, from[first][1]);
          range.setEnd(node, from[last][1] + from[last][2]);
          marks.add(range);
          first = last + 1;
        }
      }
    }
  }

  // --- the address

  let goal = "";

  function address(asked, to = goal) {
    const values = new URLSearchParams();
    for (const key of keys) if (asked[key]) values.set(key, asked[key]);
    if (![...values].length) return to ? `#${to}` : "#";
    if (to) values.set("ke", to);
    return `#${values}`;
  }

  let written = location.hash, timer = 0;
  function write(asked) {
    clearTimeout(timer); // browsers allow only so many changes of the address at a time
    timer = setTimeout(() => {
      written = address(asked);
      try {
        history.replaceState(null, "", written);
      } catch {
        location.replace(written);
      }
    }, 200);
  }

  function open() {
    const hash = location.hash.slice(1);
    let to = hash, values = new URLSearchParams();
    if (hash.includes("=")) {
      values = new URLSearchParams(hash);
      to = values.get("ke") || "";
    } else {
      try { to = decodeURIComponent(hash); } catch { to = hash; }
      // a plain link says nothing of filters: those that stand stay
      if (ready) values = new URLSearchParams(address(state(), "").slice(1));
    }
    restore(values);
    goal = to;
    filter();
    if (to && to !== "isi") go(to);
  }

  addEventListener("hashchange", () => {
    if (location.hash === written) return;
    written = location.hash;
    open();
  });

  // --- leading through the rows

  /** Show the provision that `to` names, or the nearest above it. */
  function go(to) {
    let found = null, name = to;
    while (!(found = byId(name)) && name.includes("/")) name = name.slice(0, name.lastIndexOf("/"));
    const row = found && found.closest("tr.row");
    if (!row) {
      pass(put(say.missing, { place: to }));
      return false;
    }
    const item = byRow.get(row);
    let hint = name === to ? "" : put(say.nearest, { place: to });
    if (!item.shown) {
      reset(false);
      if (compared && item.touched < 2) byId("l-baris").value = "semua";
      filter();
      hint = `${hint} ${say.revealed}`.trim();
    }
    goal = to;
    stand(item);
    if (hint) pass(hint);
    write(state());
    return true;
  }

  function stand(item) {
    if (current) current.row.classList.remove("at");
    current = item;
    item.row.classList.add("at");
    item.row.focus({ preventScroll: true });
    // rows out of sight have no height of their own yet: once they have, the place has to be found again
    item.row.scrollIntoView({ block: "start" });
    requestAnimationFrame(() => item.row.scrollIntoView({ block: "start" }));
  }

  function inSight() {
    const top = barHeight() + 8;
    const below = (element) => element.getBoundingClientRect().bottom > top + 40;
    const part = parts.find((one) => one.open && below(one.body)); // rows out of sight have no place yet
    return (part && part.items.find((item) => item.shown && below(item.row))) || null;
  }

  function step(way) {
    let from = current && current.shown ? current.at : null;
    if (from !== null) {
      const { top, bottom } = current.row.getBoundingClientRect();
      if (bottom < 0 || top > innerHeight) from = null; // the reader has scrolled on
    }
    if (from === null) {
      const near = inSight();
      from = near ? near.at - (way > 0 ? 1 : 0) : -1;
    }
    for (let at = from + way; at >= 0 && at < items.length; at += way) {
      const item = items[at];
      if (item.shown && (!compared || item.touched === 2)) {
        goal = item.row.id;
        stand(item);
        write(state());
        return;
      }
    }
    pass(way > 0 ? say.last : say.first);
  }

  function reset(all = true) {
    const asked = state();
    const values = new URLSearchParams();
    for (const key of STAYS) if (asked[key]) values.set(key, asked[key]);
    restore(values);
    if (all) { goal = ""; write(filter()); }
  }

  function copy(item) {
    const ids = [...item.row.cells[0].querySelectorAll("span[id]")].map((one) => one.id);
    const own = item.row.dataset.provision || `lama/${item.row.dataset.old}`;
    const link = `${location.href.split("#")[0]}#${ids.includes(own) ? own : item.row.id}`;
    const done = () => pass(put(say.copied, { link }));
    const failed = () => pass(say.copyFailed);
    goal = ids.includes(own) ? own : item.row.id;
    write(state());
    if (navigator.clipboard) navigator.clipboard.writeText(link).then(done, () => (byHand(link) ? done() : failed()));
    else if (byHand(link)) done();
    else failed();
  }

  function byHand(text) { // where the browser keeps the clipboard from pages that are opened as files
    const area = document.createElement("textarea"), before = document.activeElement;
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (before) before.focus({ preventScroll: true });
    return done;
  }

  // --- what the reader does

  function isSticky(element) { return getComputedStyle(element).position === "sticky"; }
  function barHeight() { return isSticky(move) ? move.offsetHeight : isSticky(bar) ? bar.offsetHeight : 0; }
  const measure = () => root.style.setProperty("--bar", `${barHeight()}px`);

  let typing = 0;
  for (const control of controls) {
    control.addEventListener(control === box ? "input" : "change", () => {
      clearTimeout(typing);
      goal = "";
      if (control === box) typing = setTimeout(() => write(filter()), 120);
      else write(filter());
    });
  }
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    clearTimeout(typing);
    const asked = filter();
    const exact = terms.find((term) => term.path);
    const shown = items.filter((item) => item.shown);
    const first = (exact && shown.find((item) => item.ids.includes(`${exact.path}/`))) || shown[0];
    if (first) { goal = first.row.id; stand(first); }
    write(asked);
  });
  byId("l-maju").addEventListener("click", () => step(1));
  byId("l-mundur").addEventListener("click", () => step(-1));
  byId("l-cetak").addEventListener("click", () => print());
  byId("l-bantuan").addEventListener("click", () => dialog.showModal());
  byId("l-tutup").addEventListener("click", () => dialog.close());
  clear.addEventListener("click", () => { reset(); box.focus(); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.copy");
    if (button) copy(byRow.get(button.closest("tr")));
    const link = event.target.closest("main a[href^='#']");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && go(link.hash.slice(1))) event.preventDefault();
  });
  table.addEventListener("focusin", (event) => {
    const row = event.target.closest("tr.row");
    if (!row || (current && current.row === row)) return;
    if (current) current.row.classList.remove("at");
    current = byRow.get(row);
    row.classList.add("at");
  });
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || dialog.open) return;
    if (event.key === "Escape") {
      if (field === box && box.value) { box.value = ""; write(filter()); } else if (!field || field === box) reset();
      return;
    }
    if (field || !byId("l-tolong").querySelector("[data-key=pintas]").checked) return;
    const does = {
      "/": () => { box.focus(); box.select(); }, "?": () => dialog.showModal(), c: () => current && copy(current),
      n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1),
    }[event.key];
    if (does) { event.preventDefault(); does(); }
  });

  // --- start

  let ready = false;
  tools.hidden = false;
  table.classList.add("live");
  tools.querySelector(".facets").open = matchMedia("(min-width: 48.01rem) and (min-height: 38.01rem)").matches;
  new ResizeObserver(measure).observe(bar);
  new ResizeObserver(measure).observe(move);
  addEventListener("resize", measure);
  measure();
  open();
  ready = true;
  // the browser itself goes to what the address names, and takes the focus away from the row
  addEventListener("load", () => setTimeout(() => { if (current && goal) stand(current); }));
  // the words are read while nothing else is to be done, so that the first search need not wait
  const idle = window.requestIdleCallback || ((call) => setTimeout(() => call({ timeRemaining: () => 8 }), 50));
  let next = 0;
  idle(function more(deadline) {
    while (next < items.length && deadline.timeRemaining() > 1) {
      if (!items[next].fields) read(items[next]);
      next += 1;
    }
    if (next < items.length) idle(more);
  });
})();
