#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""score-links.py EXPORT.json [--errors]

Scores the linked passages of `triptych-cli export WORK --format json` against tests/gold/serge.
Texts are recognised by their passages, in any order; a work with some of the texts is scored on
those. Prints, for each pair of texts and for all, precision, recall and F1 of "same events", and
of links of either relation; counted strictly, and with the arguable ones left aside."""
import argparse
import csv
import hashlib
import itertools
import json
import os

GOLD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "serge")


def read(name):
    with open(os.path.join(GOLD, name), encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def hash_of(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def recognise(export):
    """passage id → (file, number), and the files in the gold's order"""
    known = {}
    for row in read("passages.tsv"):
        known.setdefault(row["file"], []).append(row["hash"])
    places, files = {}, set()
    for text in export["texts"]:
        hashes = [hash_of(p["text"]) for p in text["passages"]]
        file = next((f for f, h in known.items() if h == hashes), None)
        if file is None:
            print("left aside, not as the gold has it:", text["title"])
            continue
        files.add(file)
        for number, passage in enumerate(text["passages"]):
            places[passage["id"]] = (file, number)
    return places, [f for f in known if f in files]


def list_links(export, places, order):
    found = {}
    for link in export["alignment"]:
        ends = [places[m["passage"]] for m in link["members"] if m["passage"] in places]
        for a, b in itertools.combinations(ends, 2):
            if a[0] == b[0]:
                continue
            if order.index(a[0]) > order.index(b[0]):
                a, b = b, a
            found[a + b] = (link["relation"], link["score"])
    return found


def measure(gold, found):
    right = len(gold & found)
    precision = right / len(found) if found else 0
    recall = right / len(gold) if gold else 0
    f1 = 2 * precision * recall / (precision + recall) if right else 0
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({right} of {len(gold)} in {len(found)})"


def score(label, gold, links, pairs):
    def within(key):
        return (key[0], key[2]) in pairs

    same = {k for k, v in gold.items() if v[0] == "same-events" and within(k)}
    doubt = {k for k, v in gold.items() if v[1] != "in" and within(k)}
    said = {k for k, v in links.items() if v[0] == "same-events" and within(k)}
    either = {k for k in gold if within(k)}
    linked = {k for k in links if within(k)}
    print(f"{label:40} same events {measure(same, said)}")
    print(f"{'':40}   arguable left aside {measure(same - doubt, said - doubt)}")
    print(f"{'':40}   either relation {measure(either, linked)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("export")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    with open(options.export, encoding="utf-8") as file:
        export = json.load(file)
    places, order = recognise(export)
    links = list_links(export, places, order)
    gold = {}
    for row in read("links.tsv"):
        if row["file"] in order and row["other"] in order:
            key = (row["file"], int(row["passage"]), row["other"], int(row["other_passage"]))
            gold[key] = (row["relation"], row["verdict"])
    pairs = list(itertools.combinations(order, 2))
    for pair in pairs:
        score(" ".join(pair), gold, links, [pair])
    english = [p for p in pairs if p[0].startswith("en-") and p[1].startswith("en-")]
    score("English, to steer by", gold, links, english)
    score("the others", gold, links, [p for p in pairs if p not in english])
    score("all", gold, links, pairs)
    for key in sorted(set(gold) | set(links)) if options.errors else []:
        if (gold.get(key, ("-",))[0] == "same-events") != (links.get(key, ("-",))[0] == "same-events"):
            print(key, "gold", gold.get(key), "found", links.get(key))


main()
