// Everything here is comfort: each page works without it.
import { initAll } from "./govuk-frontend.min.js";

initAll();

// A browser that cannot show by its style what is folded has it open on a wide window.
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 40.0625em)").matches) {
  for (const fold of document.querySelectorAll("details.tl-fold")) fold.open = true;
}
