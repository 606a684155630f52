/** The page as a server gives it, with the public material of one draw from the same place. Its policy lets scripts come from files only. */
import { open } from "./page";
import type { Names } from "./story-view";
import { setLanguage } from "./words";
import CheckWorker from "./worker?worker";

const { bundle = "", name = "", back = "/", alone = "", names = "{}" } = document.getElementById("page")!.dataset;

setLanguage(document.documentElement.lang === "en" ? "en" : "zh-CN");
open(() => new CheckWorker(), { bundle, name, back, alone, names: JSON.parse(names) as Names });
