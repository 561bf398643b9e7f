"""A release of our own making in the publisher's layout: six occupations, a few elements, no real text."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

OCCUPATIONS = {
    "11-1011.00": "Lighthouse Chiefs",
    "11-1021.00": 'Keepers of "Quiet" Lamps',
    "15-1252.00": "Signal Programmers",
    "29-1141.00": "Harbour Nurses",
    "47-2181.00": "Tower Roofers",
    "47-2199.00": "Tower Workers, All Other",
}
RATED = list(OCCUPATIONS)[:5]
TASKS = (
    "Climb the tower and clean the lamp.",
    "Write programs for the signal lamp.",
    "Care for sailors in the harbour.",
    "Lead the crew of the tower.",
    "Mend the roof of the tower.",
)
HEADER = ("O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Data Value", "N", "Standard Error")
HEADER += ("Lower CI Bound", "Upper CI Bound", "Recommend Suppress", "Not Relevant", "Date", "Domain Source")
SKILLS = {"2.A.1.a": "Reading Lamps", "2.A.1.b": "Hearing Horns", "2.B.1.a": "Calming Crews"}


def table(header: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    return "".join("\t".join(map(str, row)) + "\n" for row in [header, *rows])


def rated(elements: Mapping[str, str], *, scales: Mapping[str, float] | None = None) -> str:
    """A rated table: value = scale's base + a bit per occupation and element, all within range."""
    rows = []
    for at, code in enumerate(RATED):
        for step, (element, name) in enumerate(elements.items()):
            for scale, base in (scales or {"IM": 1.0, "LV": 0.0}).items():
                value = round(base + 0.5 * at + 0.25 * step, 2)
                relevant = "N" if scale == "LV" else "n/a"
                rows.append(
                    (code, element, name, scale, value, 8, 0.125, 0, 5, "N", relevant, "08/2023", "Analyst")
                )
    return table(HEADER, rows)


def short(elements: Mapping[str, str], scales: Mapping[str, float]) -> str:
    """A rated table without errors and counts."""
    header = (
        "O*NET-SOC Code",
        "Element ID",
        "Element Name",
        "Scale ID",
        "Data Value",
        "Date",
        "Domain Source",
    )
    rows = []
    for at, code in enumerate(RATED):
        for element, name in elements.items():
            rows += [
                (code, element, name, scale, base + 0.5 * at, "11/2023", "Machine Learning")
                for scale, base in scales.items()
            ]
    return table(header, rows)


def files(version: str = "30.1") -> dict[str, str]:
    """File name to content."""
    scales = [
        ("CX", "Context", 1, 5),
        ("EX", "Extent", 1, 7),
        ("IM", "Importance", 1, 5),
        ("LV", "Level", 0, 7),
        ("OI", "Interests", 1, 7),
        ("RL", "Education", 0, 100),
        ("VH", "High-Point", 1, 6),
        ("WI", "Impact", -3, 3),
    ]
    code = "O*NET-SOC Code"
    education = []
    for one in RATED:
        row = (0, 5, "N", "08/2023", "Analyst")
        education += [(one, "2.D.1", "Schooling", "RL", 1, 25.0, 20, 5.0, *row)]
        education += [(one, "2.D.1", "Schooling", "RL", 2, 75.0, 20, 5.0, *row)]
        education += [(one, "2.D.4.a", "Certificate", "IM", "n/a", 2.5, 20, 0.2, *row)]
    ete = (*HEADER[:4], "Category", *HEADER[4:9], "Recommend Suppress", "Date", "Domain Source")
    return {
        "Read Me.txt": f"O*NET {version} Database\nDecember 2025 Release\n",
        "Scales Reference.txt": table(("Scale ID", "Scale Name", "Minimum", "Maximum"), scales),
        "Occupation Data.txt": table(
            (code, "Title", "Description"), [(one, title, "n/a") for one, title in OCCUPATIONS.items()]
        ),
        "Skills.txt": rated(SKILLS),
        "Knowledge.txt": rated({"2.C.1.a": "Tides"}),
        "Abilities.txt": rated({"1.A.1.a.1": "Night Sight"}),
        "Work Activities.txt": rated({"4.A.1.a.1": "Watching"}),
        "Work Context.txt": rated({"4.C.1.a.2.c": "Fog"}, scales={"CX": 1.0}),
        "Work Styles.txt": short({"1.D.1.a": "Patience"}, {"WI": -1.0}),
        "Interests.txt": short({"1.B.1.a": "Realistic"}, {"OI": 1.0}),
        "Work Values.txt": short({"1.B.2.a": "Achievement"}, {"EX": 2.0})
        # A high-point of 0, which its scale does not allow, as in the real file.
        + f"{RATED[-1]}\t1.B.2.i\tThird High-Point\tVH\t0\t06/2008\tAnalyst\n",
        "Education, Training, and Experience.txt": table(ete, education),
        "Alternate Titles.txt": table(
            (code, "Alternate Title", "Short Title", "Source(s)"),
            [("29-1141.00", "Dock Nurse", "DN", "08"), ("29-1141.00", "Quay Nurse", "n/a", "04,06")],
        ),
        "Sample of Reported Titles.txt": table(
            (code, "Reported Job Title", "Shown in My Next Move"),
            [("29-1141.00", "Dock Nurse", "Y"), ("47-2181.00", "Slater", "N")],
        ),
        "Technology Skills.txt": table(
            (code, "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand"),
            [("15-1252.00", "Lampscript", 43232408, "Lamp software", "Y", "N")],
        ),
        "Tools Used.txt": table(
            (code, "Example", "Commodity Code", "Commodity Title"),
            [("47-2181.00", "Long ladders", 30191501, "Ladders")],
        ),
        "Job Zones.txt": table(
            (code, "Job Zone", "Date", "Domain Source"), [(one, 3, "08/2023", "Analyst") for one in RATED]
        ),
        "Related Occupations.txt": table(
            (code, "Related O*NET-SOC Code", "Relatedness Tier", "Index"),
            [("11-1011.00", "11-1021.00", "Primary-Short", 1)],
        ),
        "Tasks to DWAs.txt": table(
            (code, "Task ID", "DWA ID", "Date", "Domain Source"),
            [("11-1011.00", task, "4.A.1.a.1.I01.D01", "08/2023", "Analyst") for task in (1, 2, 2)],
        ),
        "Interests Illustrative Occupations.txt": table(
            ("Element ID", "Element Name", "Interest Type", code),
            [
                ("1.B.1.a", "Realistic", "General", "47-2181.00"),
                ("1.B.3.a", "Lamp Mechanics", "Basic", "15-1252.00"),
            ],
        ),
        "Task Statements.txt": table(
            (code, "Task ID", "Task", "Task Type", "Incumbents Responding", "Date", "Domain Source"),
            [(one, at, TASKS[at], "Core", 20, "08/2023", "Incumbent") for at, one in enumerate(RATED)],
        ),
    }


def encoded(contents: Mapping[str, str | bytes]) -> dict[str, bytes]:
    return {name: text.encode() if isinstance(text, str) else text for name, text in contents.items()}


def to_zip(contents: Mapping[str, str | bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in encoded(contents).items():
            zipped.writestr(f"{path.stem}/{name}", content)
    return path


def to_folder(contents: Mapping[str, str | bytes], path: Path) -> Path:
    path.mkdir(parents=True)
    for name, content in encoded(contents).items():
        (path / name).write_bytes(content)
    return path
