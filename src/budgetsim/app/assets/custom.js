// Part of every page of the lab, before the framework connects: addresses below the root path, and a connection that
// comes back soon after the network does.
(() => {
  const LOOK_MS = 300; // between looks for the server while there is no connection
  const PATIENCE_MS = 3000; // for an answer, or for a connection to stand
  const TRIES = 3; // connections refused by a server that is alive, after which the page begins anew
  const RENEWAL_MS = 20 * 60000; // between pulses that renew the cookie of an open page
  const RELOAD_MS = 60000; // at most one such beginning in this time

  const root = () => (window.solara && window.solara.rootPath) || "";
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  // The framework's navigator leaves the root path out of the addresses that it writes.
  for (const name of ["pushState", "replaceState"]) {
    const write = history[name].bind(history);
    history[name] = (state, unused, url) => write(state, unused, url && below(url));
  }

  function below(url) {
    const place = new URL(url, location.href);
    const inside = place.pathname === root() || place.pathname.startsWith(root() + "/");
    if (place.origin !== location.origin || inside) return url;
    return root() + place.pathname + place.search + place.hash;
  }

  // The framework waits longer after every failure, up to a minute, and gives up after seven.
  let kernel = null;
  let refused = 0;
  let woken = false;

  async function isAlive() {
    try {
      const signal = AbortSignal.timeout ? AbortSignal.timeout(PATIENCE_MS) : undefined;
      return (await fetch(`${root()}/readyz`, { cache: "no-store", signal })).ok;
    } catch {
      return false;
    }
  }

  async function reconnect() {
    kernel.reconnect().catch(() => {});
    for (let waited = 0; waited < PATIENCE_MS && !isConnected(); waited += LOOK_MS) await pause(LOOK_MS);
    refused = isConnected() ? 0 : refused + 1;
    if (refused >= TRIES) beginAnew();
  }

  const isConnected = () => kernel.isDisposed || kernel.connectionStatus === "connected";

  function beginAnew() {
    const last = Number(sessionStorage.getItem("lab-reloaded") || 0);
    refused = 0;
    if (Date.now() - last < RELOAD_MS) return;
    sessionStorage.setItem("lab-reloaded", String(Date.now()));
    location.reload();
  }

  // A connection may be dead without anybody having been told: a phone that slept, another network.
  async function answers() {
    const heard = kernel.requestKernelInfo().then(() => true, () => false);
    return Promise.race([heard, pause(PATIENCE_MS).then(() => false)]);
  }

  async function watch() {
    for (;;) {
      await pause(LOOK_MS);
      kernel = (window.solara && window.solara.debug && window.solara.debug.kernel()) || null;
      if (!kernel || (isConnected() && !woken)) continue;
      const dead = isConnected() && !(await answers());
      woken = false;
      if ((dead || !isConnected()) && await isAlive() && (dead || !isConnected())) await reconnect();
    }
  }

  const wake = () => { woken = true; };
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") wake(); });
  setInterval(isAlive, RENEWAL_MS);
  watch();
})();
