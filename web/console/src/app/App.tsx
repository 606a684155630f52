/** The application: words, looks, answers, keys, pages. */
import { QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import english from "antd/locale/en_US";
import chinese from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { type ReactNode, useState } from "react";
import { RouterProvider } from "react-router";
import { makeQueries } from "../api/query";
import consoleEnglish from "../../../../locales/en/console.ftl?raw";
import consoleChinese from "../../../../locales/zh-CN/console.ftl?raw";
import importEnglish from "../../../../locales/en/import.ftl?raw";
import importChinese from "../../../../locales/zh-CN/import.ftl?raw";
import serverEnglish from "../../../../locales/en/app.ftl?raw";
import serverChinese from "../../../../locales/zh-CN/app.ftl?raw";
import { WordsProvider, useLanguage } from "../words/words";
import { type Feature, FeaturesProvider } from "./feature";
import { makeRouter } from "./routes";
import { THEME } from "./theme";

/** The console's own, and those by which the server names faults that it tells by code alone. */
const SHARED = [{ "zh-CN": consoleChinese, en: consoleEnglish }, { "zh-CN": serverChinese, en: serverEnglish }, { "zh-CN": importChinese, en: importEnglish }];

function Looks({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  dayjs.locale(language === "en" ? "en" : "zh-cn");
  return (
    <ConfigProvider locale={language === "en" ? english : chinese} theme={THEME} button={{ autoInsertSpace: false }}>
      <AntApp component={false}>{children}</AntApp>
    </ConfigProvider>
  );
}

/** Everything, with these features. */
export function App({ features }: { features: Feature[] }) {
  const [queries] = useState(makeQueries);
  const [files] = useState(() => [...SHARED, ...features.flatMap(({ words }) => words)]);
  const [router] = useState(() => makeRouter(features));
  return (
    <QueryClientProvider client={queries}>
      <WordsProvider files={files}>
        <FeaturesProvider value={features}><Looks><RouterProvider router={router} /></Looks></FeaturesProvider>
      </WordsProvider>
    </QueryClientProvider>
  );
}
