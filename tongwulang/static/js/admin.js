// The admin's search-as-you-type fields carry no name of their own for those who do not see them:
// give each the text of its label, also in rows that are added later.
(function () {
  "use strict";
  function name(select) {
    var label = document.querySelector('label[for="' + select.id + '"]');
    var box = select.parentElement.querySelector(".select2-selection");
    if (!label || !box) return;
    var text = label.textContent.trim();
    box.querySelectorAll("[role=textbox], [role=searchbox]").forEach(function (part) {
      if (part.getAttribute("aria-label") !== text) part.setAttribute("aria-label", text);
    });
    label.id = label.id || select.id + "-label";
    var shown = box.querySelector(".select2-selection__rendered");
    var names = [label.id, shown && shown.id].filter(Boolean).join(" ");
    if (box.getAttribute("aria-labelledby") !== names) box.setAttribute("aria-labelledby", names);
  }
  function nameAll() {
    document.querySelectorAll("select.select2-hidden-accessible").forEach(name);
  }
  nameAll();
  new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
})();
