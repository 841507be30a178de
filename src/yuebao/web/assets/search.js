"use strict";
// Finds reports among those of `search-index.js`. Whatever is shown is set as text.
(() => {
  const MOST = 50;
  const PARTS = 6;
  const field = document.getElementById("q");
  const told = document.getElementById("told");
  const list = document.getElementById("found");
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const reports = globalThis.yuebaoReports.map((report) => ({
    ...report,
    head: plain(report.title),
    about: plain(`${report.title} ${report.words}`),
    all: plain([report.title, report.words, report.heads, ...report.parts.map((part) => part[0])].join(" ")),
  }));

  // A term as it stands; or its pieces, of which Chinese may be short for what is written (锂电池 for
  // 锂离子蓄电池).
  const has = (text, term) => {
    if (text.includes(term)) return true;
    const pieces = term.match(/[\u3400-\u9fff]+|[^\u3400-\u9fff]+/g) ?? [];
    return pieces.every((piece) => {
      if (text.includes(piece)) return true;
      if (piece.length < 2 || !/[\u3400-\u9fff]/.test(piece)) return false;
      return new RegExp([...piece].join("[\\u3400-\\u9fff]{0,4}")).test(text);
    });
  };

  const link = (text, address) => {
    const found = document.createElement("a");
    found.textContent = text;
    found.href = address;
    return found;
  };

  const item = (report, terms) => {
    const line = document.createElement("li");
    line.append(link(report.title, report.at));
    const beyond = terms.filter((term) => !has(report.about, term));
    const parts = report.parts.filter(([caption]) => beyond.length && beyond.every((term) => has(plain(caption), term)));
    if (!parts.length) return line;
    const below = document.createElement("ul");
    for (const [caption, address] of parts.slice(0, PARTS)) {
      const part = document.createElement("li");
      part.append(link(caption, report.below + address));
      below.append(part);
    }
    line.append(below);
    return line;
  };

  const show = () => {
    const terms = plain(field.value).split(/[\s,，、]+/).filter(Boolean);
    const score = (report) => terms.filter((term) => has(report.head, term)).length;
    const found = terms.length ? reports.filter((report) => terms.every((term) => has(report.all, term))) : [];
    found.sort((one, other) => score(other) - score(one));
    list.replaceChildren(...found.slice(0, MOST).map((report) => item(report, terms)));
    const said = found.length ? told.dataset.found.replace("{}", found.length) : told.dataset.none;
    const more = found.length > MOST ? ` ${told.dataset.more.replace("{}", MOST)}` : "";
    told.textContent = terms.length ? said + more : "";
  };

  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.addEventListener("input", show);
  document.querySelector(".finder").addEventListener("submit", (event) => {
    event.preventDefault();
    try { history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`); } catch { /* from a disk */ }
    show();
  });
  field.focus();
  show();
})();
