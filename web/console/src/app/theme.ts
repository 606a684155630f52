/** How the design library's parts look here: official, light, and in colours that hold WCAG's contrast. */
import type { ThemeConfig } from "antd";

const BLUE = "#1d4f91";
const DARK_BLUE = "#163d70";
const INK = "#1c2430";
const GREY = "#56606e";

export const THEME: ThemeConfig = {
  token: {
    colorPrimary: BLUE,
    colorLink: BLUE,
    colorLinkHover: DARK_BLUE,
    colorLinkActive: DARK_BLUE,
    colorInfo: BLUE,
    colorError: "#b3261e",
    colorSuccess: "#1a7340",
    colorWarning: "#8f5a00",
    colorWarningBg: "#fff8e6",
    colorWarningBorder: "#e8cf8f",
    colorErrorBg: "#fdf1f0",
    colorErrorBorder: "#efb8b3",
    colorInfoBg: "#eef4fb",
    colorInfoBorder: "#b7cdea",
    colorSuccessBg: "#edf7f0",
    colorSuccessBorder: "#a9d5b8",
    colorText: INK,
    colorTextSecondary: GREY,
    colorTextDescription: GREY,
    colorTextTertiary: GREY,
    colorTextPlaceholder: "#667080",
    colorBgLayout: "#f4f6f9",
    // What is chosen is blue, not grey, which is how what can't be chosen looks.
    controlItemBgActive: "#e1ebf7",
    controlItemBgActiveHover: "#d5e3f4",
    // Nothing fades: old machines have other things to do, and what is gone is gone.
    motion: false,
    borderRadius: 6,
    fontSize: 15,
    controlHeight: 38,
    fontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  },
  components: {
    Layout: { headerBg: "#ffffff", siderBg: "#ffffff", headerHeight: 56, headerPadding: "0 20px" },
    Menu: { itemSelectedBg: "#e8eff8", itemHeight: 42, subMenuItemBg: "#ffffff", itemBorderRadius: 6 },
    Table: { cellPaddingInlineMD: 14, headerBg: "#eef2f7", headerColor: INK, rowHoverBg: "#f3f7fc", headerSortActiveBg: "#e3eaf3", bodySortBg: "#fafcfe" },
    Form: { labelColor: INK, verticalLabelPadding: "0 0 6px" },
  },
};
