"""Codes that the labour-market publishers use in place of detailed SOC 2018 codes.

Where a survey can't tell two detailed occupations apart it publishes them together, either under
the SOC broad code (13-1020) or under a code of its own (51-2028). The May 2023 and 2024 files of
OEWS, both editions of Employment Projections and the Microsoft measure share one list of twelve;
the May 2020 file, the first on SOC 2018, joins more. A code stands for the same occupations in
every file in which it occurs, so one list serves all.

`spread` repeats a combined figure on every detailed code that it covers and marks it, because
people look up the detailed occupation. To add jobs up over occupations, count each
`code_published` once.
"""

from __future__ import annotations

import polars as pl

__all__ = ["COMBINED_CODES", "spread"]

COMBINED_CODES: dict[str, tuple[str, ...]] = {
    "11-2030": ("11-2032", "11-2033"),
    "11-3010": ("11-3012", "11-3013"),
    "11-9198": ("11-9072", "11-9179", "11-9199"),
    "13-1020": ("13-1021", "13-1022", "13-1023"),
    "13-1198": ("13-1082", "13-1199"),
    "13-2020": ("13-2022", "13-2023"),
    "13-2098": ("13-2051", "13-2054", "13-2099"),
    "15-1245": ("15-1242", "15-1243"),
    "15-1256": ("15-1252", "15-1253"),
    "15-1257": ("15-1254", "15-1255"),
    "15-2098": ("15-2051", "15-2099"),
    "17-3098": ("17-3028", "17-3029"),
    "19-3031": ("19-3033", "19-3034"),
    "19-4010": ("19-4012", "19-4013"),
    "19-4045": ("19-4043", "19-4044"),
    "21-1018": ("21-1011", "21-1014"),
    "25-2052": ("25-2055", "25-2056"),
    "25-3097": ("25-3041", "25-3099"),
    "25-9045": ("25-9042", "25-9043", "25-9049"),
    "27-2090": ("27-2091", "27-2099"),
    "27-4098": ("27-4015", "27-4099"),
    "29-1228": (
        "29-1212",
        "29-1213",
        "29-1214",
        "29-1217",
        "29-1222",
        "29-1224",
        "29-1229",
        "29-1241",
    ),
    "29-1248": ("29-1242", "29-1243", "29-1249"),
    "29-1298": ("29-1291", "29-1299"),
    "29-2010": ("29-2011", "29-2012"),
    "29-2040": ("29-2042", "29-2043"),
    "29-2098": ("29-2036", "29-2072", "29-2099"),
    "29-9098": ("29-9021", "29-9093", "29-9099"),
    "31-1120": ("31-1121", "31-1122"),
    "33-1090": ("33-1091", "33-1099"),
    "33-9098": ("33-9094", "33-9099"),
    "39-1098": ("39-1014", "39-1022"),
    "39-7010": ("39-7011", "39-7012"),
    "39-9098": ("39-4012", "39-9099"),
    "47-4090": ("47-4091", "47-4099"),
    "47-5097": ("47-5023", "47-5032"),
    "47-5098": ("47-5049", "47-5099"),
    "51-2028": ("51-2022", "51-2023"),
    "51-2090": ("51-2092", "51-2099"),
    "53-1047": ("53-1042", "53-1043", "53-1044", "53-1049"),
    "53-3058": ("53-3051", "53-3053", "53-3054"),
    "53-6098": ("53-6032", "53-6099"),
}


def spread(frame: pl.DataFrame, *, code: str = "code_published") -> pl.DataFrame:
    """One row per detailed SOC 2018 code, with what the publisher's figure really covers.

    Parameters
    ----------
    frame
        Rows with the publisher's code in the column `code`.
    code
        Name of that column.

    Returns
    -------
    `frame` with `code_soc2018` (detailed) first, `code_published` (the publisher's own),
    `is_broader` (true where the figure covers more than this code) and `covers_count` (detailed
    codes the figure covers, at least 1), before the other columns.
    """
    key = pl.DataFrame(
        [(published, detailed) for published, covered in COMBINED_CODES.items() for detailed in covered],
        schema={"code_published": pl.String, "code_soc2018": pl.String},
        orient="row",
    ).with_columns(covers_count=pl.len().over("code_published").cast(pl.UInt8))
    frame = frame.rename({code: "code_published"}).join(key, on="code_published", how="left")
    rest = [name for name in frame.columns if name not in ("code_soc2018", "code_published", "covers_count")]
    return frame.select(
        pl.coalesce("code_soc2018", "code_published").alias("code_soc2018"),
        "code_published",
        pl.col("covers_count").is_not_null().alias("is_broader"),
        pl.col("covers_count").fill_null(1),
        *rest,
    )
