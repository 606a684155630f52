/** What stands round every page: header, navigation, the page. */
import { Drawer, Layout } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { Outlet, useLocation } from "react-router";
import { useWords } from "../words/words";
import { Header } from "./Header";
import { LoadingNext } from "./Loading";
import { Navigation } from "./Navigation";
import { useIsNarrow } from "./useIsNarrow";

const WIDTH_PX = 224;
const COLLAPSED_PX = 64;
const KEPT_AS = "yaoguang-navigation";

/** The frame; `only` shows one page and no way to others. */
export function Frame({ only }: { only?: ReactNode }) {
  const word = useWords();
  const isNarrow = useIsNarrow();
  const [isOpen, setOpen] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);
  useEffect(() => {
    // What it returns, in newer browsers a promise, would be called as what cleans up.
    window.scrollTo(0, 0);
  }, [pathname]);
  const hasNavigation = only === undefined;
  return (
    <Layout className="frame">
      <a className="skip" href="#page">{word("skip")}</a>
      <Header onMenu={isNarrow && hasNavigation ? () => setOpen(true) : undefined} />
      <LoadingNext />
      <Layout hasSider={!isNarrow && hasNavigation}>
        {hasNavigation && !isNarrow ? <Side /> : null}
        {hasNavigation && isNarrow ? (
          <Drawer open={isOpen} onClose={() => setOpen(false)} placement="left" size={288} title={word("navigation")} className="drawer"><Navigation /></Drawer>
        ) : null}
        <main id="page" className="page" tabIndex={-1}>{only ?? <Outlet />}</main>
      </Layout>
    </Layout>
  );
}

function Side() {
  const word = useWords();
  const [isCollapsed, setCollapsed] = useState(() => localStorage.getItem(KEPT_AS) === "collapsed");
  const collapse = (to: boolean): void => {
    setCollapsed(to);
    localStorage.setItem(KEPT_AS, to ? "collapsed" : "open");
  };
  return (
    <Layout.Sider width={WIDTH_PX} collapsedWidth={COLLAPSED_PX} collapsed={isCollapsed} trigger={null} theme="light" className="side">
      <Navigation isCollapsed={isCollapsed} />
      <button type="button" className="side_fold" onClick={() => collapse(!isCollapsed)} aria-expanded={!isCollapsed} aria-label={isCollapsed ? word("navigation-open") : word("navigation-fold")}>
        <span aria-hidden="true">{isCollapsed ? "»" : `« ${word("navigation-fold")}`}</span>
      </button>
    </Layout.Sider>
  );
}
