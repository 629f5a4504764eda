'use strict';
// Everything a scanner said reaches the page through textContent only.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const source = JSON.parse(document.getElementById('source').textContent);
  const PAGE = 100;
  const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'];
  const MARKS = { critical: '▲ Critical', high: '▲ High', medium: '■ Medium', low: '○ Low', info: '· Info' };
  const lost = Boolean(data.verdict) && ['lost', 'aborted'].includes(data.verdict.outcome);
  const byId = (id) => document.getElementById(id);

  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== undefined && value !== null) node.setAttribute(name, value);
    }
    for (const child of children) {
      if (child !== undefined && child !== null) node.append(child);
    }
    return node;
  }

  const all = data.clusters.map((c) => ({ ...c, state: c.baseline || '' }))
    .concat((data.gone || []).map((c) => ({ ...c, state: c.baseline || 'absent' })));
  for (const c of all) {
    c.where = c.path ? c.path + (c.region && c.region[0] ? ':' + c.region[0] : '') : (c.package || '(no place)');
    c.tools = Object.keys(c.votes).filter((t) => c.votes[t] === 'reported');
    c.eligible = Object.keys(c.votes).filter((t) => c.votes[t] !== 'abstained');
    c.words = [c.id, c.title, c.weakness, c.where, c.why, ...c.findings.map((f) => rule(f).id + ' ' + f.message)]
      .join('\n').toLowerCase();
  }

  function rule(finding) {
    return data.rules[finding.rule];
  }

  // ---- scanners ----
  function scanners() {
    const verdict = data.verdict;
    if (!verdict) return;
    const from = Date.parse(verdict.began);
    const whole = Math.max(1, Date.parse(verdict.ended) - from);
    const found = Object.fromEntries(data.tools.map((t) => [t.name, t.findings]));
    const body = byId('scanners').querySelector('tbody');
    for (const a of verdict.attempts) {
      const ran = a.started && a.ended;
      const seconds = ran ? (Date.parse(a.ended) - Date.parse(a.started)) / 1000 : null;
      const track = el('div', { class: 'track' });
      if (ran) {
        const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
        svg.setAttribute('viewBox', '0 0 1000 10');
        svg.setAttribute('preserveAspectRatio', 'none');
        svg.setAttribute('aria-hidden', 'true');
        const bar = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
        bar.setAttribute('x', String(((Date.parse(a.started) - from) / whole) * 1000));
        bar.setAttribute('width', String(Math.max(4, (seconds * 1e6) / whole)));
        bar.setAttribute('height', '10');
        bar.setAttribute('class', a.kind ? 'bad' : a.state === 'succeeded' && !lost ? 'good' : '');
        svg.append(bar);
        track.append(svg);
      }
      // what happened, not that it is good: that is for the verdict to say
      const state = { succeeded: 'delivered', partial: 'delivered a part' }[a.state] || a.state.replace('-', ' ');
      const outcome = (a.kind ? '✗ ' : '') + (a.why.startsWith(state) ? a.why : state + (a.why ? ': ' + a.why : ''));
      body.append(el('tr', {},
        el('th', { scope: 'row' }, a.replica + (a.try > 1 ? ' (try ' + a.try + ')' : '')),
        el('td', {}, a.slot),
        el('td', {}, track),
        el('td', { class: 'why' }, outcome),
        el('td', { class: 'n' }, seconds === null ? '–' : seconds.toFixed(1)),
        el('td', { class: 'n' }, a.state === 'succeeded' || a.state === 'partial' ? String(found[a.replica] ?? 0) : '–')));
    }
    const cost = verdict.cost;
    const total = cost.winners + cost.losers + cost.failures;
    byId('cost').textContent = 'Cost: ' + total.toFixed(1) + ' scanner seconds, '
      + (cost.losers + cost.failures).toFixed(1) + ' of them for attempts that filled no slot.';
    byId('scanners').hidden = false;
  }

  // ---- agreement matrix ----
  function agreement() {
    const classes = new Map();
    for (const c of data.clusters) {
      if (c.weakness.startsWith('rule:')) continue;
      const row = classes.get(c.weakness) || { title: c.title, confirmed: 0, single: 0, tools: {} };
      row[c.agreement === 'confirmed' ? 'confirmed' : 'single'] += 1;
      for (const [tool, vote] of Object.entries(c.votes)) {
        const cell = (row.tools[tool] = row.tools[tool] || { reported: 0, silent: 0, abstained: 0 });
        cell[vote] += 1;
      }
      classes.set(c.weakness, row);
    }
    if (!classes.size) return;
    const section = byId('agreement');
    const tools = data.tools.map((t) => t.name);
    section.querySelector('thead').append(el('tr', {}, el('th', { scope: 'col' }, 'Weakness'),
      ...tools.map((t) => el('th', { scope: 'col', class: 'n' }, t)),
      el('th', { scope: 'col', class: 'n' }, 'Confirmed'), el('th', { scope: 'col', class: 'n' }, 'Single-source')));
    // where several could see the same, agreement means something: these first
    const several = ([, row]) => Object.values(row.tools).filter((cell) => cell.reported + cell.silent > 0).length > 1;
    for (const [id, row] of [...classes].sort((a, b) => several(b) - several(a)
      || b[1].confirmed - a[1].confirmed || (a[0] < b[0] ? -1 : 1))) {
      const link = el('button', { type: 'button', class: 'link' }, row.title);
      link.addEventListener('click', () => { filters.weakness.value = id; update(); byId('findings').focus(); });
      section.querySelector('tbody').append(el('tr', {}, el('th', { scope: 'row' }, link),
        ...tools.map((t) => {
          const cell = row.tools[t];
          const seen = cell ? cell.reported + cell.silent : 0;
          return el('td', { class: 'n' }, seen ? cell.reported + ' of ' + seen : '–');
        }),
        el('td', { class: 'n' }, String(row.confirmed)), el('td', { class: 'n' }, String(row.single))));
    }
    section.hidden = false;
  }

  // ---- filters ----
  const filters = {};
  function choice(name, label, options) {
    const select = el('select', { name }, el('option', { value: '' }, 'all'));
    for (const [value, text] of options) select.append(el('option', { value }, text));
    select.addEventListener('change', update);
    filters[name] = select;
    byId('filters').append(el('label', {}, label, select));
  }
  function form() {
    byId('filters').hidden = all.length === 0;
    const pairs = (values) => [...new Set(values)].sort().map((v) => [v, v.replace('-', ' ')]);
    choice('agreement', 'Agreement', [['confirmed', 'confirmed'], ['single-source', 'single-source']]);
    choice('severity', 'Severity', SEVERITIES.map((s, i) => [String(i), i < 4 ? s + (i ? ' and above' : '') : 'info and above']));
    choice('weakness', 'Weakness', [...new Map(all.map((c) => [c.weakness, c.title]))].sort((a, b) => (a[1] < b[1] ? -1 : 1)));
    choice('tool', 'Reported by', pairs(data.tools.map((t) => t.name)).map(([v]) => [v, v]));
    if (all.some((c) => c.state)) choice('state', 'Since the reference', pairs(all.map((c) => c.state).filter(Boolean)));
    choice('live', 'Suppressed', [['live', 'live only'], ['suppressed', 'suppressed only']]);
    const group = el('select', { name: 'group' }, el('option', { value: '' }, 'not grouped'),
      el('option', { value: 'title' }, 'by weakness'), el('option', { value: 'path' }, 'by file'));
    group.value = all.length > PAGE ? 'title' : '';
    group.addEventListener('change', update);
    filters.group = group;
    byId('filters').append(el('label', {}, 'Group', group));
    const search = el('input', { type: 'search', name: 'search', placeholder: 'file, rule, message, id' });
    search.addEventListener('input', update);
    filters.search = search;
    byId('filters').append(el('label', {}, 'Search', search));
    byId('filters').addEventListener('submit', (e) => e.preventDefault());
  }
  function matches(c) {
    const f = filters;
    return (!f.agreement.value || c.agreement === f.agreement.value)
      && (!f.severity.value || SEVERITIES.indexOf(c.severity) <= Number(f.severity.value))
      && (!f.weakness.value || c.weakness === f.weakness.value)
      && (!f.tool.value || c.tools.includes(f.tool.value))
      && (!f.state || !f.state.value || c.state === f.state.value)
      && (!f.live.value || (f.live.value === 'live') === !c.suppression)
      && (!f.search.value || c.words.includes(f.search.value.toLowerCase()));
  }

  // ---- the list ----
  let page = 0;
  function update() {
    page = 0;
    show();
  }
  function show() {
    const list = byId('list');
    const chosen = all.filter(matches);
    byId('shown').textContent = all.length === 0
      ? (lost
        ? 'No finding was read, and that means nothing: too few scanners delivered a report.' : 'No findings.')
      : chosen.length + ' of ' + all.length + ' findings.';
    list.replaceChildren();
    byId('pages').replaceChildren();
    const by = filters.group.value;
    if (by) {
      const groups = new Map();
      for (const c of chosen) {
        const key = c[by] || '(no place)';
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(c);
      }
      for (const [key, members] of groups) list.append(group(key, members));
      return;
    }
    paged(list, byId('pages'), chosen);
  }
  function group(key, members) {
    const confirmed = members.filter((c) => c.agreement === 'confirmed').length;
    const details = el('details', { class: 'group' },
      el('summary', {}, key + ': ' + members.length + ' (' + confirmed + ' confirmed)'));
    details.addEventListener('toggle', () => {
      if (details.open && details.children.length === 1) {
        const inner = el('div');
        details.append(inner);
        more(inner, members, 0);
      }
    });
    return details;
  }
  function more(into, members, from) {
    for (const c of members.slice(from, from + PAGE)) into.append(card(c));
    if (from + PAGE < members.length) {
      const next = el('button', { type: 'button' }, 'Show ' + Math.min(PAGE, members.length - from - PAGE) + ' more');
      next.addEventListener('click', () => { next.remove(); more(into, members, from + PAGE); });
      into.append(next);
    }
  }
  function paged(list, nav, chosen) {
    const pages = Math.ceil(chosen.length / PAGE);
    for (const c of chosen.slice(page * PAGE, (page + 1) * PAGE)) list.append(card(c));
    if (pages < 2) return;
    const turn = (text, to, possible) => {
      const button = el('button', { type: 'button' }, text);
      button.disabled = !possible;
      button.addEventListener('click', () => { page = to; show(); byId('findings').focus(); });
      return button;
    };
    nav.append(turn('Previous', page - 1, page > 0), el('span', {}, 'Page ' + (page + 1) + ' of ' + pages),
      turn('Next', page + 1, page + 1 < pages));
  }

  // ---- one finding ----
  function card(c) {
    const bodyId = 'f-' + c.id;
    const head = el('button', { type: 'button', 'aria-expanded': 'false', 'aria-controls': bodyId },
      el('span', { class: c.severity }, MARKS[c.severity]), el('span', {}, c.title), place(c.path, c.region, c.where),
      el('span', { class: c.agreement }, (c.agreement === 'confirmed' ? '● ' : '○ ') + c.tools.length + ' of ' + c.eligible.length
        + (c.agreement === 'confirmed' ? ', confirmed' : '')),
      el('span', { class: 'n', title: 'confidence' }, c.confidence.toFixed(2)),
      el('span', {}, (c.suppression ? 'suppressed' : c.state)));
    const body = el('div', { class: 'body', id: bodyId });
    body.hidden = true;
    head.addEventListener('click', () => {
      if (!body.firstChild) fill(body, c);
      body.hidden = !body.hidden;
      head.setAttribute('aria-expanded', String(!body.hidden));
    });
    return el('article', { class: 'card', 'aria-label': c.title + ' ' + c.where }, head, body);
  }
  function fill(body, c) {
    body.append(el('p', {}, c.why));
    const facts = el('dl', {}, el('dt', {}, 'Identifier'), el('dd', {}, el('code', {}, c.id)));
    for (const vote of ['reported', 'silent', 'abstained']) {
      const tools = Object.keys(c.votes).filter((t) => c.votes[t] === vote);
      if (tools.length) facts.append(el('dt', {}, vote[0].toUpperCase() + vote.slice(1)), el('dd', {}, tools.join(', ')));
    }
    if (c.suppression) facts.append(el('dt', {}, 'Suppressed'), el('dd', {}, c.suppression));
    body.append(facts);
    body.append(lines(c.path, c.region, marks(c)));
    for (const f of c.findings) {
      const r = rule(f);
      const quote = el('blockquote', {},
        el('p', {}, el('strong', {}, r.tool), ' ', el('code', {}, r.id), ' ' + f.severity
          + (f.cwes.length ? ', CWE-' + f.cwes.join(', CWE-') : '') + ' ', place(f.path, f.region, '')),
        el('p', { class: 'said' }, f.message || '(no message)'));
      if (r.helpUri && /^https?:\/\//.test(r.helpUri)) {
        quote.append(el('p', {}, el('a', { href: r.helpUri, rel: 'noreferrer noopener', target: '_blank' }, 'About this rule')));
      }
      for (const way of ways(f.codeFlow || [])) quote.append(way);
      body.append(quote);
    }
  }
  /** A path that breaks behind its slashes, and a line number that does not. */
  function place(path, region, otherwise) {
    if (!path) return el('span', { class: 'path' }, otherwise);
    const at = el('span', { class: 'path' });
    for (const part of path.match(/[^/]*\/|[^/]+/g) || []) at.append(part, part.endsWith('/') ? el('wbr') : '');
    if (region && region[0]) at.append(el('span', { class: 'line' }, ':' + region[0]));
    return at;
  }
  /** One list of steps for each way to the finding that the tool tells of. */
  function ways(steps) {
    const flows = new Map();
    for (const s of steps) flows.set(s.flow || 0, (flows.get(s.flow || 0) || []).concat(s));
    return [...flows.values()].map((flow, i) => el('details', {},
      el('summary', {}, 'Code flow' + (flows.size > 1 ? ' ' + (i + 1) + ' of ' + flows.size : '') + ', ' + flow.length + (flow.length === 1 ? ' step' : ' steps')),
      el('ol', {}, ...flow.map((s) => el('li', {}, place(s.path, s.region, ''), ' ' + s.message)))));
  }
  function marks(c) {
    const by = {};
    for (const f of c.findings) {
      if (f.path === c.path && f.region[0]) (by[f.region[0]] = by[f.region[0]] || new Set()).add(rule(f).tool);
    }
    return by;
  }
  function lines(path, region, by) {
    const file = path && source[path];
    if (!file || !region) return '';
    const pre = el('pre', { tabindex: '0', 'aria-label': 'Source around the finding' });
    let any = false;
    for (let n = Math.max(1, region[0] - 4); n <= Math.min(region[2], region[0] + 20) + 4; n++) {
      if (file[n] === undefined) continue;
      any = true;
      const here = n >= region[0] && n <= region[2];
      const text = String(n).padStart(5) + (here ? ' ▶ ' : '   ') + file[n]
        + (by[n] ? '    ◀ ' + [...by[n]].join(', ') : '');
      // the line's end stands outside of the mark, which is a block: inside it would break nothing
      pre.append(here ? el('span', { class: 'at' }, text) : text, '\n');
    }
    return any ? pre : '';
  }

  function warnings() {
    if (!data.warnings.length) return;
    const list = byId('warnings').querySelector('ul');
    for (const w of data.warnings.slice(0, 500)) list.append(el('li', {}, w));
    if (data.warnings.length > 500) list.append(el('li', {}, 'and ' + (data.warnings.length - 500) + ' more in result.json'));
    byId('warnings').hidden = false;
  }

  scanners();
  agreement();
  form();
  show();
  warnings();
})();
