// While an import or an export is worked on, its page follows: the part that changes is fetched anew.
(function () {
  "use strict";
  function follow() {
    var part = document.querySelector("#import-run[data-live], #export-run[data-live]");
    if (!part) return;
    setTimeout(function () {
      fetch(location.href, { headers: { Accept: "text/html" } })
        .then(function (answer) { return answer.text(); })
        .then(function (text) {
          var fresh = new DOMParser().parseFromString(text, "text/html").querySelector("#" + part.id);
          if (!fresh) return location.reload();
          part.replaceWith(fresh);
        })
        .catch(function () {})
        .then(follow);
    }, 1500);
  }
  follow();
})();
