/* While a stage runs, its page shows every few seconds what is known by then. */
(function () {
  const id = "redundancy-stages";
  const everyMillis = 5000;

  function show(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(id);
    if (fresh) {
      document.getElementById(id).replaceWith(document.importNode(fresh, true));
    }
  }

  function refresh() {
    const shown = document.getElementById(id);
    if (!shown || shown.dataset.running !== "true") {
      return;
    }
    // nobody looks, or somebody is in the middle of it with the keyboard
    if (document.hidden || shown.contains(document.activeElement)) {
      window.setTimeout(refresh, everyMillis);
      return;
    }
    const again = function () {
      window.setTimeout(refresh, everyMillis);
    };
    fetch(window.location.href)
      .then(function (response) {
        return response.ok ? response.text() : "";
      })
      .then(show)
      // where Jenkins restarts or the network is down, the next time it may be there again
      .then(again, again);
  }

  window.setTimeout(refresh, everyMillis);
})();
