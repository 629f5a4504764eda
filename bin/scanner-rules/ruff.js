// ruff [--select S,B,…] [--format sarif|json] [-o REPORT] DIR|FILE…   ruff's WebAssembly build over Python files.
// Exit codes: 0 nothing found, 1 findings, 2 wrong use or a crash. A file that does not parse makes the run partial.
'use strict';
const fs = require('fs');
const path = require('path');
const { Workspace, PositionEncoding } = require('@astral-sh/ruff-wasm-nodejs');

const SKIPPED = new Set(['.git', '.hg', '.venv', 'venv', 'node_modules', '__pycache__', '.tox', 'site-packages']);

function usage(why) {
    process.stderr.write(`ruff: ${why}\nusage: ruff [--select S,B,…] [--format sarif|json] [-o REPORT] DIR|FILE…\n`);
    process.exit(2);
}

function arguments_() {
    const known = { select: 'E9,F,B,S', format: 'sarif', o: null, inputs: [] };
    const args = process.argv.slice(2);
    for (let i = 0; i < args.length; i++) {
        const name = args[i].replace(/^--?/, '');
        if (!args[i].startsWith('-')) known.inputs.push(args[i]);
        else if (name === 'version') { process.stdout.write(`ruff ${Workspace.version()}\n`); process.exit(0); }
        else if (name in known && name !== 'inputs' && i + 1 < args.length) known[name] = args[++i];
        else usage(`unknown or unfinished option ${args[i]}`);
    }
    if (known.inputs.length === 0) usage('nothing to scan');
    if (!['sarif', 'json'].includes(known.format)) usage(`unknown format ${known.format}`);
    return known;
}

function* pythonFiles(input) {
    const stat = fs.statSync(input);
    if (stat.isFile()) { yield input; return; }
    for (const entry of fs.readdirSync(input, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (entry.isDirectory() && !SKIPPED.has(entry.name)) yield* pythonFiles(path.join(input, entry.name));
        else if (entry.isFile() && /\.pyi?$/.test(entry.name)) yield path.join(input, entry.name);
    }
}

const uri = file => file.split(path.sep).map(encodeURIComponent).join('/');

function sarif(findings, unread) {
    const ids = [...new Set(findings.map(f => f.code))].sort();
    const at = new Map(ids.map((id, i) => [id, i]));
    return {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [{
            tool: { driver: { name: 'ruff', version: Workspace.version(), informationUri: 'https://docs.astral.sh/ruff/', rules: ids.map(id => ({ id })) } },
            columnKind: 'utf16CodeUnits',
            invocations: [{
                executionSuccessful: unread.length === 0,
                toolExecutionNotifications: unread.map(u => ({ level: 'error', message: { text: `${u.file}: ${u.why}` } })),
            }],
            results: findings.map(f => ({
                ruleId: f.code,
                ruleIndex: at.get(f.code),
                level: 'warning',
                message: { text: f.message },
                locations: [{
                    physicalLocation: {
                        artifactLocation: { uri: uri(f.filename) },
                        region: { startLine: f.location.row, startColumn: f.location.column, endLine: f.end_location.row, endColumn: f.end_location.column },
                    },
                }],
            })),
        }],
    };
}

const options = arguments_();
const workspace = new Workspace({ lint: { select: options.select.split(',') } }, PositionEncoding.Utf16);
const findings = [];
const unread = [];
for (const input of options.inputs) {
    if (!fs.existsSync(input)) usage(`${input} does not exist`);
    for (const file of pythonFiles(input)) {
        try {
            for (const d of workspace.check(fs.readFileSync(file, 'utf8'))) {
                // no code, or this one: the file does not parse
                if (!d.code || d.code === 'invalid-syntax') unread.push({ file, why: `line ${d.start_location.row}: ${d.message}` });
                else findings.push({ code: d.code, message: d.message, filename: file, location: d.start_location, end_location: d.end_location });
            }
        } catch (e) {
            unread.push({ file, why: String(e && e.message ? e.message : e) });
        }
    }
}
for (const u of unread) process.stderr.write(`ruff: ${u.file}: ${u.why}\n`);
const text = JSON.stringify(options.format === 'sarif' ? sarif(findings, unread) : findings, null, 1) + '\n';
if (options.o) fs.writeFileSync(options.o, text);
else fs.writeSync(1, text);
process.exitCode = findings.length > 0 ? 1 : 0;
