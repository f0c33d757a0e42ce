// Runs first in the body, so that no part of the page is drawn in its form without JavaScript and then changes.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
