// A sheet of paper is printed by a button, which is shown only where scripts run.
for (const button of document.querySelectorAll("button.print")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
