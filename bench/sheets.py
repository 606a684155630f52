"""Rosters of subjects to import, the same each time: `sheets.py ROWS FILE.(csv|xlsx)`.

Names, people and places are made up; the codes are valid (GB 32100) and no two rows have the same. The columns are those a bureau's spreadsheet has.
"""

import csv
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALUE = {character: at for at, character in enumerate(ALPHABET)}
WEIGHTS = [pow(3, at, 31) for at in range(17)]
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
COLUMNS = ("统一社会信用代码 名称 主体类型 领域 行业代码 行政区划 网格 地址 法定代表人 联系人 联系电话 登记状态 风险等级").split()
REGIONS = ("210402", "210403", "210404", "210411", "210421", "210422", "210423")
FIRST = "宏启康丰顺鑫德福盛兴永嘉金天华安瑞恒新万"
SECOND = "达明宁泽源隆利来泰发和诚美益通盈祥茂佳旺"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗"
ROADS = ("东一路", "西四街", "雷锋路", "新城路", "浑河北路", "永安台", "高山路", "临江东路", "长春街", "和平路")
TRADES = (
    ("商贸有限公司", "涉企", "51"),
    ("食品有限公司", "涉企", "14"),
    ("建材经销处", "涉企", "52"),
    ("餐饮店", "涉企", "62"),
    ("超市", "涉企", "52"),
    ("物业服务有限公司", "涉企", "70"),
    ("蔬菜种植专业合作社", "涉农", "01"),
    ("幼儿园", "教育", "83"),
    ("口腔诊所", "医疗", "84"),
    ("旅行社有限公司", "旅游", "72"),
)
MASK = (1 << 64) - 1


def scatter(n):
    """A fixed 64-bit number for each row: splitmix64."""
    z = (n + 1) * 0x9E3779B97F4A7C15 & MASK
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def code(region, serial):
    """A unified social credit code of a region, with its two check characters."""
    own = f"M{'ABCDEFGH'[serial // 1_000_000]}{serial % 1_000_000:06}"
    check = 11 - sum(weight * int(c, 36) for weight, c in zip(ORGANISATION_WEIGHTS, own, strict=True)) % 11
    start = f"91{region}{own}{'0' if check == 11 else 'X' if check == 10 else check}"
    return start + ALPHABET[-sum(weight * VALUE[c] for weight, c in zip(WEIGHTS, start, strict=True)) % 31]


def row(n):
    """The n-th row, from 0."""
    dice = scatter(n)

    def pick(of):
        nonlocal dice
        dice, at = divmod(dice, len(of))
        return of[at]

    region, (trade, domain, industry) = pick(REGIONS), pick(TRADES)
    person = pick(SURNAMES) + pick(SECOND) + pick(FIRST)
    return (
        code(region, n),
        f"抚顺市{pick(FIRST)}{pick(SECOND)}{pick(FIRST)}{trade}",
        "个体工商户" if trade in ("餐饮店", "超市", "建材经销处") else "企业",
        domain,
        industry,
        region,
        f"{region}-{1 + dice % 60:03}",
        f"{pick(ROADS)}{1 + dice % 300}号",
        person,
        person,
        f"122{n % 100_000_000:08}",
        "存续" if n % 60 else "停业",
        "ABBBCCBBBD"[n % 10],
    )


def write_csv(path, rows):
    """UTF-8 with a byte order mark, as spreadsheets write it."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(row(n) for n in range(rows))


PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="检查对象" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}


def write_xlsx(path, rows):
    """A workbook with one sheet and shared strings, as spreadsheet programs write it."""
    strings = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as book:
        for name, text in PARTS.items():
            book.writestr(name, HEAD + text)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'{HEAD}<worksheet xmlns="{SHEET}"><sheetData>'.encode())
            for at in range(rows + 1):
                texts = row(at - 1) if at else COLUMNS
                marks = (strings.setdefault(text, len(strings)) for text in texts)
                cells = "".join(f'<c r="{chr(65 + x)}{at + 1}" t="s"><v>{mark}</v></c>' for x, mark in enumerate(marks))
                sheet.write(f'<row r="{at + 1}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        count = f'count="{(rows + 1) * len(COLUMNS)}" uniqueCount="{len(strings)}"'
        book.writestr("xl/sharedStrings.xml", f'{HEAD}<sst xmlns="{SHEET}" {count}>{texts}</sst>')


def make(rows, path):
    """The file, made unless it is there. It takes its name last, so that one whose making was broken off is made again."""
    path = Path(path)
    if not path.exists():
        half = path.with_suffix(".half")
        (write_xlsx if path.suffix == ".xlsx" else write_csv)(half, rows)
        half.rename(path)
    return path


if __name__ == "__main__":
    make(int(sys.argv[1]), sys.argv[2])
