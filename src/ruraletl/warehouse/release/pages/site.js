// Filter of the dictionary: a table stays when its name does, a column when any of its words does.
const find = document.getElementById("find");
find.addEventListener("input", () => {
  const asked = find.value.trim().toLowerCase();
  for (const section of document.querySelectorAll("section.mart")) {
    const whole = section.id.includes(asked);
    let any = whole;
    for (const row of section.querySelectorAll("tbody tr")) {
      const fits = whole || row.textContent.toLowerCase().includes(asked);
      row.hidden = !fits;
      any ||= fits;
    }
    section.hidden = !any;
    for (const fold of section.querySelectorAll("details")) fold.open = asked !== "" && !whole && any;
  }
});

// Lineage: point at a name, and its ancestors and descendants stay lit.
const drawing = document.querySelector("svg.lineage");
const arcs = [...drawing.querySelectorAll("path")];
const nodes = [...drawing.querySelectorAll(".node")];
function follow(name, from, to, mark, lit) {
  for (const arc of arcs) {
    if (arc.dataset[from] === name && !arc.classList.contains(mark)) {
      arc.classList.add(mark);
      lit.add(arc.dataset[to]);
      follow(arc.dataset[to], from, to, mark, lit);
    }
  }
}
function clear() {
  drawing.classList.remove("asked");
  for (const arc of arcs) arc.classList.remove("up", "down");
  for (const node of nodes) node.classList.remove("on");
}
function light(name) {
  clear();
  const lit = new Set([name]);
  follow(name, "child", "parent", "up", lit);
  follow(name, "parent", "child", "down", lit);
  for (const node of nodes) node.classList.toggle("on", lit.has(node.dataset.name));
  drawing.classList.add("asked");
}
for (const node of nodes) {
  node.addEventListener("pointerenter", () => light(node.dataset.name));
  node.addEventListener("focusin", () => light(node.dataset.name));
}
drawing.addEventListener("pointerleave", clear);
drawing.addEventListener("focusout", clear);
const menu = document.querySelector("nav details");
menu.open = matchMedia("(min-width: 60rem)").matches;
