"use strict";
// What a reader can do: open any number, point at any bar. Text is only ever set as text.
(() => {
  let book = null;
  const panel = document.getElementById("panel");
  const tip = document.getElementById("tip");
  let opener = null;

  const word = (key) => book.words[key];
  const name = (kind, key) => book.names[kind][key];

  // As wide as the letters of the text they follow.
  const inBrackets = (text, aside) => (/[\u2e80-\uffef]/.test(text) ? `（${aside}）` : ` (${aside})`);

  const make = (tag, ...children) => {
    const element = document.createElement(tag);
    element.append(...children);
    return element;
  };

  const pair = (list, term, ...value) => list.append(make("dt", word(term)), make("dd", ...value));

  const levelTable = (levels) => {
    const columns = ["role", "flow", "period", "amount", "rows"];
    const head = make("tr", ...columns.map((column) => {
      const cell = make("th", word(column));
      cell.scope = "col";
      return cell;
    }));
    const rows = levels.map((level) => {
      const role = make("th", name("roles", level.role));
      role.scope = "row";
      const amount = make("td", level.amount === null ? word("absent") : `${level.amount} ${level.unit}`);
      if (level.grain) amount.append(make("small", `${word("grain")} ${level.grain}`));
      return make("tr", role, make("td", name("flows", level.flow)), make("td", level.period), amount,
        make("td", level.amount === null ? "" : String(level.rows)));
    });
    const table = make("table", make("thead", head), make("tbody", ...rows));
    table.setAttribute("aria-label", word("levels"));
    return table;
  };

  const fill = (figure) => {
    const title = make("h2", figure.label, figure.code ? inBrackets(figure.label, figure.code) : "");
    title.id = "panel-title";
    const printed = make("p", figure.value === null ? figure.text : `${figure.text} ${figure.unit}`);
    printed.className = "printed";
    const close = make("button", "×");
    close.type = "button";
    close.className = "close";
    close.setAttribute("aria-label", word("close"));
    close.addEventListener("click", () => shut(true));
    const facts = make("dl");
    pair(facts, "indicator", name("indicators", figure.indicator));
    pair(facts, "period", `${figure.period} ${name("windows", figure.window)}`);
    if (figure.value !== null) pair(facts, "exact", `${figure.value} ${figure.unit}`);
    if (figure.reason) pair(facts, "reason", figure.reason);
    const origin = make("dl");
    if (figure.releases.length) pair(origin, "released", figure.releases.join("  "));
    if (figure.sources.length) {
      pair(origin, "sources", ...figure.sources.map((place) => {
        const [sha256, name] = book.sources[place];
        const file = make("span", name ? `${name} ` : "");
        const hash = make("code", sha256.slice(0, 12));
        hash.title = sha256;
        file.append(hash);
        return file;
      }));
    }
    panel.replaceChildren(title, printed, facts);
    if (figure.levels.length) panel.append(levelTable(figure.levels));
    panel.append(origin, close);
    // On a server's page a number also leads to a page of its own.
    const address = opener.getAttribute("href") || opener.dataset.more;
    if (address) {
      const more = make("a", word("more"));
      more.href = address;
      panel.append(more);
    }
  };

  // Beside the element, inside the page's width; above it where the window has no room below.
  const place = (box, rect, gap) => {
    const root = document.documentElement;
    const left = Math.max(8, Math.min(rect.left, root.clientWidth - box.offsetWidth - 8));
    const below = rect.bottom + gap;
    const fits = below + box.offsetHeight <= window.innerHeight;
    const top = fits || rect.top - gap < box.offsetHeight ? below : rect.top - gap - box.offsetHeight;
    box.style.left = `${left + window.scrollX}px`;
    box.style.top = `${top + window.scrollY}px`;
  };

  const shut = (back) => {
    if (!opener) return;
    panel.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    if (back) opener.focus({ preventScroll: true });
    opener = null;
  };

  const open = (element) => {
    const again = element === opener;
    shut(again);
    if (again) return;
    opener = element;
    fill(book.figures[Number(element.dataset.figure)]);
    panel.hidden = false;
    tip.hidden = true;
    place(panel, element.getBoundingClientRect(), 8);
    // On a phone the panel is a sheet at the foot of the window: keep the number above it.
    const hidden = element.getBoundingClientRect().bottom + 12 - panel.getBoundingClientRect().top;
    if (getComputedStyle(panel).position === "fixed" && hidden > 0) window.scrollBy(0, hidden);
    element.setAttribute("aria-expanded", "true");
    panel.focus({ preventScroll: true });
  };

  const asButton = (element, tabindex) => {
    element.setAttribute("role", "button");
    element.setAttribute("tabindex", tabindex);
    element.setAttribute("aria-haspopup", "dialog");
    element.setAttribute("aria-expanded", "false");
  };

  const show = (bar, rect) => {
    tip.textContent = bar.getAttribute("aria-label");
    tip.hidden = false;
    place(tip, rect, 12);
  };

  // A drawing is one stop of the tabulator; the arrow keys go from mark to mark. Pointed at or
  // reached, a mark says what it is.
  const wire = (marks, find) => marks.forEach((mark, at) => {
    mark.setAttribute("tabindex", at ? "-1" : "0");
    mark.addEventListener("pointermove", (event) => {
      show(mark, { left: event.clientX, top: event.clientY, bottom: event.clientY });
    });
    mark.addEventListener("pointerleave", () => { tip.hidden = true; });
    mark.addEventListener("focus", () => show(mark, mark.getBoundingClientRect()));
    mark.addEventListener("blur", () => { tip.hidden = true; });
    mark.addEventListener("keydown", (event) => {
      const next = event.key.startsWith("Arrow") && find(at, event.key);
      if (!next) return;
      event.preventDefault();
      mark.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    });
  });

  // Marks are listed by labels and then by series, as the table's numbers are; labels run
  // downwards, months sideways.
  const wireChart = (chart) => {
    const numbers = [...chart.querySelectorAll("details [data-figure]")];
    const across = chart.querySelectorAll("details tbody tr:first-child td").length;
    const steps = chart.classList.contains("bars")
      ? { ArrowDown: across, ArrowUp: -across, ArrowRight: 1, ArrowLeft: -1 }
      : { ArrowRight: across, ArrowLeft: -across, ArrowUp: 1, ArrowDown: -1 };
    // It is drawn once for a window and once for a phone; either is there to be pointed at.
    chart.querySelectorAll("svg").forEach((drawing) => {
      const bars = [...drawing.querySelectorAll(".rows_marks path")];
      bars.forEach((bar, at) => {
        bar.removeAttribute("aria-roledescription");
        if (!book) { bar.setAttribute("role", "img"); return; }
        bar.dataset.figure = numbers[at].dataset.figure;
        if (numbers[at].href) bar.dataset.more = numbers[at].getAttribute("href");
        asButton(bar, "-1");
      });
      wire(bars, (at, key) => bars[at + steps[key]]);
    });
  };

  // Shapes that have a title: the nearest one lies in the direction of the key.
  const wireShapes = (drawing) => {
    const titles = [...drawing.querySelectorAll("title")].filter((title) => title.parentNode !== drawing);
    const shapes = titles.map((title) => title.parentNode);
    shapes.forEach((shape, at) => {
      shape.setAttribute("role", "img");
      shape.setAttribute("aria-label", titles[at].textContent);
      titles[at].remove();
    });
    if (shapes.length) drawing.setAttribute("role", "group");
    const middle = (shape) => {
      const box = shape.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    };
    const sign = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
    wire(shapes, (at, key) => {
      const [x, y] = middle(shapes[at]);
      const way = sign[key];
      const far = (shape) => {
        const [dx, dy] = [middle(shape)[0] - x, middle(shape)[1] - y];
        const along = dx * way[0] + dy * way[1];
        return along < 1 ? Infinity : along + 2 * Math.abs(dx * way[1] + dy * way[0]);
      };
      const next = shapes.reduce((best, shape) => (far(shape) < far(best) ? shape : best));
      return far(next) < Infinity ? next : null;
    });
  };

  // Chromium on a machine without any font often fails to read the first one it is given. It reads
  // it when the style is set again.
  document.fonts.ready.then(() => {
    if (![...document.fonts].some((face) => face.status === "error")) return;
    document.querySelector("style")?.append("\n");
  });

  // All that the page shows now; a server's page may show another report later.
  const begin = () => {
    shut(false);
    const ledger = document.getElementById("ledger");
    book = ledger && JSON.parse(ledger.textContent);
    document.querySelectorAll(".chart").forEach(wireChart);
    document.querySelectorAll(".regions > svg").forEach(wireShapes);
    if (!book) return;
    document.querySelectorAll("data[data-figure], a[data-figure]").forEach((element) => asButton(element, "0"));
    document.querySelector(".hint").hidden = false;
  };
  begin();
  document.addEventListener("renewed", begin);

  document.addEventListener("click", (event) => {
    const element = event.target.closest("[data-figure]");
    if (element && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
    if (element) {
      event.preventDefault();
      open(element);
    } else if (panel && !panel.contains(event.target)) shut(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") shut(true);
    const element = event.target.closest("[data-figure]");
    if (element && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      open(element);
    }
  });
})();
