"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const list = byId("people");
  const map = byId("heat");
  const rows = list ? [...list.tBodies[0].rows] : [];
  const mapRows = map ? [...map.tBodies[0].rows] : [];

  // A value that is missing comes last, whichever way the list is sorted.
  const compare = (kind, at, sign) => (a, b) => {
    const [x, y] = [a, b].map((row) => {
      const cell = row.cells[at];
      return kind === "number" ? cell.dataset.v ?? "" : cell.textContent.trim();
    });
    if ((x === "") !== (y === "")) return x === "" ? 1 : -1;
    const order = kind === "number" ? x - y : x.localeCompare(y, undefined, { numeric: true });
    return sign * order || rows.indexOf(a) - rows.indexOf(b);
  };

  for (const head of list ? list.tHead.rows[0].cells : []) {
    const kind = head.dataset.sort;
    if (!kind) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      // Numbers begin with the largest, texts with the first.
      const first = kind === "number" ? "descending" : "ascending";
      const other = kind === "number" ? "ascending" : "descending";
      const way = head.getAttribute("aria-sort") === first ? other : first;
      for (const cell of list.tHead.rows[0].cells) cell.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", way);
      const sorted = [...rows].sort(compare(kind, head.cellIndex, way === "ascending" ? 1 : -1));
      list.tBodies[0].append(...sorted);
    });
  }

  const filters = byId("filters");
  const shown = byId("shown");
  const filter = () => {
    const wanted = [...filters.querySelectorAll("select")].filter((select) => select.value !== "");
    let count = 0;
    for (const row of rows) {
      row.hidden = !wanted.every((select) => row.dataset[select.dataset.by].split(" ").includes(select.value));
      count += row.hidden ? 0 : 1;
    }
    for (const row of mapRows) row.hidden = byId("p-" + row.dataset.p)?.hidden ?? false;
    shown.textContent = count + " of " + shown.dataset.of + " shown";
  };
  if (filters && rows.length > 0) {
    filters.hidden = false;
    filters.addEventListener("change", filter);
    filters.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }

  // The columns of the heat map, by domain as they stand, or the largest gaps first.
  const order = byId("order");
  if (order && mapRows.length > 0) {
    const byGap = map.dataset.gap.split(" ").map(Number);
    const all = [map.tHead.rows[0], ...mapRows].map((row) => [row, [...row.cells]]);
    const button = document.createElement("button");
    const label = (gaps) => (gaps ? "Put the columns in the order of domains" : "Put the columns with the largest gaps first");
    let gaps = false;
    button.type = "button";
    button.textContent = label(gaps);
    button.addEventListener("click", () => {
      gaps = !gaps;
      for (const [row, cells] of all) {
        row.replaceChildren(cells[0], ...(gaps ? byGap.map((at) => cells[at + 1]) : cells.slice(1)));
      }
      button.textContent = label(gaps);
    });
    order.append(button);
    order.hidden = false;
  }

  // A link to a person opens the list that holds them, and shows a row that the filters hide.
  const open = () => {
    const target = byId(location.hash.slice(1));
    if (target?.hidden) {
      filters.reset();
      filter();
    }
    const closed = target?.closest("details:not([open])");
    if (closed) closed.open = true;
    target?.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
})();
