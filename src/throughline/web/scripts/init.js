// Everything here is comfort: each page works without it.
import { initAll } from "./govuk-frontend.min.js";

initAll();
