// Improves what already works without it: folded tables are printed by browsers whose style cannot
// unfold them, a page can be shared or its address copied with one button, whoever has logged in sees
// how many messages are unread, and a page opened without a network shows the offline page instead of
// the browser's error.
(function () {
  "use strict";
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("main details").forEach(function (each) {
      each.open = true;
    });
  });
  document.querySelectorAll("[data-share]").forEach(function (button) {
    var panel = button.closest(".share");
    var address = panel.querySelector(".address").textContent;
    function say(text) {
      panel.querySelector("[role=status]").textContent = text;
    }
    function copy() {
      navigator.clipboard.writeText(address).then(
        function () { say("网址已复制，可以粘贴给朋友。"); },
        function () { say("没有复制成，请长按上面的网址复制。"); },
      );
    }
    // Neither is there on a page without encryption: the address stands beside the button.
    if (!navigator.share && !navigator.clipboard) return;
    if (!navigator.share) button.textContent = "复制网址";
    button.hidden = false;
    button.addEventListener("click", function () {
      if (!navigator.share) return copy();
      navigator.share({ title: button.dataset.share, url: address }).catch(function (error) {
        if (error.name !== "AbortError") copy();
      });
    });
  });
  var bell = document.querySelector("[data-unread]");
  if (bell && /(^|; )signed_in=1(;|$)/.test(document.cookie)) {
    bell.hidden = false;
    fetch(bell.dataset.unread, { redirect: "manual" }).then(function (answer) {
      // A session that has ended redirects: then there is nothing to show.
      if (!answer.ok) { bell.hidden = true; return; }
      return answer.json().then(function (found) {
        if (!found.unread) return;
        var count = document.createElement("b");
        count.textContent = found.unread > 99 ? "99+" : found.unread;
        bell.append(count);
        bell.setAttribute("aria-label", "消息，" + found.unread + " 条未读");
      });
    }).catch(function () {});
  }
  if ("serviceWorker" in navigator) {
    window.addEventListener("load", function () {
      navigator.serviceWorker.register("/sw.js").catch(function () {});
    });
  }
})();
