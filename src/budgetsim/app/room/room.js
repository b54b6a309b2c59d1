// Pages of a room: what changes is fetched when the server says that it has, and nothing that was sent is lost when the
// network is gone for a while.
(() => {
  const AGAIN_MS = 1000; // between tries while the network is gone
  const PLAN_MS = 120; // between a hand on a slider and the question what it costs
  const PART = { "room-part": "1" };
  const part = document.getElementById("part");
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const shown = (id, text) => {
    const line = document.getElementById(id);
    line.textContent = text || "";
    line.hidden = !text;
  };

  // Asks until there is an answer. Whatever is asked twice is done once: a year has one place, an answer replaces another.
  async function ask(url, options) {
    for (;;) {
      try {
        const answer = await fetch(url, { ...options, headers: PART, cache: "no-store", credentials: "same-origin" });
        // 429: too many from this address at once; a class behind one router waits its turn.
        if (answer.status < 500 && answer.status !== 429) {
          // Read here: a server that dies in the middle of its answer has given none.
          const text = await answer.text();
          shown("gone", "");
          return { ok: answer.ok, status: answer.status, text };
        }
      } catch { /* no network, or no server */ }
      shown("gone", document.body.dataset.gone);
      await pause(AGAIN_MS);
    }
  }

  // The changing part -----------------------------------------------------------------------------------------------

  async function take(answer) {
    const { text } = answer;
    if (answer.status === 403 || answer.status === 404) { location.reload(); return; }
    shown("fault", answer.ok ? "" : text);
    if (answer.ok) put(text);
    else renew();
  }

  function put(text) {
    const focused = document.activeElement && document.activeElement.id;
    const made = document.createElement("div");
    made.innerHTML = text;
    const place = document.querySelector(".play-year h1");
    const before = place && place.textContent;
    for (const kept of made.querySelectorAll("[data-keep]")) {
      const old = [...part.querySelectorAll("[data-keep]")].find((one) => one.dataset.keep === kept.dataset.keep);
      if (old) kept.replaceWith(old);
    }
    part.replaceChildren(...made.childNodes);
    dress();
    const now = document.querySelector(".play-year h1");
    if (now && before && now.textContent !== before) {
      window.scrollTo({ top: 0 });
      document.getElementById("lab-content").focus({ preventScroll: true });
    } else if (focused && document.getElementById(focused)) document.getElementById(focused).focus({ preventScroll: true });
  }

  let renewing = false;
  let stale = false;
  async function renew() {
    stale = true;
    if (renewing) return;
    renewing = true;
    while (stale) {
      stale = false;
      const answer = await ask(location.pathname + location.search, {});
      if (answer.ok) put(answer.text);
      else if (answer.status === 403 || answer.status === 404) { location.reload(); return; }
    }
    renewing = false;
  }

  function listen() {
    const heard = document.getElementById("heard");
    if (!heard) return;
    const events = new EventSource(heard.dataset.events);
    events.onmessage = (event) => {
      shown("gone", "");
      if (document.getElementById("heard").dataset.news !== event.data) renew();
    };
    // A browser gives up where a proxy or a starting server answers with an error.
    events.onerror = () => {
      shown("gone", document.body.dataset.gone);
      if (events.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN_MS);
    };
    window.addEventListener("pagehide", () => events.close());
  }

  // Forms -----------------------------------------------------------------------------------------------------------

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const refused = form.dataset.ask && !window.confirm(form.dataset.ask);
    if (refused || form.hasAttribute("data-part")) event.preventDefault();
    if (refused || !form.hasAttribute("data-part")) return;
    const button = event.submitter || form.querySelector("button");
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    const label = button.textContent;
    // A disabled button would lose the focus of who plays by keyboard.
    button.setAttribute("aria-busy", "true");
    if (form.id === "levers") { button.textContent = document.body.dataset.sending; await settled(); }
    const body = new URLSearchParams(new FormData(form));
    const answer = await ask(form.action, { method: "POST", body });
    delete form.dataset.busy;
    button.textContent = label;
    button.removeAttribute("aria-busy");
    if (answer.ok && form.id === "levers") sessionStorage.removeItem(draftOf(form));
    if (answer.ok && !part.contains(form)) form.reset();
    await take(answer);
  });

  // Sliders ---------------------------------------------------------------------------------------------------------

  const draftOf = (form) => form.dataset.keep.replace(/-(True|False)$/, "");
  let waiting = null;
  let moved = "";
  let timer = 0;

  function written(slider) {
    const percent = slider.dataset.percent === "1";
    // A lever may stand for a smaller number of things in a smaller district.
    const factor = percent ? 100 : Number(slider.dataset.factor || 1);
    return `${Number((factor * slider.value).toFixed(2))}${percent ? "%" : ""}`;
  }

  function mark(slider) {
    const text = written(slider);
    slider.style.setProperty("--at", `${(100 * (slider.value - slider.min)) / (slider.max - slider.min)}%`);
    slider.setAttribute("aria-valuetext", text);
    const output = slider.closest(".lab-field").querySelector("output");
    if (output) output.textContent = text;
  }

  document.addEventListener("input", (event) => {
    const slider = event.target;
    if (slider.type !== "range") return;
    mark(slider);
    moved = slider.name;
    // At once: the page may be made anew before the server has heard of the hand.
    const form = slider.form;
    const values = [...form.querySelectorAll("input[type=range]")].map((one) => [one.name, Number(one.value)]);
    sessionStorage.setItem(draftOf(form), JSON.stringify(Object.fromEntries(values)));
    slider.closest(".lab-field").classList.add("lab-moved");
    clearTimeout(timer);
    timer = setTimeout(plan, PLAN_MS);
  });

  // One question is on its way at a time; the last one follows.
  async function plan() {
    if (waiting) { await waiting; return plan(); }
    const form = document.getElementById("levers");
    if (!form || !moved) return;
    const about = moved;
    moved = "";
    const body = new URLSearchParams(new FormData(form));
    body.set("moved", about);
    waiting = ask(form.dataset.plan, { method: "POST", body });
    const answer = await waiting;
    waiting = null;
    if (!answer.ok || document.getElementById("levers") !== form) return;
    const plan_ = JSON.parse(answer.text);
    const slider = form.elements[about];
    // The budget may have stopped the lever; a hand that has moved on meanwhile is not pulled back.
    if (slider && moved !== about) { slider.value = plan_.levers[about]; mark(slider); }
    document.getElementById("meters").innerHTML = plan_.meters;
    fill();
    const button = document.getElementById("close-year");
    button.disabled = !plan_.fits || !("may" in button.dataset);
    sessionStorage.setItem(draftOf(form), JSON.stringify(plan_.levers));
  }

  async function settled() {
    clearTimeout(timer);
    await plan();
    if (waiting) await waiting;
  }

  function recall(form) {
    const kept = sessionStorage.getItem(draftOf(form));
    if (!kept || form.dataset.recalled) return;
    form.dataset.recalled = "1";
    for (const [name, value] of Object.entries(JSON.parse(kept))) {
      const slider = form.elements[name];
      if (!slider || Number(slider.value) === value) continue;
      slider.value = value;
      mark(slider);
      moved = name;
    }
    if (moved) plan();
  }

  // The look --------------------------------------------------------------------------------------------------------

  const fill = () => document.querySelectorAll("[data-share]").forEach((bar) => { bar.style.width = `${100 * bar.dataset.share}%`; });

  function count() {
    for (const place of document.querySelectorAll("[data-deadline]")) {
      const left = Math.max(0, Math.round(place.dataset.deadline - Date.now() / 1000));
      place.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    }
  }

  function dress() {
    document.querySelectorAll("#part input[type=range]").forEach(mark);
    fill();
    count();
    const form = document.getElementById("levers");
    if (form) recall(form);
    if (document.querySelector("[data-later]")) setTimeout(renew, AGAIN_MS);
  }

  const root = document.documentElement;
  const theme = document.getElementById("theme");
  function colour(dark) {
    root.classList.toggle("theme--dark", dark);
    theme.setAttribute("aria-label", dark ? theme.dataset.light : theme.dataset.dark);
  }
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = localStorage.getItem("budgetsim-room-theme");
  colour(chosen ? chosen === "dark" : system.matches);
  theme.addEventListener("click", () => {
    const dark = !root.classList.contains("theme--dark");
    localStorage.setItem("budgetsim-room-theme", dark ? "dark" : "light");
    colour(dark);
  });

  const print = document.getElementById("print");
  if (print) print.addEventListener("click", () => window.print());

  dress();
  listen();
  setInterval(count, 500);
})();
