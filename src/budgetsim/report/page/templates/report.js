"use strict";
(function () {
  var root = document.documentElement;

  function recall(name) {
    try { return window.localStorage.getItem("budgetsim-report-" + name); } catch (error) { return null; }
  }
  function remember(name, value) {
    try { window.localStorage.setItem("budgetsim-report-" + name, value); } catch (error) { /* the page may not */ }
  }
  function isDark() {
    return root.dataset.theme
      ? root.dataset.theme === "dark"
      : window.matchMedia("(prefers-color-scheme: dark)").matches;
  }
  function speak(code) {
    var title = document.querySelector("title");
    root.dataset.language = code;
    root.lang = code === "zh" ? root.dataset.tagZh : root.dataset.tagEn;
    title.textContent = code === "zh" ? title.dataset.titleZh : title.dataset.titleEn;
    document.querySelectorAll("img[data-alt-en]").forEach(function (image) {
      image.alt = code === "zh" ? image.dataset.altZh : image.dataset.altEn;
    });
  }

  document.getElementById("switch-language").addEventListener("click", function () {
    speak(root.dataset.language === "zh" ? "en" : "zh");
    measure();
  });
  document.getElementById("switch-theme").addEventListener("click", function () {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember("theme", root.dataset.theme);
  });
  if (/^(light|dark)$/.test(recall("theme") || "")) { root.dataset.theme = recall("theme"); }

  // What is wider than the screen says that it scrolls.
  function measure() {
    document.querySelectorAll(".scroll, .picture").forEach(function (place) {
      place.classList.toggle("wide", place.scrollWidth > place.clientWidth + 1);
    });
  }
  window.addEventListener("resize", measure);
  document.addEventListener("toggle", measure, true);
  measure();

  var opened = [];
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (fold) {
      if (fold.dataset.print === "no") { return; }
      fold.open = true;
      opened.push(fold);
    });
  });
  window.addEventListener("afterprint", function () {
    opened.splice(0).forEach(function (fold) { fold.open = false; });
  });
})();
