// Shows the API's schema with Swagger UI, served from here, dark where the visitor's display is.
"use strict";

const root = document.documentElement;
const darkDisplay = matchMedia("(prefers-color-scheme: dark)");
function dress() {
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : darkDisplay.matches;
  root.classList.toggle("dark-mode", isDark);
}
dress();
darkDisplay.addEventListener("change", dress);

const place = document.getElementById("docs");
SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
});
