"""Makes the truth tables that docs/scores.md is about, from public benchmarks.

truth.py benchmark CORPUS EXPECTEDRESULTS.csv SOURCES EXTENSION   writes CORPUS/truth.csv
truth.py juliet TESTCASES SUBSET                                  writes SUBSET/{bad,good}/… and SUBSET/truth.csv
"""
import csv
import hashlib
import os
import re
import sys

BENCHMARK = {
    22: 'path-traversal', 78: 'command-injection', 79: 'xss', 89: 'sql-injection', 90: 'ldap-injection',
    94: 'code-injection', 327: 'weak-cipher', 328: 'weak-hash', 330: 'weak-random', 501: 'trust-boundary',
    502: 'deserialization', 601: 'open-redirect', 611: 'xxe', 614: 'insecure-cookie', 643: 'xpath-injection'}
JULIET = {
    78: 'command-injection', 121: 'stack-overflow', 122: 'heap-overflow', 124: 'buffer-underwrite',
    126: 'buffer-overread', 127: 'buffer-underread', 134: 'format-string', 190: 'integer-overflow',
    242: 'dangerous-function', 252: 'unchecked-return', 253: 'wrong-return-check', 369: 'divide-by-zero',
    377: 'insecure-temp-file', 401: 'memory-leak', 404: 'resource-leak', 415: 'double-free', 416: 'use-after-free',
    457: 'uninitialized', 467: 'sizeof-pointer', 476: 'null-dereference', 562: 'stack-address', 590: 'bad-free',
    665: 'missing-initialisation', 675: 'double-close', 685: 'wrong-arguments', 690: 'null-from-return',
    761: 'free-inside', 775: 'file-leak'}
CASES_PER_CWE = 40


def write(corpus, rows):
    with open(os.path.join(corpus, 'truth.csv'), 'w') as out:
        table = csv.writer(out, lineterminator='\n')
        table.writerow(['case', 'file', 'line', 'cwe', 'class', 'vulnerable'])
        table.writerows(rows)
    print(len(rows), 'cases')


def benchmark(corpus, expected, sources, extension):
    with open(expected) as lines:
        cases = [row for row in csv.reader(lines) if row and not row[0].startswith('#')]
    write(corpus, [
        (name, f'{sources}/{name}.{extension}', '', cwe, BENCHMARK[int(cwe)], real.strip())
        for name, _, real, cwe in (row[:4] for row in cases)])


def half(text, dropped):
    """What the preprocessor leaves of a case without its good or its bad half, and without main(); lines keep their numbers."""
    out, stack = [], []
    for line in text.split('\n'):
        directive = re.match(r'\s*#\s*(ifdef|ifndef|if|else|endif)\b\s*(\w*)', line)
        keep = 'cut' not in stack
        if directive:
            word, name = directive.groups()
            if word in ('ifdef', 'ifndef', 'if'):
                if name == 'INCLUDEMAIN' or (word == 'ifndef' and name == dropped):
                    stack.append('cut')
                    out.append('')
                    continue
                if word == 'ifndef' and name in ('OMITGOOD', 'OMITBAD'):
                    stack.append('gone')
                    out.append('')
                    continue
                stack.append('own')
            elif word == 'endif' and stack.pop() in ('cut', 'gone'):
                out.append('')
                continue
        out.append(line if keep else '')
    return '\n'.join(out)


def juliet(testcases, subset):
    """At most 40 cases per CWE that are one file each, chosen by the hash of their names; no sockets, wide characters, Windows."""
    rows = []
    for folder in sorted(os.listdir(testcases)):
        cwe = int(re.match(r'CWE(\d+)', folder)[1])
        if cwe not in JULIET:
            continue
        files = [
            os.path.join(root, name)
            for root, _, names in os.walk(os.path.join(testcases, folder))
            for name in names
            if re.search(r'_\d+\.c$', name) and not re.search(r'w32|wchar|socket|_listen|_connect|main', name)]
        files.sort(key=lambda path: hashlib.sha256(os.path.basename(path).encode()).hexdigest())
        for path in files[:CASES_PER_CWE]:
            with open(path, errors='replace') as source:
                text = source.read()
            case = os.path.basename(path)[:-2]
            for kind, dropped in (('bad', 'OMITGOOD'), ('good', 'OMITBAD')):
                file = f'{kind}/CWE{cwe}/{case}.c'
                target = os.path.join(subset, file)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                with open(target, 'w') as out:
                    out.write(half(text, dropped))
                rows.append((f'{case}/{kind}', file, '', cwe, JULIET[cwe], 'true' if kind == 'bad' else 'false'))
    write(subset, sorted(rows))


if __name__ == '__main__':
    {'benchmark': benchmark, 'juliet': juliet}[sys.argv[1]](*sys.argv[2:])
