// Passkeys are offered where the browser has them (WeChat's has not), and a ceremony that fails or
// is cancelled says so on the page.
(function () {
  "use strict";
  if (window.PublicKeyCredential) {
    document.querySelectorAll(".needs-script").forEach(function (part) { part.classList.add("ready"); });
    document.querySelectorAll(".without-script").forEach(function (part) { part.hidden = true; });
  }
  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    var place = document.getElementById("passkey-failed") || document.createElement("p");
    place.id = "passkey-failed";
    place.className = "notice";
    place.setAttribute("role", "alert");
    place.textContent = "通行密钥没有完成。可以再试一次，或换一种方式。";
    document.querySelector("main h1").after(place);
  });
})();
