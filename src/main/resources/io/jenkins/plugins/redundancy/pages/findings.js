"use strict";
// Fills the table of findings from the server, a page at a time. What scanners said reaches the page as text only.
(() => {
  const MARKS = { critical: "▲", high: "▲", medium: "■", low: "○", info: "·" };
  const TYPING = 250;

  function el(tag, attributes, children) {
    const node = document.createElement(tag);
    for (const name of Object.keys(attributes)) {
      node.setAttribute(name, attributes[name]);
    }
    for (const child of children) {
      node.append(child); // a string becomes text
    }
    return node;
  }

  function start(root) {
    const texts = root.dataset;
    const form = root.querySelector("form");
    const table = root.querySelector("table");
    const status = root.querySelector("[role=status]");
    const previous = root.querySelector("[data-page=previous]");
    const next = root.querySelector("[data-page=next]");
    const reset = root.querySelector("[data-reset]");
    const headers = Array.from(table.querySelectorAll("th[data-sort]"));
    const rows = Number(texts.rows);
    let first = 0;
    let sort = "";
    let descending = false;
    let requests = 0;
    let typing = null;

    function fill(text, values) {
      return text.replace(/\{(\d)\}/g, (all, number) => values[number]);
    }

    function label(name, value) {
      const option = Array.from(form.elements[name].options).find((o) => o.value === value);
      return option ? option.dataset.label : value;
    }

    // ---- what to ask for ----

    function fields() {
      return Array.from(form.elements).filter((field) => field.name && field.name in defaults);
    }

    const defaults = {};
    for (const field of form.elements) {
      if (field.matches("select, input[type=search]")) {
        // not what it holds by now: on the way back browsers fill in what was chosen before
        const chosen = Array.from(field.options || []).find((option) => option.defaultSelected);
        defaults[field.name] = chosen ? chosen.value : field.options ? field.options[0].value : field.defaultValue;
      }
    }

    function parameters() {
      const asked = new URLSearchParams();
      for (const field of fields()) {
        if (field.value) asked.set(field.name, field.value);
      }
      if (!asked.has("tool")) asked.delete("vote");
      if (sort) asked.set("sort", sort);
      if (descending) asked.set("descending", "true");
      if (first > 0) asked.set("start", first);
      return asked;
    }

    function fromAddress() {
      const given = new URLSearchParams(window.location.search);
      for (const field of fields()) {
        field.value = given.has(field.name) ? given.get(field.name) : defaults[field.name];
        if (!field.value) field.value = defaults[field.name]; // no such choice
      }
      sort = headers.some((th) => th.dataset.sort === given.get("sort")) ? given.get("sort") : "";
      descending = given.get("descending") === "true";
      first = Math.max(0, parseInt(given.get("start"), 10) || 0);
    }

    // what is asked for stands in the address, so that it can be sent to somebody, and "back" comes back to it
    function toAddress() {
      const query = parameters().toString();
      window.history.replaceState(null, "", window.location.pathname + (query ? "?" + query : "") + window.location.hash);
    }

    // ---- what came back ----

    // a path breaks behind its slashes first
    function place(finding) {
      const parts = [];
      for (const part of finding.place.match(/[^/]*\/|[^/]+/g) || []) {
        parts.push(part);
        if (part.endsWith("/")) parts.push(el("wbr", {}, []));
      }
      if (finding.line > 0) parts.push(":" + finding.line);
      return parts.length ? parts : [texts.nowhere];
    }

    function row(finding) {
      const could = finding.reported.length + finding.silent.length;
      const mark = finding.agreement === "confirmed" ? "● " : "○ ";
      const seen = [
        el("span", { class: "redundancy-findings__agreement" }, [mark + fill(texts.of, [finding.reported.length, could])]),
        el("div", { class: "redundancy-findings__tools" }, [finding.reported.join(", ")]),
      ];
      if (finding.silent.length) {
        seen.push(el("div", { class: "redundancy-findings__silent" }, [fill(texts.silent, [finding.silent.join(", ")])]));
      }
      const states = [];
      if (finding.state) states.push(label("state", finding.state));
      if (finding.decision) states.push(finding.decision === "accepted" ? texts.accepted : texts.falsePositive);
      else if (finding.suppressed) states.push(label("state", "suppressed"));
      return el("tr", finding.suppressed ? { class: "redundancy-findings__suppressed" } : {}, [
        el("td", { class: "redundancy-severity redundancy-severity--" + finding.severity }, [
          el("span", { "aria-hidden": "true" }, [MARKS[finding.severity] + " "]),
          label("severity", finding.severity),
        ]),
        el("td", { class: "redundancy-findings__weakness" }, [
          el("a", { href: "finding/" + encodeURIComponent(finding.id) + "/" }, [finding.title]),
          el("div", { class: "redundancy-findings__message" }, [finding.message]),
        ]),
        el("td", { class: "redundancy-findings__place" }, place(finding)),
        el("td", { class: "redundancy-findings__seen" }, seen),
        el("td", { class: "redundancy-findings__number" }, [finding.confidence.toFixed(2)]),
        el("td", {}, [states.join(", ")]),
      ]);
    }

    function show(answer) {
      const body = table.tBodies[0];
      while (body.firstChild) body.removeChild(body.firstChild);
      for (const finding of answer.findings) body.append(row(finding));
      const pressed = document.activeElement;
      const number = (n) => n.toLocaleString(document.documentElement.lang || undefined);
      const last = answer.start + answer.findings.length;
      status.textContent = answer.matching === 0
        ? texts.nothing
        : fill(texts.shown, [answer.start + 1, last, answer.matching, answer.total].map(number));
      table.hidden = answer.matching === 0;
      previous.disabled = answer.start === 0;
      next.disabled = last >= answer.matching;
      previous.parentElement.hidden = previous.disabled && next.disabled;
      // who turns pages by keyboard is not thrown back to the page's top at the last one
      if (pressed === next && next.disabled) previous.focus();
      if (pressed === previous && previous.disabled) next.focus();
      for (const th of headers) {
        const sorted = th.dataset.sort === sort;
        th.setAttribute("aria-sort", !sorted ? "none" : descending ? "descending" : "ascending");
      }
    }

    function load() {
      const mine = ++requests; // an answer that something newer was asked after is not shown
      form.elements.vote.disabled = !form.elements.tool.value; // whose vote?
      const asked = parameters();
      asked.set("length", rows);
      table.setAttribute("aria-busy", "true");
      fetch(texts.url + "?" + asked, { headers: { Accept: "application/json" } })
        .then((response) => {
          if (!response.ok) throw new Error(String(response.status));
          return response.json();
        })
        .then((answer) => {
          if (mine !== requests) return;
          if (answer.findings.length === 0 && answer.matching > 0) {
            ask(0); // the address names a page that is not there
          } else {
            show(answer);
          }
        })
        .catch((error) => {
          if (mine !== requests) return;
          show({ start: 0, matching: 0, total: 0, findings: [] });
          status.textContent = fill(texts.failed, [error.message]);
        })
        .then(() => {
          if (mine === requests) table.removeAttribute("aria-busy");
        });
    }

    function ask(from) {
      window.clearTimeout(typing);
      first = from;
      toAddress();
      load();
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(0);
    });
    form.addEventListener("change", () => ask(0));
    form.addEventListener("input", (event) => {
      if (event.target.type === "search") {
        window.clearTimeout(typing);
        typing = window.setTimeout(() => ask(0), TYPING);
      }
    });
    reset.addEventListener("click", () => {
      for (const field of fields()) field.value = defaults[field.name];
      sort = "";
      descending = false;
      ask(0);
    });
    for (const th of headers) {
      th.querySelector("button").addEventListener("click", () => {
        // one way, the other, and back to the report's own order
        const begins = th.dataset.first === "descending";
        const again = sort === th.dataset.sort;
        const back = again && descending !== begins;
        sort = back ? "" : th.dataset.sort;
        descending = !back && (again ? !begins : begins);
        ask(0);
      });
    }
    previous.addEventListener("click", () => ask(Math.max(0, first - rows)));
    next.addEventListener("click", () => ask(first + rows));
    fromAddress();
    load();
  }

  // this script stands before the table
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".redundancy-findings").forEach(start);
  });
})();
