// The list of posts without reloads. htmx fetches the very page that a link, chip or search leads to
// and swaps what is inside #listing; here is what a reload would have done besides: where the focus
// goes, what is said, going back, waiting and failing. On a phone the filters are a sheet that is
// open while the address ends in #filters.
(function () {
  "use strict";
  var root = document.documentElement;
  var listing = document.getElementById("listing");
  var announced = document.getElementById("listing-status");
  var failure = document.getElementById("listing-failure");
  var phone = matchMedia("(max-width: 899px)");
  // The query of what is shown; the address runs ahead of it while one goes back.
  var shown = location.search;
  var asking = null;
  var before = null;

  function find(selector) {
    return listing.querySelector(selector);
  }

  // The sheet
  function isOpen() {
    return root.dataset.sheet === "open";
  }
  function dress() {
    var sheet = find("#filters");
    sheet.tabIndex = -1;
    if (!isOpen()) return ["role", "aria-modal"].forEach(sheet.removeAttribute, sheet);
    sheet.setAttribute("role", "dialog");
    sheet.setAttribute("aria-modal", "true");
  }
  function followAddress() {
    var was = root.dataset.sheet;
    root.dataset.sheet = phone.matches && location.hash === "#filters" ? "open" : "closed";
    dress();
    if (was === root.dataset.sheet) return;
    if (isOpen()) find("#filters").focus({ preventScroll: true });
    else if (was) find(".open-filters").focus({ preventScroll: true });
  }
  // Takes the place of the open sheet in the history: going back never opens it again.
  function close() {
    history.replaceState({ htmx: true }, "", location.pathname + location.search);
    followAddress();
  }
  listing.addEventListener("click", function (event) {
    if (!isOpen() || !event.target.closest('a[href="#results"]')) return;
    event.preventDefault();
    close();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && isOpen()) close();
  });
  window.addEventListener("hashchange", followAddress);
  phone.addEventListener("change", followAddress);

  // What somebody was at is found again by its words: the swapped parts are new elements.
  function words(element) {
    return (element.firstElementChild || element).textContent;
  }
  function remember() {
    var active = document.activeElement;
    var part = listing.contains(active) && active.closest("#filters, .orders");
    before = {
      scrolled: find(".sheet-body").scrollTop,
      unfolded: Array.from(listing.querySelectorAll("details[open] > summary"), words),
      hadFocus: listing.contains(active) && !active.id,
      part: part && (part.id ? "#" + part.id : "." + part.className),
      words: words(active),
    };
  }
  function same(selector, text) {
    return Array.from(listing.querySelectorAll(selector)).find(function (element) {
      return words(element) === text;
    });
  }
  function resume() {
    before.unfolded.forEach(function (text) {
      var summary = same("summary", text);
      if (summary) summary.parentElement.open = true;
    });
    find(".sheet-body").scrollTop = before.scrolled;
    if (!before.hadFocus) return;
    var again = before.part && same(before.part + " :is(a, summary)", before.words);
    (again || find(isOpen() ? "#filters" : ".count")).focus({ preventScroll: true });
  }

  // Asking and answering
  function on(name, act) {
    document.body.addEventListener("htmx:" + name, act);
  }
  on("beforeRequest", function (event) {
    asking = event.detail.elt;
    failure.hidden = true;
    listing.setAttribute("aria-busy", "true");
    // A phone's keyboard would hide what was found.
    if (asking.tagName === "FORM" && phone.matches) document.activeElement.blur();
  });
  on("beforeSwap", remember);
  on("beforeHistoryUpdate", function (event) {
    // One step back leaves the sheet, however many choices were made in it.
    if (isOpen()) event.detail.history.type = "replace";
  });
  on("afterRequest", function (event) {
    listing.removeAttribute("aria-busy");
    if (!event.detail.successful) return;
    shown = location.search;
    followAddress();
    resume();
    announced.textContent = find(".count").textContent;
    if (!isOpen() && listing.getBoundingClientRect().top < 0) listing.scrollIntoView();
  });
  ["sendError", "timeout", "responseError"].forEach(function (name) {
    on(name, function () {
      failure.hidden = false;
    });
  });
  failure.querySelector("button").addEventListener("click", function () {
    if (asking === listing) restore();
    else if (asking.tagName === "FORM") asking.requestSubmit();
    else asking.click();
  });

  // Back and forward: nothing that was looked at is stored, the page is asked for again.
  function restore() {
    if (location.search === shown) return;
    htmx.ajax("GET", location.pathname + location.search, { source: listing });
  }
  on("historyCacheMiss", function (event) {
    event.preventDefault();
  });
  window.addEventListener("popstate", function () {
    followAddress();
    restore();
  });

  followAddress();
})();
