// Suggestions while somebody types in the search box: a combobox with a list of options. The input
// gets its roles here, so that without this script it is a plain one.
(function () {
  "use strict";
  var PAUSE = 150; // ms without a key before the site is asked
  var waiting = null;
  var request = null;

  function box() {
    return document.querySelector(".search input[name=q]");
  }
  function list() {
    return document.getElementById("suggestions");
  }
  function options() {
    return Array.from(list().children);
  }
  function isOpen() {
    return !list().hidden;
  }

  function dress() {
    var input = box();
    if (!input || list()) return;
    input.insertAdjacentHTML(
      "afterend",
      '<ul id="suggestions" role="listbox" aria-label="搜索建议" hidden></ul>',
    );
    input.autocomplete = "off";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", "suggestions");
    input.setAttribute("aria-expanded", "false");
  }

  function forget() {
    clearTimeout(waiting);
    if (request) request.abort();
    request = null;
  }
  function close() {
    forget();
    if (!list()) return;
    list().hidden = true;
    box().setAttribute("aria-expanded", "false");
    box().removeAttribute("aria-activedescendant");
  }
  function open(html) {
    list().innerHTML = html;
    list().hidden = !list().children.length;
    box().setAttribute("aria-expanded", String(isOpen()));
    box().removeAttribute("aria-activedescendant");
  }

  function ask() {
    forget();
    var typed = box().value.trim();
    if (!typed) return close();
    var mine = (request = new AbortController());
    var address = box().form.dataset.suggestions + "?q=" + encodeURIComponent(typed);
    fetch(address, { signal: mine.signal })
      .then(function (answer) {
        return answer.ok ? answer.text() : "";
      })
      .then(function (html) {
        if (request === mine && document.activeElement === box()) open(html.trim());
      })
      // Without suggestions one can search all the same.
      .catch(function () {});
  }
  function askSoon() {
    forget();
    waiting = setTimeout(ask, PAUSE);
  }

  function active() {
    return options().findIndex(function (option) {
      return option.getAttribute("aria-selected") === "true";
    });
  }
  function point(index) {
    options().forEach(function (option, number) {
      option.setAttribute("aria-selected", String(number === index));
    });
    if (index < 0) box().removeAttribute("aria-activedescendant");
    else box().setAttribute("aria-activedescendant", options()[index].id);
  }
  function choose(option) {
    box().value = option.querySelector(".text").textContent;
    box().form.requestSubmit();
  }

  // From the input up or down into the list, and around.
  function step(by) {
    if (!isOpen()) return ask();
    var places = options().length + 1;
    point(((active() + 1 + by + places) % places) - 1);
  }
  var KEYS = {
    ArrowDown: function () {
      step(1);
      return true;
    },
    ArrowUp: function () {
      step(-1);
      return true;
    },
    Enter: function () {
      var chosen = isOpen() ? options()[active()] : null;
      if (chosen) choose(chosen);
      return Boolean(chosen);
    },
    Escape: function () {
      var was = isOpen();
      close();
      return was;
    },
  };

  function on(name, act) {
    document.addEventListener(name, function (event) {
      if (event.target === box()) act(event);
    });
  }
  // An input method's letters are not yet what is meant: nothing is asked before it is done.
  on("input", function (event) {
    if (!event.isComposing) askSoon();
  });
  on("compositionend", askSoon);
  on("keydown", function (event) {
    // 229: the key that ends a composition in Safari, where it counts as over.
    if (event.isComposing || event.keyCode === 229) return;
    if (KEYS[event.key] && KEYS[event.key]()) event.preventDefault();
  });
  on("focusout", close);
  document.addEventListener("submit", close);
  document.addEventListener("mousedown", function (event) {
    // The focus stays in the input.
    if (event.target.closest("#suggestions")) event.preventDefault();
  });
  document.addEventListener("click", function (event) {
    var option = event.target.closest("#suggestions [role=option]");
    if (option) choose(option);
  });
  document.addEventListener("htmx:afterSettle", dress);
  dress();
})();
