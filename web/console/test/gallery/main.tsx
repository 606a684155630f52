/** The console with the gallery. */
import { createRoot } from "react-dom/client";
import { App } from "../../src/app/App";
import { FEATURES } from "../../src/app/features";
import "../../src/style.css";
import { gallery } from "./gallery";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has the element `root`");
createRoot(root).render(<App features={[...FEATURES, gallery]} />);
