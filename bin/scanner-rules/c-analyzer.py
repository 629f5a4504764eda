"""gcc-analyzer, clang-analyzer: one SARIF report for many C and C++ files.

    gcc-analyzer   [-o REPORT] [-j JOBS] DIR|FILE… [-- COMPILER OPTIONS]
    clang-analyzer [-o REPORT] [-j JOBS] DIR|FILE… [-- COMPILER OPTIONS]

Both compilers analyse one file at a time and write one report each (gcc before 13 only JSON of its own): this runs them and
joins what they say. Exit codes: 0 nothing found, 1 findings, 2 wrong use, 3 no file could be analysed. A file that cannot be
analysed makes the run partial: executionSuccessful is false and a notification says which.
"""
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

CHECKERS = ("core", "cplusplus", "deadcode", "nullability", "optin.portability", "security", "unix",
            "alpha.core.CastSize", "alpha.security.ArrayBoundV2", "alpha.security.MallocOverflow", "alpha.security.ReturnPtrRange",
            "alpha.security.taint", "alpha.unix.cstring", "alpha.unix.Stream")
GCC_WARNINGS = ("-Wall", "-Wextra", "-Wformat-security", "-Wformat-overflow=2", "-Wno-unused")


def usage(why):
    sys.stderr.write("%s\n%s" % (why, __doc__))
    sys.exit(2)


def sources(inputs):
    for given in inputs:
        if os.path.isfile(given):
            yield given
        elif os.path.isdir(given):
            for root, dirs, files in os.walk(given):
                dirs[:] = sorted(d for d in dirs if not d.startswith("."))
                for name in sorted(files):
                    if re.search(r"\.(c|cc|cpp|cxx)$", name):
                        yield os.path.join(root, name)
        else:
            usage("%s does not exist" % given)


def uri(file):
    return urllib.parse.quote(os.path.relpath(file) if os.path.isabs(file) and file.startswith(os.getcwd() + os.sep) else file)


def by_gcc(file, options):
    """gcc's JSON diagnostics, as SARIF results. They carry the CWE number, which its text for people carries as well."""
    run = subprocess.run(["gcc", "-fanalyzer", "-O1", *GCC_WARNINGS, "-fdiagnostics-format=json", "-c", "-o", os.devnull, *options, file],
                         stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    found, errors = [], []
    text = run.stderr.decode("utf-8", "replace")
    start = text.find("[")
    try:
        diagnostics, _ = json.JSONDecoder().raw_decode(text[start:]) if start >= 0 else ([], 0)
    except ValueError:
        return found, ["gcc wrote no readable diagnostics: " + text[:200]]
    for d in diagnostics:
        where = d["locations"][0] if d.get("locations") else {}
        caret = where.get("caret", {})
        if d["kind"] in ("error", "fatal error"):
            errors.append("%s:%s: %s" % (caret.get("file", file), caret.get("line", "?"), d["message"]))
            continue
        if d["kind"] != "warning" or not caret:
            continue
        result = {"ruleId": d.get("option", "-Wother"), "level": "warning", "message": {"text": d["message"]},
                  "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(caret["file"])},
                                                      "region": {"startLine": caret["line"], "startColumn": max(1, caret.get("column", 1))}}}]}
        cwe = d.get("metadata", {}).get("cwe")
        if cwe:
            result["properties"] = {"cwe": "CWE-%d" % cwe}
        steps = [{"location": {"message": {"text": s["description"]}, "physicalLocation": {
            "artifactLocation": {"uri": uri(s["location"]["file"])}, "region": {"startLine": s["location"]["line"]}}}}
            for s in d.get("path", []) if s.get("location")]
        if steps:
            result["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
        found.append(result)
    if run.returncode and not errors:
        errors.append("gcc ended with %d" % run.returncode)
    return found, errors


def by_clang(file, options):
    """clang's own SARIF, with its links to rules and files by number undone: they are another file's numbers after joining."""
    with tempfile.TemporaryDirectory() as tmp:
        report = os.path.join(tmp, "report.sarif")
        run = subprocess.run(["clang", "--analyze", "-Xclang", "-analyzer-checker=" + ",".join(CHECKERS), "--analyzer-output", "sarif",
                              "-Wno-everything", "-o", report, *options, file],
                             stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        errors = [line for line in run.stderr.decode("utf-8", "replace").splitlines() if re.search(r"(^|: )(fatal )?error: ", line)]
        try:
            with open(report, encoding="utf-8", errors="replace") as f:
                runs = json.load(f)["runs"]
        except (OSError, ValueError) as e:
            return [], errors or ["clang wrote no readable report: %s" % e]
    found = []
    for one in runs:
        for result in one.get("results", []):
            result.pop("ruleIndex", None)
            for flow in result.get("codeFlows", []):
                for thread in flow["threadFlows"]:
                    for step in thread["locations"]:
                        plain(step["location"])
            for location in result.get("locations", []):
                plain(location)
            found.append(result)
    if run.returncode and not errors:
        errors.append("clang ended with %d" % run.returncode)
    return found, errors


def plain(location):
    artifact = location["physicalLocation"]["artifactLocation"]
    artifact.pop("index", None)
    file = urllib.parse.unquote(urllib.parse.urlparse(artifact["uri"]).path)
    artifact["uri"] = uri(file)


def main():
    tool, args = sys.argv[1], sys.argv[2:]
    options = []
    if "--" in args:
        options = args[args.index("--") + 1:]
        args = args[:args.index("--")]
    out, jobs, inputs = None, os.cpu_count() or 1, []
    while args:
        arg = args.pop(0)
        if arg in ("-o", "-j") and args:
            value = args.pop(0)
            if arg == "-o":
                out = value
            else:
                jobs = int(value)
        elif arg.startswith("-"):
            usage("unknown option " + arg)
        else:
            inputs.append(arg)
    if not inputs:
        usage("nothing to analyse")
    files = list(sources(inputs))
    analyse = {"gcc": by_gcc, "clang": by_clang}[tool]
    results, notes, lost = [], [], 0
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for file, (found, errors) in zip(files, pool.map(lambda f: analyse(f, options), files)):
            results += found
            lost += bool(errors) and not found
            notes += [{"level": "error", "message": {"text": "%s: %s" % (file, e)},
                       "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(file)}}}]} for e in errors]
    rules = sorted({r["ruleId"] for r in results})
    for r in results:
        r["ruleIndex"] = rules.index(r["ruleId"])
    version = re.search(r"\d+(\.\d+)+", subprocess.run([tool, "--version"], stdout=subprocess.PIPE).stdout.decode()).group()
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{
        "tool": {"driver": {"name": tool + ("-analyzer"), "version": version, "rules": [{"id": r} for r in rules]}},
        "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
        "results": results}]}
    text = json.dumps(log, indent=1) + "\n"
    if out:
        with open(out, "w", encoding="utf-8") as f:
            f.write(text)
    else:
        sys.stdout.write(text)
    for n in notes:
        sys.stderr.write(n["message"]["text"] + "\n")
    sys.exit(3 if files and lost == len(files) else 1 if results else 0)


main()
