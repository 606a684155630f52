/** The strip on top: whose system this is, the language, the person. */
import { DownOutlined, MenuOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useLocation, useNavigate } from "react-router";
import { api, ask } from "../api/client";
import { forgetJobs } from "../api/my-jobs";
import { ME, useMe } from "../api/query";
import { useDemonstration } from "../api/setup";
import { clearWindowShelf } from "../ui/drafts";
import { useAct } from "../ui/useAct";
import { useLanguage, useWords } from "../words/words";
import { Brand } from "./Brand";

/** The header. */
export function Header({ onMenu }: { onMenu?: () => void }) {
  const word = useWords();
  const me = useMe();
  return (
    <header className="header">
      {onMenu ? <Button type="text" icon={<MenuOutlined aria-hidden />} aria-label={word("navigation-open")} onClick={onMenu} /> : null}
      <Link to="/" className="header_brand"><Brand /></Link>
      <span className="header_office">{me.organisation.name}</span>
      <span className="header_space" />
      <LanguageSwitch />
      <UserMenu />
    </header>
  );
}

/** The other language's name, in that language. */
export function LanguageSwitch() {
  const { language, choose } = useLanguage();
  const other = language === "en" ? "zh-CN" : "en";
  return <Button type="text" lang={other} onClick={() => choose(other)}>{other === "en" ? "English" : "中文"}</Button>;
}

function UserMenu() {
  const word = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const isDemonstration = useDemonstration() !== null;
  const { pathname, search } = useLocation();
  const leave = useAct((key) => ask(api.POST("/api/v1/session/end", { headers: { "Idempotency-Key": key } })), () => {
    forgetJobs();
    clearWindowShelf();
    queries.clear();
    queries.setQueryData(ME, null);
    void navigate("/login");
  });
  const pages = ["password", "totp", "sessions"].map((page) => ({ key: page, label: word(`me-${page}`), onClick: () => void navigate(`/me/${page}`) }));
  // Whoever tries a demonstration is many, and goes on where they are as somebody else: the sign-in page signs this one out.
  const another = { key: "another", label: word("demonstration-another"), onClick: () => void navigate(`/login?as=&next=${encodeURIComponent(pathname + search)}`) };
  const items = [...(isDemonstration ? [another] : []), ...pages, { type: "divider" as const }, { key: "leave", label: word("leave"), onClick: leave.run }];
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button type="text" icon={<UserOutlined aria-hidden />} className="header_account">
        <span className="header_user">{me.name}</span><span className="unseen">{word("user-menu")}</span><DownOutlined aria-hidden className="header_arrow" />
      </Button>
    </Dropdown>
  );
}
