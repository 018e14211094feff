// Improves what already works without it: Escape closes the sheet of filters, and a page opened
// without a network shows the offline page instead of the browser's error.
(function () {
  "use strict";
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && location.hash === "#filters") location.hash = "results";
  });
  if ("serviceWorker" in navigator) {
    window.addEventListener("load", function () {
      navigator.serviceWorker.register("/sw.js").catch(function () {});
    });
  }
})();
