// Improves what already works without it: Escape closes the sheet of filters, folded tables
// are printed by browsers whose style cannot unfold them, and a page opened without a network shows the offline page instead of the browser's error.
(function () {
  "use strict";
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && location.hash === "#filters") location.hash = "results";
  });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("main details").forEach(function (each) {
      each.open = true;
    });
  });
  if ("serviceWorker" in navigator) {
    window.addEventListener("load", function () {
      navigator.serviceWorker.register("/sw.js").catch(function () {});
    });
  }
})();
