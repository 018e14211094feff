// Shows the API's schema with Swagger UI, served from here.
"use strict";

const place = document.getElementById("docs");
SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
});
