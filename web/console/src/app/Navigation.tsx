/** The navigation by the clerk's day. */
import {
  ApartmentOutlined, AuditOutlined, BarChartOutlined, CalendarOutlined, CarryOutOutlined, DatabaseOutlined, HomeOutlined, NotificationOutlined,
  OrderedListOutlined, SafetyCertificateOutlined, SettingOutlined, ThunderboltOutlined,
} from "@ant-design/icons";
import { Menu, type MenuProps } from "antd";
import type { ComponentType } from "react";
import { Link, useLocation } from "react-router";
import { useMay } from "../api/query";
import { type Word, useWords } from "../words/words";
import { type Group, type NavEntry, type NavGroup, entryAt, navigationFor, useFeatures } from "./feature";

const ICONS: Record<Group, ComponentType> = {
  workbench: HomeOutlined,
  plans: CalendarOutlined,
  draws: ThunderboltOutlined,
  visits: CarryOutOutlined,
  outcomes: NotificationOutlined,
  registries: DatabaseOutlined,
  catalogue: OrderedListOutlined,
  credit: SafetyCertificateOutlined,
  joint: ApartmentOutlined,
  oversight: BarChartOutlined,
  audit: AuditOutlined,
  system: SettingOutlined,
};

type Item = NonNullable<MenuProps["items"]>[number];

function itemOf(entry: NavEntry, word: Word): Item {
  return { key: entry.path, label: <Link to={entry.path}>{word(entry.label)}</Link> };
}

/** A part with one entry of its own name is that entry. */
function groupItem({ group, entries }: NavGroup, word: Word): Item {
  const Icon = ICONS[group];
  const icon = <Icon aria-hidden />;
  const [only] = entries;
  if (entries.length === 1 && only.label === `nav-${group}`) return { ...itemOf(only, word), icon } as Item;
  return { key: group, label: word(`nav-${group}`), icon, children: entries.map((entry) => itemOf(entry, word)) };
}

/** The navigation. */
export function Navigation({ isCollapsed = false }: { isCollapsed?: boolean }) {
  const word = useWords();
  const { pathname } = useLocation();
  const groups = navigationFor(useFeatures(), useMay());
  const here = entryAt(groups, pathname);
  return (
    <nav aria-label={word("navigation")}>
      <Menu
        mode="inline" inlineCollapsed={isCollapsed} items={groups.map((group) => groupItem(group, word))} selectedKeys={here ? [here.path] : []}
        {...(isCollapsed ? {} : { defaultOpenKeys: groups.map(({ group }) => group) })}
      />
    </nav>
  );
}
