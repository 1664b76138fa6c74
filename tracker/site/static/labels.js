/* Names for the fields of Datasette's own forms, which have none for those who hear a page, and a way by keyboard into
   what scrolls. Loaded on Datasette's pages only; runs after its own scripts, which make some of the fields. */
"use strict";
const NAMES = {
  "select[name^=_filter_column]": "Column to filter by",
  "select[name^=_filter_op]": "Comparison",
  "input[name^=_filter_value]": "Value to compare with",
  "select[name=_sort]": "Sort by",
  ".CodeMirror textarea": "SQL",
};

function name() {
  for (const [fields, said] of Object.entries(NAMES)) {
    for (const field of document.querySelectorAll(fields)) field.setAttribute("aria-label", said);
  }
  for (const group of document.querySelectorAll(".dashboard-filters fieldset")) {
    group.querySelector("input, select")?.setAttribute("aria-label", group.querySelector("legend").textContent.trim());
  }
}

function reach() {
  for (const box of document.querySelectorAll("pre, .table-wrapper")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

window.addEventListener("load", () => { name(); reach(); });
window.addEventListener("resize", reach);
