"""Tables as people make them: each is right as it stands, and each wrong number is found."""

from __future__ import annotations

import io

import openpyxl
import pytest

from yuebao.auditing import audit_blocks
from yuebao.auditing.reading.blocks import Grid
from yuebao.auditing.reading.files import read_bytes
from yuebao.auditing.reading.layout import lay_out
from yuebao.auditing.reading.pageline import PageLine

TABLES: dict[str, tuple[str, str, tuple[tuple[str, str, str], ...]]] = {
    # What it shows: the file's name, its text, and its wrong numbers as find, put, printed.
    "two currencies side by side, with growth of either": (
        "x.md",
        """# 2025年9月进出口

| | 人民币值（亿元） | | | 美元值（亿美元） | | |
|---|---|---|---|---|---|---|
| | 本月 | 环比% | 同比% | 本月 | 环比% | 同比% |
| 进出口 | 3019.8 | 2.1 | 5.5 | 423.5 | 3.0 | 7.0 |
| 出口 | 1711.2 | 3.4 | 6.2 | 240.0 | 4.1 | 7.7 |
| 进口 | 1308.6 | 0.5 | 4.6 | 183.5 | 1.6 | 6.1 |
| 差额 | 402.6 | — | — | 56.5 | — | — |
""",
        (("| 423.5 |", "| 453.5 |", "453.5"), ("| 402.6 |", "| 422.6 |", "422.6")),
    ),
    "numbered rows in three depths, of either side": (
        "x.md",
        """# 2025年前三季度进出口分类

单位：亿美元

| 项目 | 金额 | 去年同期 | 增长% |
|---|---|---|---|
| 一、出口总额 | 79.0 | 73.0 | 8.2 |
| （一）机电产品 | 70.2 | 64.0 | 9.7 |
| 1. 手机 | 31.2 | 27.0 | 15.6 |
| 2. 船舶 | 9.6 | 9.1 | 5.5 |
| （二）其他 | 8.8 | 9.0 | -2.2 |
| 二、进口总额 | 53.1 | 50.6 | 4.9 |
| （一）能源 | 22.0 | 21.6 | 1.9 |
| （二）其他 | 31.1 | 29.0 | 7.2 |
| 进出口合计 | 132.1 | 123.6 | 6.9 |
""",
        (
            ("出口总额 | 79.0", "出口总额 | 97.0", "97.0"),
            ("2. 船舶 | 9.6", "2. 船舶 | 69.6", "69.6"),
            ("合计 | 132.1", "合计 | 123.1", "123.1"),
        ),
    ),
    "of which, below the side it is of, without all the rest": (
        "x.md",
        """# 2025年12月主要指标

单位：亿元

| 指标 | 12月 | 同比（%） | 1-12月 | 同比（%） |
|---|---|---|---|---|
| 进出口总值 | 4120.2 | 3.9 | 46193.9 | 3.1 |
| 出口总值 | 2431.3 | 10.0 | 26871.3 | 7.8 |
| 其中：一般贸易 | 1533.2 | 8.0 | 16922.4 | 8.2 |
| 加工贸易 | 602.4 | 2.3 | 6721.8 | -1.6 |
| 进口总值 | 1688.9 | -3.8 | 19322.6 | -2.8 |
""",
        (("一般贸易 | 1533.2", "一般贸易 | 2533.2", "2533.2"),),
    ),
    "key figures above are no caption, and the total is of both sides": (
        "x.md",
        """# 2025年11月外贸情况

出口 86.4亿美元

| 项目 | 金额（亿美元） | 同比（%） |
|---|---|---|
| 出口 | 86.4 | 7.7 |
| 一般贸易 | 60.1 | 9.2 |
| 加工贸易 | 21.0 | 3.4 |
| 其他贸易 | 5.3 | 8.8 |
| 进口 | 52.7 | -1.9 |
| 进出口合计 | 139.1 | 3.9 |
""",
        (("合计 | 139.1", "合计 | 193.1", "193.1"), ("加工贸易 | 21.0", "加工贸易 | 31.0", "31.0")),
    ),
    "prices of one side, with growth of all three": (
        "x.md",
        """# 2025年7月粮食进口

| 品种 | 进口量（万吨） | 同比（%） | 进口额（亿美元） | 同比（%） | 均价（美元/吨） | 同比（%） |
|---|---|---|---|---|---|---|
| 大豆 | 833.4 | 9.1 | 35.88 | 0.4 | 431 | -8.0 |
| 玉米 | 120.7 | -12.0 | 2.57 | -4.1 | 213 | 9.0 |
""",
        (("| 431 |", "| 341 |", "341"), ("| 213 | 9.0", "| 213 | 19.0", "19.0")),
    ),
    "changes of shares, and of growth, in points": (
        "x.md",
        """# 2025年5月出口分贸易方式

| 方式 | 出口额（亿元） | 占比（%） | 去年同期占比（%） | 比重增减（百分点） |
|---|---|---|---|---|
| 一般贸易 | 881.2 | 68.7 | 65.0 | +3.7 |
| 加工贸易 | 402.3 | 31.3 | 35.0 | -3.7 |
| 合计 | 1283.5 | 100.0 | 100.0 | — |
""",
        (("35.0 | -3.7", "35.0 | -7.3", "-7.3"),),
    ),
    "heads and names in two languages": (
        "x.md",
        """# 2025年4月进出口国别总值 Trade by Country, Apr. 2025

单位：百万美元 Unit: US$ 1 Million

| 国家(地区) Country (Region) | 出口 Exports | 进口 Imports | 差额 Balance |
|---|---|---|---|
| 总值 Total | 2821.34 | 2823.30 | -1.96 |
| 香港 Hong Kong | 812.44 | 620.10 | 192.34 |
| 日本 Japan | 804.80 | 1299.90 | -495.10 |
| 其他 Others | 1204.10 | 903.30 | 300.80 |
""",
        (("-495.10", "-459.10", "-459.10"), ("| 2823.30 |", "| 2923.30 |", "2923.30")),
    ),
    "growth first, years in heads, nothing that names the months": (
        "x.md",
        """# Fuel imports, thousand tonnes

| | August | | | January-August | | |
|---|---|---|---|---|---|---|
| | % change | 2025 | 2024 | % change | 2025 | 2024 |
| Crude oil | -0.9% | 1,757 | 1,773 | 32.8% | 10,956 | 8,247 |
| Coal | 32.1% | 4,804 | 3,637 | -46.7% | 11,148 | 20,924 |
| All fuels | 21.3% | 6,561 | 5,410 | -24.2% | 22,104 | 29,171 |
""",
        (("| 32.1% |", "| 23.1% |", "23.1%"), ("| 22,104 |", "| 22,401 |", "22,401")),
    ),
    "a unit for each row, against the month and the year before": (
        "x.md",
        """# 主要出口商品量 2025年10月

| 品名 | 计量单位 | 本月 | 上月 | 环比增减（%） | 去年同月 | 同比增减（%） |
|---|---|---|---|---|---|---|
| 煤 | 万吨 | 4012.3 | 3800.1 | 5.6 | 3929.5 | 2.1 |
| 成品油 | 吨 | 88120 | 92011 | -4.2 | 105372 | -16.4 |
| 船舶 | 艘 | 412 | 388 | 6.2 | 492 | -16.3 |
""",
        (("| -4.2 |", "| 6.8 |", "6.8"), ("| -16.3 |", "| -23.3 |", "-23.3")),
    ),
    "quarters of a year, balances in brackets, a named total": (
        "x.md",
        """# External balance by quarter, EUR billion

| Net exports | Q1 | Q2 | Q3 | Q4 | FY 2025 |
|---|---|---|---|---|---|
| Goods | 88.5 | 64.9 | (35.8) | 4.7 | 122.3 |
| Travel | 48.3 | (57.1) | 23.1 | 6.1 | 20.4 |
| Total net exports | 136.8 | 7.8 | (12.7) | 10.8 | 142.7 |
""",
        (("| 122.3 |", "| 132.3 |", "132.3"), ("| (57.1) |", "| (75.1) |", "(75.1)")),
    ),
    "marks behind numbers": (
        "x.md",
        """# Trade, first quarter of 2025, millions of dollars

| Month | Exports | Imports | Balance |
|---|---|---|---|
| Jan 2025 | 4,630.2 | 5,175.1 | (544.9) |
| Feb 2025 | 4,875.3(r) | 4,587.9(r) | 287.4 |
| Mar 2025 | 5,176.2p | 4,418.1 | 758.1 |
""",
        (("| 287.4 |", "| 278.4 |", "278.4"),),
    ),
    "a unit that names the currency first, and a ranked share": (
        "x.md",
        """# 表二　2025年3月主要目的地的整體出口

| 排名 | 目的地 | 貨值(港元百萬) | 所佔百分比 |
|---|---|---|---|
| 1 | 美國 | 37,976 | 45.1% |
| 2 | 台灣 | 29,473 | 35.0% |
| | 其他 | 16,780 | 19.9% |
| | 所有目的地 | 84,229 | 100.0% |
""",
        (("| 35.0% |", "| 30.5% |", "30.5%"),),
    ),
    "rows of rates belong to the level above them": (
        "x.md",
        """# 上半年外贸

| 指标 | 2025年6月 | 2025年1-6月 |
|---|---|---|
| 进出口（亿元） | 1415.7 | 8352.6 |
| 　　同比（%） | 1.1 | 4.6 |
| 出口（亿元） | 812.4 | 4793.2 |
| 　　同比（%） | 6.9 | 10.6 |
| 进口（亿元） | 603.3 | 3559.4 |
| 　　同比（%） | -5.8 | -2.5 |
""",
        (("| -5.8 | -2.5 |", "| -5.8 | 5.5 |", "5.5"), ("| 812.4 |", "| 821.4 |", "821.4")),
    ),
    "rows of rates between rows that add up": (
        "x.md",
        """# Exports by product, second quarter of 2025 (USD million)

| | April | May | June |
|---|---|---|---|
| Steel | 120.0 | 130.0 | 125.0 |
|   share of total, % | 24.0 | 25.0 | 25.0 |
| Copper | 380.0 | 390.0 | 375.0 |
|   share of total, % | 76.0 | 75.0 | 75.0 |
| Total | 500.0 | 520.0 | 500.0 |
""",
        (("| 24.0 |", "| 42.0 |", "42.0"), ("| 390.0 |", "| 309.0 |", "309.0")),
    ),
    "measures in rows, with a price": (
        "x.md",
        """# 2025年二季度天然橡胶进口

| 项目 | 4月 | 5月 | 6月 | 二季度 |
|---|---|---|---|---|
| 进口量（万吨） | 52.1 | 48.8 | 61.0 | 161.9 |
| 进口额（亿元） | 31.26 | 30.74 | 37.82 | 99.82 |
| 均价（元/吨） | 6000 | 6299 | 6200 | 6166 |
""",
        (("| 6299 |", "| 6992 |", "6992"), ("| 161.9 |", "| 169.1 |", "169.1")),
    ),
    "lines that name who follows, months that make a total": (
        "x.md",
        """# 2025年各月分贸易方式（亿元）

| 项目 | 1月 | 2月 | 3月 | 合计 |
|---|---|---|---|---|
| 一般贸易 | | | | |
| 出口 | 50.1 | 40.2 | 60.3 | 150.6 |
| 进口 | 30.0 | 20.0 | 40.0 | 90.0 |
| 差额 | 20.1 | 20.2 | 20.3 | 60.6 |
| 加工贸易 | | | | |
| 出口 | 10.5 | 9.5 | 11.5 | 31.5 |
| 进口 | 8.0 | 7.0 | 9.0 | 24.0 |
| 差额 | 2.5 | 2.5 | 2.5 | 7.5 |
""",
        (("| 150.6 |", "| 156.0 |", "156.0"), ("9.0 | 24.0 |", "9.0 | 42.0 |", "42.0")),
    ),
    "goods and services, and both": (
        "x.md",
        """# Trade in goods and services, EUR billion

| | 2024 | 2025 |
|---|---|---|
| Goods exports | 900.4 | 961.0 |
| Services exports | 300.0 | 322.2 |
| Total exports | 1200.4 | 1283.2 |
| Goods imports | 850.0 | 870.2 |
| Services imports | 280.1 | 290.0 |
| Total imports | 1130.1 | 1160.2 |
| Goods balance | 50.4 | 90.8 |
| Total balance | 70.3 | 123.0 |
""",
        (("| 90.8 |", "| 98.0 |", "98.0"), ("| 123.0 |", "| 132.0 |", "132.0")),
    ),
    "Roman numerals, letters, and what a row is made of": (
        "x.md",
        """# Goods account, billions of euros

| Item | 2024 | 2025 |
|---|---|---|
| I. Goods exports | 900.4 | 961.0 |
| A. Manufactures | 700.1 | 760.5 |
| of which: Machinery | 310.0 | 355.2 |
| B. Primary products | 200.3 | 200.5 |
| II. Goods imports | 850.0 | 870.2 |
| A. Manufactures | 500.0 | 520.7 |
| B. Primary products | 350.0 | 349.5 |
| III. Balance (I - II) | 50.4 | 90.8 |
""",
        (("| 90.8 |", "| 98.0 |", "98.0"), ("| 349.5 |", "| 359.5 |", "359.5")),
    ),
    "what changed, in the unit of the levels": (
        "x.md",
        """# Exports

| Partner | 2024 | 2025 | Change | |
|---|---|---|---|---|
| | US$m | US$m | Value | % |
| Peru | 210.0 | 240.0 | 30.0 | 14.3 |
| Chile | 512.0 | 480.0 | -32.0 | -6.3 |
| Cuba | 91.0 | 99.0 | 8.0 | 8.8 |
""",
        (("| -32.0 |", "| -23.0 |", "-23.0"), ("| 14.3 |", "| 41.3 |", "41.3")),
    ),
    "a percent sign for a head: shares": (
        "x.md",
        """# 2025年5月出口企业

| 企业 | 出口额 | |
|---|---|---|
| | 亿元 | % |
| 国有企业 | 120.4 | 12.0 |
| 民营企业 | 680.2 | 68.0 |
| 外商投资企业 | 200.1 | 20.0 |
| 合计 | 1000.7 | 100.0 |
""",
        (("| 68.0 |", "| 86.0 |", "86.0"),),
    ),
    "a change in points of columns that only the numbers tell": (
        "x.md",
        """# 2025年上半年各地区出口增速

| 地区 | 上半年增速（%） | 一季度增速（%） | 增速比一季度加快（百分点） |
|---|---|---|---|
| 东部 | 5.2 | 4.1 | 1.1 |
| 中部 | 8.8 | 9.6 | -0.8 |
| 西部 | 11.0 | 7.5 | 3.5 |
""",
        (("| 3.5 |", "| 5.3 |", "5.3"),),
    ),
    "shares that sentences give of a whole that only the table has": (
        "x.md",
        """# 2025年8月煤炭进口来源

| 来源国 | 进口量（万吨） |
|---|---|
| 印度尼西亚 | 1911.2 |
| 澳大利亚 | 702.3 |
| 俄罗斯 | 611.8 |
| 其他 | 120.5 |
| 合计 | 3345.8 |

8月，自印度尼西亚进口煤炭占进口总量的57.1%，俄罗斯占18.3%，三国合计占96.4%。
""",
        (
            ("的57.1%", "的62.1%", "62.1"),
            ("占18.3%", "占28.3%", "28.3"),
            ("占96.4%", "占91.4%", "91.4"),
        ),
    ),
    "the day it came out is not what it is about, and a year is twelve months": (
        "x.md",
        """# Grain exports in the 2025 calendar year

14 January 2026

Grain exports reached 1,600.0 thousand tonnes in 2025, up 4.2 per cent.

| Thousand tonnes | 2025 | 2024 | Change, % |
|---|---|---|---|
| Wheat | 1,204.5 | 1,100.2 | +9.5 |
| Barley | 395.5 | 435.8 | -9.2 |
| All grains | 1,600.0 | 1,536.0 | +4.2 |

Table 1: Grain exports by crop
""",
        (("up 4.2 per", "up 2.4 per", "2.4"), ("| 395.5 |", "| 359.5 |", "359.5")),
    ),
    "heads that stand over the last of their columns": (
        "x.md",
        """# Quarterly trade report, Q2 2025

Table 2: Trade in goods (€ million)

| Partner | | Exports | | Imports | Balance |
|---|---|---|---|---|---|
| | Q2 2025 | % y-o-y | Q2 2025 | % y-o-y | |
| Germany | 1,820.4 | 3.1 | 2,105.0 | −1.4 | −284.6 |
| France | 1,244.0 | −2.2 | 990.6 | 0.8 | 253.4 |
| Other | 2,000.0 | 1.0 | 1,700.0 | 2.0 | 300.0 |
| Total | 5,064.4 | 0.9 | 4,795.6 | 0.2 | 268.8 |
""",
        (("−284.6", "−248.6", "248.6"), ("| 5,064.4 |", "| 5,046.4 |", "5,046.4")),
    ),
    "columns left empty, a head of neutral words, growth in another currency": (
        "x.md",
        """# 2025年11月出口（百万美元）

| 洲别 | | 本期数 | | 上年同期数 | 同比（%） | |
|---|---|---|---|---|---|---|
| | | | | | 美元 | 人民币 |
| 亚洲 | | 1200.0 | | 1100.0 | 9.1 | 7.0 |
| 欧洲 | | 800.0 | | 850.0 | -5.9 | -7.7 |
| 合计 | | 2000.0 | | 1950.0 | 2.6 | 0.6 |
""",
        (("| 800.0 |", "| 880.0 |", "880.0"), ("| -5.9 |", "| -9.5 |", "-9.5")),
    ),
    "the same time a year before, of the month and of the months so far": (
        "x.md",
        """# 2025年6月各地出口（万元）

| 地区 | 6月 | 上年同期 | 同比（%） | 1-6月 | 上年同期 | 同比（%） |
|---|---|---|---|---|---|---|
| 东部 | 129.6 | 120.0 | 8.0 | 777.5 | 700.3 | 11.0 |
| 西部 | 89.8 | 97.0 | -7.4 | 538.6 | 522.1 | 3.2 |
| 合计 | 219.4 | 217.0 | 1.1 | 1316.1 | 1222.4 | 7.7 |
""",
        (("| 522.1 |", "| 552.1 |", "552.1"), ("| 11.0 |", "| 10.1 |", "10.1")),
    ),
    "columns that make up another, and rows that do": (
        "x.md",
        """# 2025年二季度分贸易方式分市场出口（亿元）

| 贸易方式 | 合计 | 亚洲 | | | 欧洲 | | |
|---|---|---|---|---|---|---|---|
| | | 小计 | 东盟 | 日本 | 小计 | 德国 | 法国 |
| 一般贸易 | 276.9 | 123.3 | 87.6 | 35.7 | 153.6 | 95.6 | 58.0 |
| 加工贸易 | 263.7 | 98.5 | 70.3 | 28.2 | 165.2 | 93.7 | 71.5 |
| 其他 | 264.2 | 185.5 | 96.0 | 89.5 | 78.7 | 36.6 | 42.1 |
| 总计 | 804.8 | 407.3 | 253.9 | 153.4 | 397.5 | 225.9 | 171.6 |
""",
        (("| 171.6 |", "| 211.6 |", "211.6"), ("| 263.7 |", "| 236.7 |", "236.7")),
    ),
    "columns of names above rows of names, total first": (
        "x.md",
        """# 2025年6月各市出口商品构成

单位：亿元

| 地区 | 出口总额 | 机电产品 | 农产品 | 其他 |
|---|---|---|---|---|
| 甲市 | 202.7 | 59.8 | 69.3 | 73.6 |
| 乙市 | 165.3 | 69.2 | 83.8 | 12.3 |
| 丙市 | 102.0 | 85.5 | 10.2 | 6.3 |
| 全省 | 470.0 | 214.5 | 163.3 | 92.2 |
""",
        (("| 69.2 |", "| 62.9 |", "62.9"), ("| 165.3 |", "| 156.3 |", "156.3")),
    ),
    "columns of which": (
        "x.md",
        """# 2025年7月主要市场出口

| 国别 | 出口额（万美元） | 同比% | 其中：一般贸易 | 其中：加工贸易 |
|---|---|---|---|---|
| 美国 | 307.9 | -5.1 | 184.7 | 77.0 |
| 日本 | 467.7 | 7.5 | 280.6 | 116.9 |
| 韩国 | 759.4 | -6.1 | 455.6 | 189.8 |
""",
        (("| 280.6 |", "| 480.6 |", "480.6"),),
    ),
    "years of the Republic, units by measure, changes in value": (
        "x.md",
        """# 114年8月主要農產品出口

單位：數量 公噸，金額 千美元，單價 美元/公噸

| 產品 | 數量 | 金額 | 較上年同月增減金額 | 年增率% | 單價 | 113年8月金額 |
|---|---|---|---|---|---|---|
| 蘭花 | 1,820.0 | 15,204.0 | -310.3 | -2.0 | 8,354 | 15,514.3 |
| 毛豆 | 3,302.0 | 8,110.0 | 119.9 | 1.5 | 2,456 | 7,990.1 |
| 合計 | 5,122.0 | 23,314.0 | -190.4 | -0.8 | 4,552 | 23,504.4 |
""",
        (("| 119.9 |", "| 191.9 |", "191.9"), ("| 2,456 |", "| 2,654 |", "2,654")),
    ),
    "names that are units elsewhere, and contributions": (
        "x.md",
        """# Exports by product, 2025

US$ million

| No. | Product | 2025 | 2024 | % change | Contribution to growth (pp) |
|---|---|---|---|---|---|
| 1 | Machinery | 900.4 | 860.0 | 4.7 | 2.1 |
| 2 | Vehicles | 700.1 | 745.2 | -6.1 | -2.4 |
| | Other | 300.0 | 310.0 | -3.2 | -0.5 |
| | All products | 1900.5 | 1915.2 | -0.8 | -0.8 |
""",
        (("| 745.2 |", "| 754.2 |", "754.2"), ("| -2.4 |", "| 2.4 |", "2.4")),
    ),
    "quarter on quarter beside the earlier one, of the later": (
        "x.md",
        """# Exports by sector (EUR million)

| Sector | Q3 2025 | | | Q2 2025 | q-o-q, % |
|---|---|---|---|---|---|
| | Total | of which: goods | of which: services | | |
| Tourism | 210.4 | 12.0 | 198.4 | 201.1 | 4.6 |
| Transport | 330.0 | 45.5 | 284.5 | 345.2 | -4.4 |
| Finance | 128.8 | 3.3 | 125.5 | 120.0 | 7.3 |
| All sectors | 669.2 | 60.8 | 608.4 | 666.3 | 0.4 |
""",
        (("| -4.4 |", "| 4.4 |", "4.4"), ("| 284.5 |", "| 248.5 |", "248.5")),
    ),
    "rows for the year before and for the rate": (
        "x.md",
        """# 2025年陶瓷出口（亿美元）

| 指标 | 1月 | 2月 | 1-2月 |
|---|---|---|---|
| 出口额 | 56.1 | 76.4 | 132.5 |
| 上年同期 | 44.1 | 71.8 | 115.9 |
| 增长率（%） | 27.2 | 6.4 | 14.3 |
""",
        (("| 6.4 |", "| 16.4 |", "16.4"), ("| 115.9 |", "| 119.5 |", "119.5")),
    ),
    "columns apart by spaces, negatives in brackets": (
        "x.txt",
        """Trade with selected partners, January-March 2025 (EUR million)

Partner          Exports   Imports     Balance
Germany            812.0     640.2       171.8
France             455.3     520.9      (65.6)
Total             1267.3    1161.1       106.2
""",
        (("(65.6)", "(56.6)", "56.6"), ("1267.3", "1276.3", "1276.3")),
    ),
    "numbered rows, apart by tabs, that are no headings": (
        "x.txt",
        """表1 2025年5月外贸主要指标（亿元）
项目\t5月\t1-5月
进出口总值\t703.7\t3912.4
一、出口\t402.1\t2210.5
二、进口\t301.6\t1701.9
""",
        (("402.1", "420.1", "420.1"), ("3912.4", "3921.4", "3921.4")),
    ),
    "delimited text": (
        "x.csv",
        """2025年8月各地进出口（万元）
地区,进出口,出口,进口,差额
海州市,"1,174,318","740,966","433,352","307,614"
临港区,571259,385461,185798,199663
合计,1745577,1126427,619150,507277
""",
        (("385461", "358461", "358461"), ("507277", "570277", "570277")),
    ),
}


@pytest.mark.parametrize(("name", "text", "wrong"), TABLES.values(), ids=list(TABLES))
def test_a_right_table_is_read_whole_and_its_wrong_numbers_are_found(
    name: str, text: str, wrong: tuple[tuple[str, str, str], ...]
) -> None:
    right = audit_blocks(read_bytes(text.encode(), name))
    assert [finding.message("en") for finding in right.findings] == []
    grids = {at for at, block in enumerate(right.blocks.blocks) if isinstance(block, Grid)}
    assert [one.text for one in right.coverage.unread if one.place.block in grids] == []
    for find, put, printed in wrong:
        assert text.count(find) == 1, find
        found = audit_blocks(read_bytes(text.replace(find, put).encode(), name)).findings
        told = [finding.message("en") for finding in found]
        assert any(printed in words for words in told), (put, told)


def test_what_is_hidden_in_a_sheet_is_not_read_and_totals_need_not_add_up() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("2025年10月出口（万美元）",), ("国别", "本月", "草稿", "去年同月"), ("美国", 712, 1, 558),
        ("日本", 800, 2, 351), ("其他", 77, 3, 70), ("合计", 1589, 4, 979),
    ):  # fmt: skip
        sheet.append(row)
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["C"].hidden = True
    content = io.BytesIO()
    book.save(content)
    found = audit_blocks(read_bytes(content.getvalue(), "x.xlsx"))
    assert not found.findings
    assert found.coverage.read == 6
    assert found.claims.sheets[0].cut


def test_heads_of_columns_that_stand_close_are_cut() -> None:
    def line(height: float, *words: tuple[str, float], joined: bool = False) -> PageLine:
        pieces = tuple((text, left, left + 10.0 * len(text)) for text, left in words)
        cell = (" ".join(text for text, _ in words[1:]), pieces[1][1], pieces[-1][2])
        return PageLine((pieces[0], cell) if joined else pieces, height, pieces)

    rows = [("原油", "412.3", "3.6"), ("煤炭", "201.2", "-20.1"), ("天然气", "88.1", "10.1")]
    heads = line(700, ("商品", 70), ("万吨", 120), ("增长%", 146), joined=True)
    body = [
        line(680 - 15 * at, (a, 70), (b, 120), (c, 180 - 10 * len(c)))
        for at, (a, b, c) in enumerate(rows)
    ]
    caption = PageLine((("表1 进口", 70, 120),), 715)
    assert lay_out([caption, heads, *body])[1] == "商品\t万吨\t增长%"
