/** Making elements. Text is always text: nothing from a file is ever read as HTML. */

type Child = Node | string | null;
type Attributes = Record<string, string>;

/** An element with attributes and children. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A button that does something. */
export function button(label: string, kind: "main" | "plain", act: () => void): HTMLButtonElement {
  const made = el("button", { type: "button", class: `button ${kind}` }, label);
  made.addEventListener("click", act);
  return made;
}

const SHAPES = {
  ok: "M5 12.5l4.5 4.5L19 7.5",
  failed: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  gap: "M6 12h12",
  rest: "M11.5 12h1",
  unsettled: "M12 6v7.5M12 17.5h0.01",
};

/** A sign drawn in strokes; it says nothing by itself, the text beside it does. */
export function sign(shape: keyof typeof SHAPES): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `sign ${shape}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[shape]);
  svg.append(path);
  return svg;
}
