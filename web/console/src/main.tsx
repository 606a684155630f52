/** Puts the application on the page. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { FEATURES } from "./app/features";
import "./style.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has the element `root`");
createRoot(root).render(<StrictMode><App features={FEATURES} /></StrictMode>);
